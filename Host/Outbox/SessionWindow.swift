// The window after a customer's last message: within it free text goes out, behind it only a
// template of the provider's.

import HostCore
import HostStorage
import OrkestaModel

/// In which form a message goes out.
enum MessageForm: Sendable {
    /// As it is.
    case free
    /// As this template of the provider's.
    case template(JSON)
    /// Not at all: only a template would be let through, and there is none for it.
    case noTemplate
}

/// Says in which form messages of one tenant's channel go out.
struct SessionWindow: Sendable {
    let tenant: TenantHandle
    /// How long the channel lets free text through after the customer's last message; nil: always.
    let milliseconds: Int64?

    /// The window counts from when the customer wrote, which may be long before the message came
    /// here. Where the provider has said that it is closed, it is, whatever the clock says. `now` is the machine's time: a
    /// tenant that lives in a simulated one has that instead, as its messages do.
    func form(of item: OutboxItem, now: Timestamp, in connection: any DatabaseConnection) throws -> MessageForm {
        if !item.isWindowClosed {
            guard let milliseconds else { return .free }
            if try isOpen(for: item, milliseconds, now: now, in: connection) { return .free }
        }
        return try DeliveryPolicies(tenant).template(for: item, in: connection).map(MessageForm.template)
            ?? .noTemplate
    }

    private func isOpen(
        for item: OutboxItem,
        _ milliseconds: Int64,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let row = try connection.row(
            """
            SELECT MAX((SELECT COALESCE(messages.written_at, messages.at) FROM messages
                WHERE messages.conversation_id = conversations.id AND messages.role = 'user'
                ORDER BY messages.sequence DESC LIMIT 1)),
                (SELECT tenants.simulated_now FROM tenants WHERE tenants.id = ?) FROM conversations
            WHERE conversations.tenant_id = ? AND conversations.channel = ? AND conversations.address = ?
            """,
            tenant.id,
            tenant.id,
            item.channel,
            item.address
        )
        guard let heardAt = row?.optionalTimestamp(0) else { return false }
        return (row?.optionalTimestamp(1) ?? now) < heardAt.advanced(byMilliseconds: milliseconds)
    }
}
