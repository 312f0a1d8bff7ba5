// What the outbox tells whoever counts.

public import HostCore

/// Closures that App connects to the metrics registry. Called on any thread.
public struct OutboxMetrics: Sendable {
    /// A send ended, or is to be tried later.
    public var settled: @Sendable (PluginID, Settlement.Outcome) -> Void
    /// A sender of a channel is stopped by its provider; once until a send succeeds.
    public var stopped: @Sendable (PluginID) -> Void

    public init(
        settled: @escaping @Sendable (PluginID, Settlement.Outcome) -> Void = { _, _ in },
        stopped: @escaping @Sendable (PluginID) -> Void = { _ in }
    ) {
        self.settled = settled
        self.stopped = stopped
    }
}
