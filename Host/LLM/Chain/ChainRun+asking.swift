// Asking one provider: whether it is asked at all, with which of its models, and
// what the ends of the attempts lead to.

internal import HostCore
internal import HostInbox

/// A question as one model gets it.
struct FittedQuestion: Sendable {
    var question: ChatRequest
    let model: ModelSettings
    let station: ProviderStation
    /// Of question and answer.
    let tokens: Int
    let visit: ChainRun.Visit
}

extension ChainRun {
    /// Asks the provider at `visit`: the model that was meant, and with what is too
    /// long for that one the roomiest.
    func ask(_ visit: Visit, _ progress: @escaping @Sendable (Int) async -> Void) async -> Step {
        let stop = route[visit.place]
        guard let station = chain.stations[stop.provider.name] else { return .goOn }
        guard let model = stop.model else { return skip(.noModel, station, "") }
        // Nothing more is left out than must be.
        let roomier = call.model == nil ? stop.roomier : nil
        let models = visit.isShortened ? [roomier ?? model] : [model] + [roomier].compactMap(\.self)
        for model in models {
            guard let question = fitted(to: model, visit) else {
                _ = skip(.tooLong, station, model.name)
                continue
            }
            let asked = FittedQuestion(
                question: question,
                model: model,
                station: station,
                tokens: question.estimatedTokens + answerTokens,
                visit: visit
            )
            if let step = await ask(asked, progress) { return step }
        }
        trace.noteTooSmall(visit.place)
        return .goOn
    }

    /// Asks one model, again where the failure allows it; nil when it finds the
    /// question too long.
    private func ask(
        _ fitted: FittedQuestion,
        _ progress: @escaping @Sendable (Int) async -> Void
    ) async -> Step? {
        var asked = fitted
        for isRetry in [false, true] {
            switch await attempt(asked, progress) {
            case .answered(let result): return .answered(result)
            case .skipped(let reason): return isRetry ? .goOn : skip(reason, asked.station, asked.model.name)
            case .cancelled: return .stop(.cancelled)
            case .failed(let failure):
                if failure.kind == .contextTooLong { return nil }
                let policy = FailurePolicy(for: failure, goesOnFiltered: asked.station.settings.goesOnFiltered)
                guard policy.goesOn else { return .stop(ChainFailure.Reason(failure.kind)) }
                guard !isRetry, await pauseBeforeRetry(policy.retry, asked.visit) else { return .goOn }
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

    /// Pauses, if enough time is left for one attempt here and one at each place behind.
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
}

extension RouteStop {
    /// The provider's model with the most room, where that is more than `model`'s.
    fileprivate var roomier: ModelSettings? {
        guard let model, let largest = provider.models.values.max(by: { $0.contextTokens < $1.contextTokens }),
            largest.contextTokens > model.contextTokens
        else { return nil }
        return largest
    }
}

extension ChainFailure.Reason {
    /// Why the chain ends with a failure that no other provider is asked about.
    fileprivate init(_ kind: AttemptFailure.Kind) {
        self = kind == .contentFilter ? .contentFilter : .badRequest
    }
}
