// Asking one provider: whether it is asked at all, the attempts, and what their
// ends lead to.

internal import HostCore
internal import HostInbox
internal import HostNet
internal import Logging
internal import OrkestaModel

extension ChainRun {
    /// A question as one model gets it, and what may be spent on it.
    private struct Fitted {
        var question: ChatRequest
        let model: ModelSettings
        let station: ProviderStation
        /// Of question and answer.
        let tokens: Int
        let visit: Visit
    }

    /// How one attempt left things.
    private enum AttemptEnd {
        case answered(ChatResult)
        case failed(AttemptFailure)
        case skipped(SkipReason)
        case cancelled
    }

    /// Asks the provider at `visit`, again where the failure allows it.
    func ask(_ visit: Visit, _ progress: @escaping @Sendable (Int) async -> Void) async -> Step {
        let stop = route[visit.place]
        guard let station = chain.stations[stop.provider.name] else { return .goOn }
        guard let model = stop.model else { return skip(.noModel, station, "") }
        guard let question = fitted(to: model, visit) else {
            trace.noteTooSmall(visit.place)
            return skip(.tooLong, station, model.name)
        }
        var asked = Fitted(
            question: question,
            model: model,
            station: station,
            tokens: question.estimatedTokens + answerTokens,
            visit: visit
        )
        for isRetry in [false, true] {
            switch await attempt(asked, isRetry: isRetry, progress) {
            case .answered(let result): return .answered(result)
            case .skipped(let reason): return isRetry ? .goOn : skip(reason, station, model.name)
            case .cancelled: return .stop(.cancelled)
            case .failed(let failure):
                if failure.kind == .contextTooLong { trace.noteTooSmall(visit.place) }
                let policy = FailurePolicy(for: failure)
                guard policy.goesOn else { return .stop(ChainFailure.Reason(failure.kind)) }
                guard !isRetry, await pauseBeforeRetry(policy.retry, visit) else { return .goOn }
                if failure.kind == .toolUseFailed {
                    // A cooler head writes better calls.
                    asked.question.temperature = (asked.question.temperature ?? 1) / 2
                }
            }
        }
        return .goOn
    }

    private func skip(_ reason: SkipReason, _ station: ProviderStation, _ model: String) -> Step {
        let now = chain.clock.monotonicMilliseconds()
        trace.add(
            Attempt(provider: station.settings.name, model: model, outcome: .skipped(reason), startedAt: now - start)
        )
        return .goOn
    }
}

// MARK: Length

extension ChainRun {
    /// The question as the model can take it; nil when it is too long for it.
    /// It is shortened only when no model of the route can take it whole.
    private func fitted(to model: ModelSettings, _ visit: Visit) -> ChatRequest? {
        let room = model.contextTokens - answerTokens
        guard visit.isShortened else { return questionTokens <= room ? question : nil }
        // A provider that counts otherwise has refused the whole: half of it will do.
        let isRefused = questionTokens <= room
        guard let shorter = question.compacted(toTokens: isRefused ? questionTokens / 2 : room) else { return nil }
        trace.noteCompacted()
        return shorter
    }
}

// MARK: Attempts

extension ChainRun {
    /// Keeps enough time for one attempt here and one at each place behind.
    private func pauseBeforeRetry(_ retry: FailurePolicy.Retry, _ visit: Visit) async -> Bool {
        let pause: Int64
        switch retry {
        case .never: return false
        case .onceAfter(let milliseconds): pause = milliseconds
        case .once:
            pause = RetryPolicy(
                firstMilliseconds: Limits.llmRetryPauseMilliseconds,
                longestMilliseconds: Limits.llmRetryPauseMilliseconds
            )
            .delay(afterAttempts: 1, chance: chain.randomness.next())
        }
        let needed = Int64(visit.laterCount + 1) * Limits.llmAttemptMillisecondsMin
        guard left - pause >= needed else { return false }
        await chain.clock.pause(milliseconds: pause)
        return !Task.isCancelled
    }

    /// One attempt, if budget, health and queue let it through.
    private func attempt(
        _ asked: Fitted,
        isRetry: Bool,
        _ progress: @escaping @Sendable (Int) async -> Void
    ) async -> AttemptEnd {
        guard hasTime else { return .skipped(.noTime) }
        let station = asked.station
        let reserved = reservation(asked)
        guard reserve(reserved, station) else { return .skipped(.budget) }
        let ticket: ProviderHealth.Ticket
        switch station.admit(asked.model.name, tokens: asked.tokens, at: chain.clock.monotonicMilliseconds()) {
        case .refused(let reason):
            release(reserved, station)
            return .skipped(reason)
        case .admitted(let admitted): ticket = admitted
        }
        guard await enterQueue(station) else {
            station.settle(ticket, .abandoned, head: nil, at: chain.clock.monotonicMilliseconds())
            release(reserved, station)
            return Task.isCancelled ? .cancelled : .skipped(.busy)
        }
        defer { station.queue.leave() }
        let began = chain.clock.monotonicMilliseconds()
        let ending = await AttemptRun(
            question: asked.question,
            provider: station.settings,
            model: asked.model,
            key: ticket.key.map { station.settings.keys[$0] },
            client: chain.client,
            clock: chain.clock,
            deadline: began + attemptTime(asked),
            progress: progress
        )
        .run()
        return settle(ending, asked, ticket, reserved, began)
    }

    /// What the attempt may take: all of its patience, but time for the places
    /// behind is kept.
    private func attemptTime(_ asked: Fitted) -> Int64 {
        let kept = Int64(asked.visit.laterCount) * Limits.llmAttemptMillisecondsMin
        return min(
            asked.station.settings.patience.attempt,
            max(left - kept, min(left, Limits.llmAttemptMillisecondsMin))
        )
    }

    private func enterQueue(_ station: ProviderStation) async -> Bool {
        let wait = max(0, min(left / 4, Limits.llmQueueMilliseconds))
        return await station.queue.enter(call.tenant) { [clock = chain.clock] in
            await clock.pause(milliseconds: wait)
        }
    }

    /// Books how the attempt ended: spending, health, trace.
    private func settle(
        _ ending: AttemptRun.Ending,
        _ asked: Fitted,
        _ ticket: ProviderHealth.Ticket,
        _ reserved: Spending,
        _ began: Int64
    ) -> AttemptEnd {
        let station = asked.station
        let now = chain.clock.monotonicMilliseconds()
        var result = ending.result
        if case .success(let whole) = result, refusal(whole.answer) != nil {
            result = .failure(AttemptFailure(.refused))
        }
        var attempt = Attempt(
            provider: station.settings.name,
            model: asked.model.name,
            outcome: .answered,
            startedAt: began - start,
            took: now - began,
            firstPiece: ending.firstPiece
        )
        let usage = usage(of: ending, asked)
        attempt.usage = usage
        attempt.costNanos = usage.map(asked.model.cost) ?? 0
        book(attempt, station)
        release(reserved, station)
        let end: AttemptEnd
        let use: ProviderHealth.Use
        switch result {
        case .success(let whole):
            (use, end) = (.answered, .answered(answered(whole, attempt, asked)))
            station.record(now - began, of: asked.model.name)
            station.clear(asked.model.name)
        case .failure where ending.isCancelled:
            attempt.outcome = .abandoned
            (use, end) = (.abandoned, .cancelled)
        case .failure(let failure):
            attempt.outcome = .failed(failure)
            let policy = FailurePolicy(for: failure)
            (use, end) = (.failed(policy.rest), .failed(failure))
            if policy.alerts { alert(failure, station, asked.model.name) }
        }
        station.settle(ticket, use, head: ending.head, at: now)
        trace.add(attempt)
        if case .answered(var result) = end {
            result.attempts = trace.attempts
            return .answered(result)
        }
        return end
    }

    private func answered(_ whole: WholeAnswer, _ attempt: Attempt, _ asked: Fitted) -> ChatResult {
        ChatResult(
            answer: whole.answer,
            provider: attempt.provider,
            model: attempt.model,
            usage: attempt.usage ?? TokenUsage(prompt: 0, completion: 0, isEstimated: true),
            attempts: [],
            isCompacted: trace.isCompacted
        )
    }

    private func alert(_ failure: AttemptFailure, _ station: ProviderStation, _ model: String) {
        let detail = [failure.status.map(String.init), failure.code].compactMap(\.self).joined(separator: " ")
        let alert = ProviderStation.Alert(
            model: model,
            kind: failure.kind.rawValue,
            detail: detail,
            since: chain.clock.now()
        )
        guard station.raise(alert) else { return }
        chain.log.error(
            "a provider of language models needs attention",
            metadata: [
                "provider": "\(station.settings.name)", "model": "\(model)", "failure": "\(failure.kind.rawValue)",
                "detail": "\(detail)",
            ]
        )
    }
}

// MARK: Spending

extension ChainRun {
    /// What is set aside: as if the answer were as long as it may be.
    private func reservation(_ asked: Fitted) -> Spending {
        let usage = TokenUsage(prompt: asked.tokens - answerTokens, completion: answerTokens)
        return Spending(tokens: Int64(usage.total), nanos: asked.model.cost(of: usage))
    }

    private func reserve(_ amount: Spending, _ station: ProviderStation) -> Bool {
        guard station.settings.isMetered else { return true }
        let budget = chain.settings.budget(of: call.tenant)
        return chain.spending.reserve(amount, for: call.tenant, within: budget, at: chain.clock.now())
    }

    private func release(_ reserved: Spending, _ station: ProviderStation) {
        guard station.settings.isMetered else { return }
        chain.spending.release(reserved, of: call.tenant, at: chain.clock.now())
    }

    private func book(_ attempt: Attempt, _ station: ProviderStation) {
        let account = SpendingAccount(
            tenant: call.tenant,
            day: SpendingBook.day(of: chain.clock.now()),
            provider: attempt.provider,
            model: attempt.model,
            isMetered: station.settings.isMetered
        )
        let entry = SpendingEntry(
            requests: 1,
            promptTokens: Int64(attempt.usage?.prompt ?? 0),
            completionTokens: Int64(attempt.usage?.completion ?? 0),
            nanos: attempt.costNanos
        )
        chain.spending.book(entry, to: account)
    }

    /// What the provider says it took, or for one that said nothing an estimate;
    /// nil where nothing was begun.
    private func usage(of ending: AttemptRun.Ending, _ asked: Fitted) -> TokenUsage? {
        if case .success(let whole) = ending.result, let usage = whole.usage { return usage }
        // A refusal costs nothing; what broke off in the middle does.
        guard let head = ending.head, (200...299).contains(head.status) else { return nil }
        return TokenUsage(
            prompt: asked.tokens - answerTokens,
            completion: ChatRequest.tokens(ofBytes: ending.characters),
            isEstimated: true
        )
    }
}

extension ChainFailure.Reason {
    /// Why the chain ends with a failure that no other provider is asked about.
    fileprivate init(_ kind: AttemptFailure.Kind) {
        self = kind == .contentFilter ? .contentFilter : .badRequest
    }
}
