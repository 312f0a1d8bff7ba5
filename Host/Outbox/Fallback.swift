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
    private let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// What a failed message leaves to do: the customer's wish is recorded, or the
    /// message goes out by another channel.
    func follow(
        _ item: OutboxItem,
        _ remedy: SendRemedy,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        guard let conversation = try Conversations(tenant).find(item.conversationID, in: connection) else { return }
        if remedy == .optOut {
            let moment = item.createdAt
            try Customers(tenant).setOptedOut(conversation.customerID, since: moment, at: moment, in: connection)
            return
        }
        try passOn(item, of: conversation, now: now, in: connection)
    }

    /// Messages that were not delivered in time, of tenants in real time, go on. `now`
    /// is the database's time.
    static func passOnUndelivered(now: Timestamp, in connection: any DatabaseConnection) throws {
        let rows = try connection.rows(
            """
            UPDATE outbox SET fallback_due = NULL WHERE id IN (
                SELECT id FROM outbox WHERE fallback_due <= ? AND state = 'sent' AND delivery < 2
                    AND EXISTS (SELECT 1 FROM tenants WHERE tenants.id = outbox.tenant_id AND simulated_now IS NULL)
                ORDER BY fallback_due LIMIT ? \(connection.dialect.claimSuffix)
            ) RETURNING \(OutboxItem.columns)
            """,
            now,
            Limits.claimBatchMax
        )
        try passOn(rows, now: now, in: connection)
    }

    /// A message that was not delivered in time goes on; false where no other channel is
    /// left for it.
    static func passOn(_ id: OutboxItemID, now: Timestamp, in connection: any DatabaseConnection) throws -> Bool {
        let rows = try connection.rows(
            "UPDATE outbox SET fallback_due = NULL WHERE id = ? RETURNING \(OutboxItem.columns)",
            id
        )
        return try passOn(rows, now: now, in: connection) > 0
    }

    /// Returns how many went on.
    @discardableResult
    private static func passOn(
        _ rows: [DatabaseRow],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Int {
        var count = 0
        for row in rows {
            let item = try OutboxItem(row)
            let tenant = try TenantDirectory().handle(for: item.tenant, in: connection)
            guard let conversation = try Conversations(tenant).find(item.conversationID, in: connection) else {
                continue
            }
            if try Fallback(tenant).passOn(item, of: conversation, now: now, in: connection) { count += 1 }
        }
        return count
    }

    /// A reminder goes on as was decided when it was planned; all other messages by the
    /// policy of the conversation's own channel, whichever failed last. False where no
    /// channel is left.
    @discardableResult
    private func passOn(
        _ item: OutboxItem,
        of conversation: Conversation,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let channels =
            try ReminderGuard.fallbacks(of: item.sendGuard, tenant.id, in: connection)
            ?? DeliveryPolicies(tenant).find(conversation.channel, in: connection).fallback
        guard !channels.isEmpty else { return false }
        let tried = try tried(item, in: connection)
        for channel in channels where !tried.contains(channel) {
            guard try TenantPlugins(tenant).find(channel, in: connection)?.isEnabled == true,
                // Channels that know no telephone numbers refuse one, and the next one's turn comes.
                let address = try Customers(tenant).address(of: conversation.customerID, on: channel, in: connection)
            else { continue }
            // Listed right behind what failed, in the tenant's time.
            let place = item.createdAt.advanced(byMilliseconds: Int64(tried.count))
            let id = OutboxItemID(at: place, randomness: SystemRandomness())
            try enqueue(item, as: id, by: channel, address, of: conversation, now: now, in: connection)
            return true
        }
        return false
    }

    private func tried(
        _ item: OutboxItem,
        in connection: any DatabaseConnection
    ) throws -> Set<PluginID> {
        let rows = try connection.rows(
            "SELECT channel FROM outbox WHERE tenant_id = ? AND message_id = ?",
            tenant.id,
            item.messageID
        )
        return Set(try rows.compactMap { PluginID(try $0.text(0)) })
    }

    private func enqueue(
        _ item: OutboxItem,
        as id: OutboxItemID,
        by channel: PluginID,
        _ address: String,
        of conversation: Conversation,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let next = OutboxItem(
            id: id,
            tenant: tenant.id,
            channel: channel,
            address: address,
            conversationID: item.conversationID,
            messageID: item.messageID,
            sequence: item.sequence,
            reply: item.reply,
            locale: item.locale,
            sendGuard: item.sendGuard ?? .customerOptedOut(conversation.customerID),
            createdAt: item.createdAt,
            fallbackOf: item.id
        )
        try Outbox(tenant).store(next, now: now, in: connection)
        try connection.announce(.outboxWaits)
    }
}
