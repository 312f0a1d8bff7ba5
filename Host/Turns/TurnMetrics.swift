// What the turn engine tells whoever counts.

public import HostCore

/// Closures that App connects to the metrics registry. Called on any thread.
public struct TurnMetrics: Sendable {
    /// A turn was committed: its agent, how it ended, and milliseconds from
    /// its start.
    public var turnFinished: @Sendable (PluginID?, TurnStatus, Int64) -> Void
    /// An item was given up.
    public var itemBuried: @Sendable () -> Void

    public init(
        turnFinished: @escaping @Sendable (PluginID?, TurnStatus, Int64) -> Void = { _, _, _ in },
        itemBuried: @escaping @Sendable () -> Void = {}
    ) {
        self.turnFinished = turnFinished
        self.itemBuried = itemBuried
    }
}
