// What becomes of messages to a telephone number when it is somebody else's, or the customer has
// another one.

public import HostConversations
import HostCore
public import HostStorage
public import OrkestaModel

extension Outbox {
    /// Cancels what waits for a number and is meant for those who had it: it would tell a
    /// stranger of their business. Not what is being sent. `now` is the database's time.
    public func cancel(
        _ passed: PassedNumber,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        for former in passed.former {
            // Its keys begin with the conversation's: see OutboxItem.idempotencyKey.
            let rows = try connection.rows(
                """
                UPDATE outbox SET state = 'cancelled', last_error = 'the number is another customer''s now',
                    settled_at = ?, lease_owner = NULL, fallback_due = NULL
                WHERE id IN (
                    SELECT waiting.id FROM conversations JOIN outbox AS waiting
                        ON waiting.tenant_id = conversations.tenant_id
                        AND waiting.idempotency_key > conversations.id || ':'
                        AND waiting.idempotency_key < conversations.id || ';'
                    WHERE conversations.tenant_id = ? AND conversations.customer_id = ?
                        AND waiting.state = 'pending' AND waiting.sending_at IS NULL AND waiting.address = ?
                ) RETURNING \(OutboxItem.columns)
                """,
                now,
                tenant.id,
                former,
                passed.number
            )
            for row in rows { try ReminderGuard.discarded(OutboxItem(row), now: now, in: connection) }
        }
    }

    /// Where the customer to whom a row goes is reached on its channel by now; nil: the address is
    /// another customer's.
    func presentAddress(of item: OutboxItem, in connection: any DatabaseConnection) throws -> String? {
        guard let conversation = try Conversations(tenant).find(item.conversationID, in: connection) else {
            return item.address
        }
        let (customers, customer) = (Customers(tenant), conversation.customerID)
        var address = conversation.address
        if conversation.channel != item.channel {
            address = try customers.address(of: customer, on: item.channel, in: connection) ?? item.address
        }
        let isAnothers = try customers.isAnothers(address, on: item.channel, than: customer, in: connection)
        return isAnothers ? nil : address
    }
}
