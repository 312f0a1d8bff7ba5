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
    /// Not at all: the template is advertising, and the provider holds that back from the
    /// customer for now.
    case advertisingRests
}

/// Says in which form messages of one tenant's channel go out.
struct SessionWindow: Sendable {
    let tenant: TenantHandle
    /// How long the channel lets free text through after the customer's last message; nil: always.
    let milliseconds: Int64?

    /// The window counts from when the customer wrote, which may be long before the message came
    /// here. Where the provider has said that it is closed, it is, whatever the clock says. `now`
    /// is the machine's time: a tenant that lives in a simulated one has that instead, as its
    /// messages do.
    func form(of item: OutboxItem, now: Timestamp, in connection: any DatabaseConnection) throws -> MessageForm {
        if !item.isWindowClosed {
            guard let milliseconds else { return .free }
            let isOpen = "SELECT 1 FROM outbox WHERE id = ? AND \(Self.isOpen)"
            if try connection.row(isOpen, item.id, now, milliseconds) != nil { return .free }
        }
        guard let template = try DeliveryPolicies(tenant).template(for: item, in: connection) else {
            return .noTemplate
        }
        let isHeld = try AdvertisingRests(tenant).hold(template, of: item, now: now, in: connection)
        return isHeld ? .advertisingRests : .template(template)
    }

    /// The condition, on a row of `outbox`, that its customer wrote within the window. Its arguments
    /// are the machine's time and the window's length.
    static let isOpen = """
        COALESCE((SELECT tenants.simulated_now FROM tenants WHERE tenants.id = outbox.tenant_id), ?) - ?
            < (SELECT MAX((SELECT COALESCE(messages.written_at, messages.at) FROM messages
                WHERE messages.conversation_id = conversations.id AND messages.role = 'user'
                ORDER BY messages.sequence DESC LIMIT 1)) FROM conversations
            WHERE conversations.tenant_id = outbox.tenant_id AND conversations.channel = outbox.channel
                AND conversations.address = outbox.address)
        """
}
