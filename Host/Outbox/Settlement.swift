// How a send ended, as it is written down.

public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

/// How one send ended.
public struct Settlement: Sendable, Hashable {
    /// As it was claimed: nothing of a row but its state changes, so that none is read again.
    public let item: OutboxItem
    public let outcome: Outcome

    /// How the row leaves its lease.
    public enum Outcome: Sendable, Hashable {
        /// `tellsDelivery` as ``ChannelCapabilities/tellsDelivery``: without it the message goes on
        /// by another channel only when its provider tells that it failed.
        case sent(providerMessageID: String, tellsDelivery: Bool = true)
        /// Dead, unknown or cancelled. A dead one may go on by another channel.
        case ended(OutboxState, reason: String, remedy: SendRemedy = .none)
        /// To be claimed again, not before `until`.
        case later(until: Timestamp, reason: String?, countsAttempt: Bool)
        /// As ``later``, because its channel cannot be had. That is no attempt, and yet the time
        /// begins after which another channel takes over, or the message is given up.
        case unreachable(until: Timestamp, reason: String)

        /// Whether the row is still to be sent.
        var isPostponed: Bool {
            switch self {
            case .later, .unreachable: true
            case .sent, .ended: false
            }
        }
    }

    public init(item: OutboxItem, outcome: Outcome) {
        self.item = item
        self.outcome = outcome
    }
}

/// What a provider told of a send that failed, before its answer to the send itself was settled.
public struct EarlyFailures: Sendable, Equatable {
    public let receipts: [DeliveryReceipt]
    public let channel: PluginID
    public let tenant: TenantHandle
}
