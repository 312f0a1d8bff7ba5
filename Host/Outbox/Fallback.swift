// A message that failed on its channel goes on by the next one of the tenant's
// policy, where the customer can be reached.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel

/// Plans what follows a failure, in the transaction that records it.
struct Fallback: Sendable {
    /// The condition, on a row whose moment has come (`fallback_due`), that it is not delivered, and
    /// nobody has it. Sent, perhaps sent, or not taken by its provider all that time; not what a kill
    /// switch holds. A row that was sent by a channel which tells no deliveries has no such moment.
    static let isUndelivered = """
        \(DeliveryStep.isOpen) AND (state IN ('sent', 'unknown')
            OR state = 'pending' AND lease_owner IS NULL AND NOT (\(KillSwitches.holdsOutboxRow)))
        """

    let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    // MARK: Now

    /// What a failed message leaves to do: the customer's wish is recorded, or the message
    /// goes out by another channel. Returned is the one that brings it now, if any does.
    @discardableResult
    func follow(
        _ item: OutboxItem,
        _ remedy: SendRemedy,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> PluginID? {
        if remedy == .restAdvertising { try AdvertisingRests(tenant).begin(with: item, now: now, in: connection) }
        guard let conversation = try Conversations(tenant).find(item.conversationID, in: connection) else { return nil }
        if remedy == .optOut {
            // What the customer said later counts.
            _ = try Customers(tenant).hear(
                wantsMessages: false,
                from: conversation.customerID,
                said: item.createdAt,
                at: try tenant.present(now, in: connection),
                in: connection
            )
            return nil
        }
        if let successor = try successor(of: item, in: connection) {
            return successor.mayBringIt ? successor.channel : nil
        }
        return try passOn(item, of: conversation, now: now, in: connection)
    }

    /// The row that took another one's place.
    struct Successor {
        let channel: PluginID
        /// It has not come to an end without the customer.
        let mayBringIt: Bool
    }

    /// What took a message's place before it failed: it was not delivered in time, or it had
    /// failed before and was sent again by hand. Nil: nothing did.
    func successor(of item: OutboxItem, in connection: any DatabaseConnection) throws(DatabaseError) -> Successor? {
        let row = try connection.row(
            """
            SELECT channel, state FROM outbox WHERE tenant_id = ? AND message_id = ? AND fallback_of = ?
            ORDER BY id DESC LIMIT 1
            """,
            tenant.id,
            item.messageID,
            item.id
        )
        guard let row, let channel = PluginID(try row.text(0)) else { return nil }
        let state = OutboxState(rawValue: try row.text(1))
        return Successor(channel: channel, mayBringIt: state != .dead && state != .cancelled)
    }

    // MARK: Later

    /// Notes when another channel takes over unless the message is delivered: by the
    /// policy of its conversation's own channel, or as a reminder with another channel.
    /// What another one brings already needs none.
    func expectDelivery(
        of id: OutboxItemID,
        in conversation: ConversationID,
        _ sendGuard: OutboxGuard?,
        now: Timestamp,
        _ connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let policed = try connection.row(
            """
            SELECT tenants.simulated_now, delivery_policies.policy, conversations.channel FROM tenants
            JOIN conversations ON conversations.tenant_id = tenants.id
            LEFT JOIN delivery_policies ON delivery_policies.tenant_id = tenants.id
                AND delivery_policies.channel = conversations.channel
            WHERE tenants.id = ? AND conversations.id = ?
            """,
            tenant.id,
            conversation
        )
        guard let policed else { return }
        var minutes: Int64?
        if policed.optionalText(1) != nil, let channel = PluginID(try policed.text(2)) {
            minutes = try? DeliveryPolicy(json: try policed.json(1), of: channel).undeliveredMinutes
        }
        let fallbacks = try ReminderGuard.fallbacks(of: sendGuard, tenant.id, in: connection)
        if minutes == nil, fallbacks?.isEmpty == false {
            minutes = Limits.reminderUndeliveredMinutes
        }
        guard let minutes else { return }
        // In the tenant's time.
        let due = (policed.optionalTimestamp(0) ?? now).advanced(bySeconds: minutes * 60)
        try connection.execute(
            """
            UPDATE outbox SET fallback_due = ? WHERE id = ? AND \(DeliveryStep.isOpen)
                AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.tenant_id = outbox.tenant_id
                    AND other.message_id = outbox.message_id AND other.fallback_of = outbox.id)
            """,
            due,
            id
        )
    }

    /// The messages of tenants in real time that were not delivered by now, those that are overdue
    /// for longest first. `now` is the database's time.
    static func due(by now: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) -> [OutboxItemID] {
        let rows = try connection.rows(
            """
            SELECT id FROM outbox WHERE fallback_due <= ? AND \(isUndelivered)
                AND EXISTS (SELECT 1 FROM tenants WHERE tenants.id = outbox.tenant_id AND simulated_now IS NULL)
            ORDER BY fallback_due LIMIT ?
            """,
            now,
            Limits.claimBatchMax
        )
        var due: [OutboxItemID] = []
        for row in rows { due.append(try row.identifier(0)) }
        return due
    }

    /// A message that was not delivered in time goes on; false where no other channel is left for
    /// it, or another host was faster.
    static func passOn(_ id: OutboxItemID, now: Timestamp, in connection: any DatabaseConnection) throws -> Bool {
        let row = try connection.row(
            """
            UPDATE outbox SET fallback_due = NULL WHERE id = ? AND fallback_due IS NOT NULL AND \(isUndelivered)
            RETURNING \(OutboxItem.columns)
            """,
            id
        )
        guard let row else { return false }
        let item = try OutboxItem(row)
        let fallback = Fallback(try TenantDirectory().handle(for: item.tenant, in: connection))
        guard let conversation = try Conversations(fallback.tenant).find(item.conversationID, in: connection),
            let channel = try fallback.passOn(item, of: conversation, now: now, in: connection)
        else { return false }
        try fallback.giveUp(item, for: channel, now: now, in: connection)
        return true
    }

    /// A message that could not go on is not tried again before `moment`.
    static func putOff(
        _ id: OutboxItemID,
        to moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "UPDATE outbox SET fallback_due = ? WHERE id = ? AND fallback_due IS NOT NULL",
            moment,
            id
        )
    }

    /// What its provider has not taken by now need not be taken any more.
    private func giveUp(
        _ item: OutboxItem,
        for channel: PluginID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let dead = try connection.row(
            """
            UPDATE outbox SET state = 'dead', settled_at = ? WHERE id = ? AND state = 'pending' RETURNING last_error
            """,
            now,
            item.id
        )
        guard let dead else { return }
        let reason = dead.optionalText(0) ?? "it could not be sent in time"
        try OutboxEvents(tenant).record(.messageFailed, item, reason, goesOnBy: channel, now: now, in: connection)
    }

    // MARK: By another channel

    /// A reminder goes on as was decided when it was planned; all other messages by the
    /// policy of the conversation's own channel, whichever failed last. Nil where no
    /// channel is left.
    private func passOn(
        _ item: OutboxItem,
        of conversation: Conversation,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> PluginID? {
        let channels =
            try ReminderGuard.fallbacks(of: item.sendGuard, tenant.id, in: connection)
            ?? DeliveryPolicies(tenant).find(conversation.channel, in: connection).fallback
        guard !channels.isEmpty else { return nil }
        let tried = try tried(item, in: connection)
        for channel in channels where !tried.contains(channel) {
            guard try TenantPlugins(tenant).find(channel, in: connection)?.isEnabled == true,
                // Channels that know no telephone numbers refuse one, and the next one's turn comes.
                let address = try Customers(tenant).address(of: conversation.customerID, on: channel, in: connection)
            else { continue }
            try enqueue(
                OutboxItem(
                    insteadOf: item,
                    place: tried.count,
                    channel: channel,
                    address: address,
                    sendGuard: item.sendGuard ?? .customerOptedOut(conversation.customerID)
                ),
                notBefore: now,
                in: connection
            )
            return channel
        }
        return nil
    }

    private func tried(
        _ item: OutboxItem,
        in connection: any DatabaseConnection
    ) throws -> Set<PluginID> {
        Set(try MessageRows(of: item, in: connection).tried(for: item).map(\.channel))
    }

    func enqueue(
        _ item: OutboxItem,
        notBefore moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try Outbox(tenant).store(item, notBefore: moment, in: connection)
        try connection.announce(.outboxWaits)
    }
}
