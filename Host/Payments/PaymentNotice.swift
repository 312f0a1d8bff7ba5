// Wakes the agent that asked for the money: an inbox item, so that the receipt is a
// turn like any other and is sent once. It is said where the customer was last reached:
// a reminder that WhatsApp did not bring went on by another channel, and so does this.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import OrkestaModel

/// Posts what happened to a payment into the conversation in which the customer hears of it.
struct PaymentNotice {
    private let tenant: TenantHandle
    /// The tenant's time.
    private let now: Timestamp

    init(_ tenant: TenantHandle, now: Timestamp) {
        self.tenant = tenant
        self.now = now
    }

    /// The item that wakes the agent; nil when the invoice belongs to no conversation and
    /// nobody was reminded of it, or nobody answers there.
    func post(
        _ event: PaymentEvent,
        of invoice: InvoiceRow,
        _ payment: PaymentRow,
        _ randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> InboxItemID? {
        guard let addressee = try addressee(of: payment, invoice, in: connection) else { return nil }
        let item = InboxItem(
            id: InboxItemID(at: now, randomness: randomness),
            tenant: tenant.id,
            channel: addressee.channel,
            address: addressee.address,
            messageID: event.key,
            body: .event(plugin: addressee.agent, name: event.name, payload: event.json),
            receivedAt: now
        )
        // Leases run in the database's time, which the ledger does not know.
        return try Inbox(tenant).post(item, in: connection)
    }

    /// Who asked for the money, else who collects, where the customer was reached. Nil: nobody
    /// asked, or the tenant has disabled them since.
    private func addressee(
        of payment: PaymentRow,
        _ invoice: InvoiceRow,
        in connection: any DatabaseConnection
    ) throws -> PayLink.Addressee? {
        // Since they were asked there, the number may have become a stranger's.
        let asking = try asking(payment, invoice, in: connection).flatMap { place in
            try Customers(tenant)
                .isAnothers(place.address, on: place.channel, than: invoice.customerID, in: connection) ? nil : place
        }
        guard let channel = try remindedOn(invoice, besides: asking?.channel, in: connection),
            try isServing(channel, in: connection),
            let address = try Customers(tenant).address(of: invoice.customerID, on: channel, in: connection)
        else { return asking }
        let agent = asking?.agent ?? .dunning
        guard try isServing(agent, in: connection) else { return nil }
        return PayLink.Addressee(agent: agent, channel: channel, address: address)
    }

    /// Who made the link, else who answers in the invoice's conversation.
    private func asking(
        _ payment: PaymentRow,
        _ invoice: InvoiceRow,
        in connection: any DatabaseConnection
    ) throws -> PayLink.Addressee? {
        if let link = payment.linkID, let known = try PayLinks(tenant).find(link, in: connection)?.addressee,
            try isServing(known.agent, in: connection)
        {
            return known
        }
        guard let id = invoice.conversationID,
            let conversation = try Conversations(tenant).find(id, in: connection), let agent = conversation.agentID,
            try isServing(agent, in: connection)
        else { return nil }
        return PayLink.Addressee(agent: agent, channel: conversation.channel, address: conversation.address)
    }

    /// The channel that carried the invoice's last reminder, which a channel that failed it may
    /// have passed it on to. Nil: it has none, or it is no other than `channel`, or the customer
    /// has written there since.
    private func remindedOn(
        _ invoice: InvoiceRow,
        besides channel: PluginID?,
        in connection: any DatabaseConnection
    ) throws -> PluginID? {
        let row = try connection.row(
            """
            SELECT reminders.channel FROM reminder_invoices AS about
            JOIN reminders ON reminders.id = about.reminder_id
            WHERE about.invoice_id = ? AND about.tenant_id = ? AND reminders.state = 'sent'
                AND NOT EXISTS (SELECT 1 FROM conversations
                    JOIN messages ON messages.conversation_id = conversations.id
                    WHERE conversations.customer_id = reminders.customer_id AND conversations.channel = ?
                        AND messages.role = 'user' AND messages.at > reminders.created_at)
            ORDER BY reminders.created_at DESC, reminders.id DESC LIMIT 1
            """,
            invoice.id,
            tenant.id,
            channel?.rawValue ?? ""
        )
        guard let reminded = try row.flatMap({ PluginID(try $0.text(0)) }) else { return nil }
        return reminded == channel ? nil : reminded
    }

    /// Links live for weeks, in which the tenant may disable what made or carried one.
    private func isServing(_ plugin: PluginID, in connection: any DatabaseConnection) throws -> Bool {
        try TenantPlugins(tenant).find(plugin, in: connection)?.isEnabled != false
    }
}
