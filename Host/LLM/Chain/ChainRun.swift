// One question on its way along the chain: who is asked, in which order, how
// often, and when it ends. Every attempt leaves its line in the trace.

internal import HostCore

/// A question under way.
struct ChainRun: Sendable {
    /// What became of asking at one place of the route.
    enum Step: Sendable {
        case answered(ChatResult)
        /// The next place.
        case goOn
        case stop(ChainFailure.Reason)
    }

    let chain: LLMChain
    let question: ChatRequest
    let call: ChatCall
    let refusal: @Sendable (ChatAnswer) -> String?
    let progress: @Sendable (Int) async -> Void
    let route: [RouteStop]
    let trace: ChainTrace
    /// Monotonic milliseconds.
    let start: Int64
    let deadline: Int64
    /// Tokens of the question, and those kept free for its answer.
    let questionTokens: Int
    let answerTokens: Int

    init(
        _ chain: LLMChain,
        _ question: ChatRequest,
        _ call: ChatCall,
        refusal: @escaping @Sendable (ChatAnswer) -> String?,
        progress: @escaping @Sendable (Int) async -> Void
    ) {
        self.chain = chain
        self.question = question
        self.call = call
        self.refusal = refusal
        self.progress = progress
        route = chain.settings.route(for: call)
        trace = ChainTrace(call, chain.metrics)
        start = chain.clock.monotonicMilliseconds()
        deadline = start + max(0, min(call.timeMilliseconds, Limits.llmCallMillisecondsMax))
        questionTokens = question.estimatedTokens
        answerTokens = question.answerTokensMax ?? Limits.llmAnswerTokensAssumed
    }

    /// Another question on behalf of the same call: time, trace and route are `run`'s.
    init(
        _ run: ChainRun,
        _ question: ChatRequest,
        refusal: @escaping @Sendable (ChatAnswer) -> String?,
        progress: @escaping @Sendable (Int) async -> Void
    ) {
        (chain, call, route, trace) = (run.chain, run.call, run.route, run.trace)
        (start, deadline, answerTokens) = (run.start, run.deadline, run.answerTokens)
        (self.question, self.refusal, self.progress) = (question, refusal, progress)
        questionTokens = question.estimatedTokens
    }

    /// The answer, whole.
    func answer() async throws(ChainFailure) -> ChatResult {
        guard !route.isEmpty else { throw failure(.unconfigured) }
        switch await outcome() {
        case .answered(let result): return await completed(result)
        case .stop(let reason): throw failure(reason)
        case .goOn:
            if Task.isCancelled { throw failure(.cancelled) }
            throw failure(hasTime ? .exhausted : .deadline)
        }
    }

    /// Goes along the route; what was too long for every model goes again, shortened.
    func outcome() async -> Step {
        let step = await go(Array(route.indices)[...], isShortened: false)
        let tooSmall = trace.tooSmall
        guard case .goOn = step, !tooSmall.isEmpty else { return step }
        return await go(tooSmall.sorted()[...], isShortened: true)
    }

    /// What is left of the turn's time, in milliseconds.
    var left: Int64 { deadline - chain.clock.monotonicMilliseconds() }

    /// Whether anybody could be asked in what is left.
    var hasTime: Bool { left >= min(Limits.llmAttemptMillisecondsMin / 2, call.timeMilliseconds) }

    private func failure(_ reason: ChainFailure.Reason) -> ChainFailure {
        chain.metrics.chainFailed(call.tenant, reason)
        let asked = route.compactMap { stop in
            chain.stations[stop.provider.name].flatMap { station in stop.model.map { (station, $0.name) } }
        }
        return ChainFailure(reason, attempts: trace.attempts, retryAfterMilliseconds: chain.pause(of: asked))
    }

    /// Asks at these places of `route`, one after the other, until one answers.
    private func go(_ places: ArraySlice<Int>, isShortened: Bool) async -> Step {
        guard let place = places.first else { return .goOn }
        guard !Task.isCancelled else { return .stop(.cancelled) }
        let visit = Visit(place: place, laterCount: places.count - 1, isShortened: isShortened)
        if let delay = hedgeDelay(at: visit) { return await goHedged(visit, places.dropFirst(), after: delay) }
        let step = await ask(visit, progress)
        guard case .goOn = step else { return step }
        return await go(places.dropFirst(), isShortened: isShortened)
    }

    /// One place that is asked.
    struct Visit: Sendable {
        /// Index in the route.
        let place: Int
        /// How many places come after it, for which time is kept.
        let laterCount: Int
        let isShortened: Bool
    }
}

// MARK: Hedging

extension ChainRun {
    private enum Arrival: Sendable {
        case first(Step)
        case rest(Step)
        case hedgeDue
    }

    /// How long the provider of `visit` is waited for before the next one is
    /// asked too; nil: as long as it takes.
    private func hedgeDelay(at visit: Visit) -> Int64? {
        guard let least = chain.settings.hedgeDelay(for: call.tenant), visit.laterCount > 0,
            let model = route[visit.place].model
        else { return nil }
        let usual = chain.stations[route[visit.place].provider.name]?.latency(of: model.name, quantile: 0.95)
        return max(least, usual ?? least)
    }

    /// Asks at `visit`, and the places behind it too when there is no answer in
    /// time; the first answer counts and ends the others.
    private func goHedged(_ visit: Visit, _ rest: ArraySlice<Int>, after delay: Int64) async -> Step {
        let step = await withTaskGroup(of: Arrival.self) { group -> Step? in
            group.addTask { .first(await ask(visit, progress)) }
            group.addTask {
                await chain.clock.pause(milliseconds: delay)
                return .hedgeDue
            }
            var (isFirstOver, isRestUnderWay, isRestOver) = (false, false, false)
            for await arrival in group {
                switch arrival {
                case .hedgeDue:
                    guard !isFirstOver, !Task.isCancelled else { continue }
                    isRestUnderWay = true
                    group.addTask { .rest(await go(rest, isShortened: visit.isShortened)) }
                case .first(.goOn):
                    isFirstOver = true
                    if !isRestUnderWay { group.cancelAll() }
                case .rest(.goOn):
                    isRestOver = true
                case .first(let step), .rest(let step):
                    group.cancelAll()
                    return step
                }
            }
            return isRestOver ? .goOn : nil
        }
        if let step { return step }
        return await go(rest, isShortened: visit.isShortened)
    }
}
