// Orders and their invoices: an accepted order is billed in the transaction that
// makes it, and a paid one takes its stock for good.

import HostCommerce
import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

extension Ledger {
    /// Issues the invoice of a new order, due after the tenant's payment term.
    /// `conversation` is where its customer is told of payments.
    @discardableResult
    public func bill(
        _ order: Order,
        conversation: ConversationID?,
        in connection: any DatabaseConnection
    ) throws -> InvoiceRow {
        let days = try SalesSettingsStore(tenant).get(in: connection).settings.paymentTermDays
        return try issue(
            InvoiceDraft(
                customerID: CustomerID(order.customerID),
                orderID: order.id,
                conversationID: conversation,
                description: [order.shownNumber, order.quote].compactMap { $0 }.joined(separator: " · "),
                total: order.prices.total,
                dueAt: now.advanced(bySeconds: days * 86_400)
            ),
            in: connection
        )
    }

    /// The order of a paid invoice is paid, and what it holds is sold. When its
    /// hold had ended and others took the stock, the payment stands and a person
    /// gets a case.
    func fulfil(_ order: String, of invoice: InvoiceRow, in connection: any DatabaseConnection) throws {
        let short = try Orders(tenant).markPaid(order, at: now, in: connection)
        guard !short.isEmpty, let id = invoice.conversationID,
            let conversation = try Conversations(tenant).find(id, in: connection)
        else { return }
        let products = short.map { "\($0.sku) (\($0.available?.description ?? "0") left)" }.joined(separator: ", ")
        _ = try Cases(tenant).open(
            kind: "stock-short",
            summary: "\(invoice.shownNumber) was paid after its stock was gone: \(products)",
            conversation: conversation,
            at: now,
            randomness: randomness,
            in: connection
        )
    }
}
