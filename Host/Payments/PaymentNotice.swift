// Wakes the agent that sells: an inbox item, so that the receipt is a turn like
// any other and is sent once.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import OrkestaModel

/// Posts what happened to a payment into the conversation that it belongs to.
struct PaymentNotice {
    private let tenant: TenantHandle
    /// The tenant's time.
    private let now: Timestamp

    init(_ tenant: TenantHandle, now: Timestamp) {
        self.tenant = tenant
        self.now = now
    }

    /// The item that wakes the agent; nil when the invoice belongs to no
    /// conversation, or nobody answers there.
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

    /// Who made the link, else who answers in the invoice's conversation; none that the
    /// tenant has disabled since.
    private func addressee(
        of payment: PaymentRow,
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

    /// Links live for weeks, in which the tenant may disable the agent that made one.
    private func isServing(_ agent: PluginID, in connection: any DatabaseConnection) throws -> Bool {
        try TenantPlugins(tenant).find(agent, in: connection)?.isEnabled != false
    }
}
