// What the outbox tells whoever counts.

public import HostCore

/// Closures that App connects to the metrics registry. Called on any thread.
public struct OutboxMetrics: Sendable {
    /// A send ended, or is to be tried later.
    public var settled: @Sendable (PluginID, Settlement.Outcome) -> Void

    public init(settled: @escaping @Sendable (PluginID, Settlement.Outcome) -> Void = { _, _ in }) {
        self.settled = settled
    }
}
