// What became of messages on their way out, for whoever reads a conversation.

public import HostConversations
public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

/// How far one message has come.
public struct MessageDelivery: Sendable, Hashable {
    public let state: OutboxState
    /// What the provider told since; nil: nothing.
    public let told: DeliveryReceipt.Kind?
    /// The channel by which it goes or went out: another than the conversation's where that
    /// one failed.
    public let channel: String
    /// Why it did not go out; nil where it did.
    public let error: String?

    /// `{"state", "told", "channel", "error"}`.
    public var json: JSON {
        [
            "state": .string(state.rawValue), "told": JSON(told.map { "\($0)" }), "channel": .string(channel),
            "error": JSON(error),
        ]
    }

    /// By message of a stretch of a conversation, in its order, those that have to go out: of
    /// several attempts by other channels, the one that came furthest; of the parts of what was
    /// too long for one message, the one that is furthest behind. What went out long ago is
    /// forgotten.
    public static func find(
        _ messages: [Message],
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [MessageID: MessageDelivery] {
        guard let first = messages.first, let last = messages.last else { return [:] }
        let keys = OutboxItem.keys(first.conversationID, from: first.sequence, through: last.sequence)
        let rows = try connection.rows(
            """
            SELECT message_id, state, delivery, channel, last_error, body FROM outbox
            WHERE tenant_id = ? AND idempotency_key >= ? AND idempotency_key < ? ORDER BY created_at, id
            """,
            tenant.id,
            keys.begin,
            keys.end
        )
        var parts: [MessageID: [Int64: MessageDelivery]] = [:]
        for row in rows {
            let message: MessageID = try row.identifier(0)
            let offset = try row.json(5)["offset"]?.integerValue ?? 0
            let delivery = try MessageDelivery(row)
            if let earlier = parts[message]?[offset], earlier.rank < delivery.rank { continue }
            parts[message, default: [:]][offset] = delivery
        }
        return parts.compactMapValues { whole(of: $0) }
    }

    /// Where its first part stands unless another is behind; a part that need not go out any
    /// more, because the whole arrived by another row, is behind nothing.
    private static func whole(of parts: [Int64: MessageDelivery]) -> MessageDelivery? {
        let inOrder = parts.sorted { $0.key < $1.key }.map(\.value)
        let going = inOrder.filter { $0.state != .cancelled }
        return (going.isEmpty ? inOrder : going).max { $0.rank < $1.rank }
    }

    private init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let state = OutboxState(rawValue: try row.text(1)) else { throw .failed("an outbox row is damaged") }
        self.state = state
        told = DeliveryReceipt.Kind(rawValue: Int(clamping: try row.integer(2)))
        channel = try row.text(3)
        error = state == .sent ? nil : row.optionalText(4)
    }

    /// The smaller, the further.
    private var rank: Int {
        switch state {
        case .sent: 0
        case .pending: 1
        case .unknown: 2
        case .dead: 3
        case .cancelled: 4
        }
    }
}
