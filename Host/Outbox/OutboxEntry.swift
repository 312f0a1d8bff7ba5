// A row of the outbox as people see it, with what has become of it.

public import HostInbox
import HostStorage
public import OrkestaModel

/// A row as people see it.
public struct OutboxEntry: Sendable, Hashable {
    public let item: OutboxItem
    public let state: OutboxState
    public let lastError: String?
    public let providerMessageID: String?
    public let settledAt: Timestamp?
    /// What the provider told since; nil: nothing.
    public let delivery: DeliveryReceipt.Kind?
}

extension OutboxEntry {
    static let columns =
        OutboxItem.columns + ", state, last_error, provider_message_id, settled_at, delivery"

    init(_ row: DatabaseRow) throws(DatabaseError) {
        let first = OutboxItem.columnCount
        guard let state = OutboxState(rawValue: try row.text(first)) else { throw .failed("an outbox row is damaged") }
        self.init(
            item: try OutboxItem(row),
            state: state,
            lastError: row.optionalText(first + 1),
            providerMessageID: row.optionalText(first + 2),
            settledAt: row.optionalTimestamp(first + 3),
            delivery: DeliveryReceipt.Kind(rawValue: Int(clamping: try row.integer(first + 4)))
        )
    }
}

/// What has become of a row.
public enum OutboxState: String, Sendable, CaseIterable {
    case pending
    case sent
    /// Refused, or tried too often.
    case dead
    /// Perhaps sent: never sent again by itself.
    case unknown
    /// A guard or a person stopped it.
    case cancelled
}
