// What the chain tells whoever counts.

public import HostCore

/// Closures that App connects to the metrics registry. Called on any thread.
public struct LLMMetrics: Sendable {
    /// An attempt ended, or a provider was passed over.
    public var attemptEnded: @Sendable (TenantID, Attempt) -> Void
    /// A question was answered with what was kept.
    public var answeredFromCache: @Sendable (TenantID) -> Void
    /// A question got no answer, and why.
    public var chainFailed: @Sendable (TenantID, ChainFailure.Reason) -> Void

    public init(
        attemptEnded: @escaping @Sendable (TenantID, Attempt) -> Void = { _, _ in },
        answeredFromCache: @escaping @Sendable (TenantID) -> Void = { _ in },
        chainFailed: @escaping @Sendable (TenantID, ChainFailure.Reason) -> Void = { _, _ in }
    ) {
        self.attemptEnded = attemptEnded
        self.answeredFromCache = answeredFromCache
        self.chainFailed = chainFailed
    }
}
