// One attempt at one model: let through by budget, health and queue, made, and its
// end booked.

internal import HostCore
internal import HostNet

extension ChainRun {
    /// How one attempt left things.
    enum AttemptEnd {
        case answered(ChatResult)
        case failed(AttemptFailure)
        case skipped(SkipReason)
        case cancelled
    }

    /// One attempt, if budget, health and queue let it through.
    func attempt(
        _ asked: FittedQuestion,
        _ progress: @escaping @Sendable (Int) async -> Void
    ) async -> AttemptEnd {
        guard hasTime else { return .skipped(.noTime) }
        let station = asked.station
        let reserved = reservation(asked)
        guard chain.reserve(reserved, for: call.tenant, at: station) else { return .skipped(.budget) }
        defer { chain.release(reserved, of: call.tenant, at: station) }
        let ticket: ProviderHealth.Ticket
        switch station.admit(asked.model.name, tokens: asked.tokens, at: chain.clock.monotonicMilliseconds()) {
        case .refused(let reason): return .skipped(reason)
        case .admitted(let admitted): ticket = admitted
        }
        guard await chain.enterQueue(of: station, call.tenant, left: left) else {
            station.settle(ticket, .abandoned, head: nil, at: chain.clock.monotonicMilliseconds())
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
        return settle(ending, asked, ticket, began)
    }

    /// What the attempt may take: all of its patience, but time for the places
    /// behind is kept.
    private func attemptTime(_ asked: FittedQuestion) -> Int64 {
        let kept = Int64(asked.visit.laterCount) * Limits.llmAttemptMillisecondsMin
        return min(
            call.attemptMilliseconds ?? asked.station.settings.patience.attempt,
            max(left - kept, min(left, Limits.llmAttemptMillisecondsMin))
        )
    }

    /// Books how the attempt ended: spending, health, trace.
    private func settle(
        _ ending: AttemptRun.Ending,
        _ asked: FittedQuestion,
        _ ticket: ProviderHealth.Ticket,
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
        chain.book(attempt, for: call.tenant, at: station)
        let end: AttemptEnd
        let use: ProviderHealth.Use
        switch result {
        case .success(let whole):
            (use, end) = (.answered, .answered(answered(whole, attempt)))
            station.record(now - began, of: asked.model.name)
            station.clear(asked.model.name)
        case .failure where ending.isCancelled:
            attempt.outcome = .abandoned
            (use, end) = (.abandoned, .cancelled)
        case .failure(let failure):
            attempt.outcome = .failed(failure)
            (use, end) = (.failed(FailurePolicy(for: failure).rest), .failed(failure))
            chain.report(failure, of: asked.model.name, at: station)
        }
        station.settle(ticket, use, head: ending.head, at: now)
        trace.add(attempt)
        if case .answered(var result) = end {
            result.attempts = trace.attempts
            return .answered(result)
        }
        return end
    }

    private func answered(_ whole: WholeAnswer, _ attempt: Attempt) -> ChatResult {
        ChatResult(
            answer: whole.answer,
            provider: attempt.provider,
            model: attempt.model,
            usage: attempt.usage ?? TokenUsage(prompt: 0, completion: 0, isEstimated: true),
            attempts: [],
            isCompacted: trace.isCompacted
        )
    }

    /// What is set aside: as if the answer were as long as it may be.
    private func reservation(_ asked: FittedQuestion) -> Spending {
        let usage = TokenUsage(prompt: asked.tokens - answerTokens, completion: answerTokens)
        return Spending(tokens: Int64(usage.total), nanos: asked.model.cost(of: usage))
    }

    /// What the provider says it took, or for one that said nothing an estimate;
    /// nil where nothing was begun.
    private func usage(of ending: AttemptRun.Ending, _ asked: FittedQuestion) -> TokenUsage? {
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
