// What the person who takes a conversation has to know, out of its rows: who it is,
// what it is about, what was said last, and how the sale stands.

import HostCommerce
public import HostConversations
import HostCore
import HostPayments
public import HostStorage
public import OrkestaModel

/// A conversation on one page.
public struct HandOffSummary: Sendable {
    private static let messagesShown = 6
    private static let charactersShown = 300
    private static let papersShown = 3

    /// `{"customer", "reasons", "said", "basket", "quotes", "invoices", "person"}`.
    public let json: JSON

    /// As things stand at `moment`, in the tenant's time.
    public init(
        _ conversation: Conversation,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let customer = try Customers(tenant).find(conversation.customerID.rawValue, in: connection)
        let cases = try Cases(tenant).unclosed(in: conversation.id, connection)
        let history = try Conversations(tenant).talk(in: conversation, limit: Self.messagesShown, connection)
        let quotes = try Quotes(tenant).list(
            Quotes.Filter(customer: conversation.customerID),
            limit: Self.papersShown,
            at: moment,
            in: connection
        ).quotes
        let invoices = try Invoices(tenant).list(
            customer: conversation.customerID,
            limit: Self.papersShown,
            in: connection
        ).invoices
        json = [
            "customer": try customer.map { try Customers(tenant).context($0, in: connection).json } ?? .null,
            "reasons": .array(cases.map(\.json)),
            "said": .array(history.map(Self.line)),
            "basket": .array(Self.basket(conversation.context)),
            "quotes": .array(quotes.map(Self.line)),
            "invoices": .array(invoices.map(Self.line)),
            "person": conversation.context["person"] ?? .null,
        ]
    }

    private static func line(_ message: Message) -> JSON {
        [
            "role": .string(message.role.rawValue), "at": .string(message.at.description),
            "text": .string(String(message.content.plainText.prefix(charactersShown))),
        ]
    }

    private static func line(_ quote: Quote) -> JSON {
        [
            "number": .string(quote.shownNumber), "state": .string(quote.state.rawValue),
            "total": quote.prices.total.json, "valid_until": .string(quote.validUntil.description),
        ]
    }

    private static func line(_ invoice: Invoice) -> JSON {
        [
            "number": .string(invoice.number), "status": .string(invoice.status.rawValue),
            "total": invoice.total.json, "balance": invoice.balance.json,
        ]
    }

    /// The list that an agent keeps: each selling agent has its own, of which one is
    /// in work.
    private static func basket(_ context: JSON) -> [JSON] {
        let lists = (context.objectValue ?? [:]).sorted { $0.key < $1.key }.compactMap { _, state -> [JSON]? in
            (state["basket"] ?? state["list"]?["basket"])?.arrayValue
        }
        let lines = lists.first { !$0.isEmpty } ?? []
        return lines.map { line in
            ["name": line["name"] ?? .null, "quantity": line["quantity"] ?? .null, "unit": line["unit"] ?? .null]
        }
    }
}
