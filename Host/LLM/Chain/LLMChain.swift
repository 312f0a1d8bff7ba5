// The chain: asks the providers of a tenant in their order until one gives a
// whole answer. What a question does on its way is ChainRun's.

public import HostCore
internal import HostNet
public import Logging
internal import OrkestaModel
internal import Synchronization

/// All providers of a host. Make one and keep it.
public final class LLMChain: ChatModels {
    /// As the host was started: what tenants choose later is not in it.
    public let configuration: LLMSettings
    private let current: Mutex<LLMSettings>
    let stations: [String: ProviderStation]
    let client: HTTPClient
    let clock: any ChainClock
    let randomness: any Randomness
    let spending = SpendingBook()
    let metrics: LLMMetrics
    let log: Logger
    private let cache = ResponseCache()

    /// - Throws: `.internal` when the system has no room for another thread.
    public init(
        _ settings: LLMSettings,
        clock: any ChainClock = MachineClock(),
        randomness: any Randomness = SystemRandomness(),
        metrics: LLMMetrics = LLMMetrics(),
        log: Logger
    ) throws(Problem) {
        configuration = settings
        current = Mutex(settings)
        self.clock = clock
        self.randomness = randomness
        self.metrics = metrics
        self.log = log
        stations = Dictionary(
            settings.providers.map { ($0.name, ProviderStation($0)) },
            uniquingKeysWith: { first, _ in first }
        )
        do throws(NetError) {
            client = try HTTPClient(maximumConnectionsPerHost: Limits.llmConnectionsPerHost)
        } catch {
            throw Problem(
                .internal,
                "the connections to language models could not be made: \(error.label)",
                remedy: "Give the process more threads and memory"
            )
        }
    }

    /// The configuration with what tenants have chosen since.
    var settings: LLMSettings { current.withLock { $0 } }

    /// Takes a tenant's choices over what is configured for it; nil: it has none
    /// any more. They hold for every question that is asked from now on.
    public func choose(_ models: TenantModels?, for tenant: TenantID) {
        let configured = configuration.tenants[tenant]
        current.withLock { $0.tenants[tenant] = models?.over(configured ?? TenantModels()) ?? configured }
    }

    /// Whether anybody could be asked for `tenant`.
    public func serves(_ tenant: TenantID) -> Bool {
        !settings.route(for: ChatCall(tenant: tenant, purpose: "")).isEmpty
    }

    public func complete(
        _ request: ChatRequest,
        for call: ChatCall,
        refusal: @escaping @Sendable (ChatAnswer) -> String?
    ) async throws(ChainFailure) -> ChatResult {
        try await answer(request, for: call, refusal: refusal, progress: { _ in })
    }

    public func stream(
        _ request: ChatRequest,
        for call: ChatCall,
        refusal: @escaping @Sendable (ChatAnswer) -> String?,
        _ receive: @escaping @Sendable (ChatEvent) async -> Void
    ) async throws(ChainFailure) -> ChatResult {
        let result = try await answer(request, for: call, refusal: refusal) { characters in
            await receive(.progress(characters: characters))
        }
        if let text = result.answer.text { await receive(.text(text)) }
        for call in result.answer.calls { await receive(.call(call)) }
        return result
    }

    private func answer(
        _ request: ChatRequest,
        for call: ChatCall,
        refusal: @escaping @Sendable (ChatAnswer) -> String?,
        progress: @escaping @Sendable (Int) async -> Void
    ) async throws(ChainFailure) -> ChatResult {
        let key = ResponseCache.Key(
            tenant: call.tenant,
            agent: call.agent,
            size: call.size,
            model: call.model,
            request: request
        )
        let isDeterministic = request.temperature == 0
        if isDeterministic, let kept = cache.find(key, at: clock.monotonicMilliseconds()), refusal(kept.answer) == nil,
            settings.allows(kept, for: call)
        {
            metrics.answeredFromCache(call.tenant)
            return kept
        }
        let run = ChainRun(self, request, call, refusal: refusal, progress: progress)
        let result = try await run.answer()
        if isDeterministic { cache.keep(result, for: key, at: clock.monotonicMilliseconds()) }
        return result
    }
}
