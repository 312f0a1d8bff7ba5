// What the turn engine tells whoever counts.

public import HostCore

/// Closures that App connects to the metrics registry. Called on any thread.
public struct TurnMetrics: Sendable {
    /// A turn was committed: its agent, how it ended, and milliseconds from
    /// its start.
    public var turnFinished: @Sendable (PluginID?, TurnStatus, Int64) -> Void
    /// An item was given up.
    public var itemBuried: @Sendable () -> Void
    /// The price firewall held a reply back: whose, the kind of figure (`money`,
    /// `stock`, `delivery`, `link`), and what was sent (`fallback`, `neutral`).
    public var replyRefused: @Sendable (PluginID?, String, String) -> Void

    /// An entry of a channel's provider could not be kept.
    public var entryPassedOver: @Sendable (PluginID) -> Void

    public init(
        turnFinished: @escaping @Sendable (PluginID?, TurnStatus, Int64) -> Void = { _, _, _ in },
        itemBuried: @escaping @Sendable () -> Void = {},
        replyRefused: @escaping @Sendable (PluginID?, String, String) -> Void = { _, _, _ in },
        entryPassedOver: @escaping @Sendable (PluginID) -> Void = { _ in }
    ) {
        self.turnFinished = turnFinished
        self.itemBuried = itemBuried
        self.replyRefused = replyRefused
        self.entryPassedOver = entryPassedOver
    }
}
