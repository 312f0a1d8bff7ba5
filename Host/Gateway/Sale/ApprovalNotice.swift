// Tells the agent that made a quote what a person decided on its discount: an
// inbox item, so that the customer hears of it in a turn like any other.

import HostCommerce
import HostConversations
import HostCore
import HostInbox
import HostStorage
import OrkestaModel

/// Posts decisions on discounts into the conversations of their quotes.
struct ApprovalNotice: Sendable {
    private let sale: SaleTransaction

    init(_ sale: SaleTransaction) { self.sale = sale }

    /// Wakes the quote's agent with the event `quote.approval` and the payload
    /// `{"decision", "quote"}`. Nothing for a quote that no agent made, nor where the number of
    /// the conversation is another customer's by now.
    func post(
        _ quote: Quote,
        _ decision: Quote.Approval.State,
        in connection: any DatabaseConnection
    ) throws {
        let tenant = sale.desk.tenant
        guard let agent = quote.agent.flatMap({ PluginID($0) }), let id = quote.conversationID,
            let conversation = try Conversations(tenant).find(ConversationID(id), in: connection),
            try !Customers(tenant).isAnothers(
                conversation.address,
                on: conversation.channel,
                than: conversation.customerID,
                in: connection
            )
        else { return }
        let item = InboxItem(
            id: InboxItemID(at: sale.now, randomness: sale.randomness),
            tenant: tenant.id,
            channel: conversation.channel,
            address: conversation.address,
            messageID: "quote.approval:\(quote.id):\(decision.rawValue)",
            body: .event(
                plugin: agent,
                name: "quote.approval",
                payload: ["decision": .string(decision.rawValue), "quote": quote.json]
            ),
            receivedAt: sale.now
        )
        try Inbox(tenant).post(item, now: sale.machineNow, in: connection)
    }
}
