// An order: what a customer has bound himself to buy, at prices that no longer
// change.

/// An order, from an accepted quote or directly from a basket.
public struct Order: Sendable, Hashable {
    /// The row's key.
    public var id: String
    /// 12 of `ORD-12`.
    public var number: Int64
    public var state: State
    public var customerID: String
    /// The key of the version that was accepted; nil for an order without quote.
    public var quoteID: String?
    /// `COT-42`; nil for an order without quote.
    public var quote: String?
    public var prices: Prices
    public var createdAt: Timestamp
    /// Until when its stock is held unless it is paid; nil when nothing of it
    /// is tracked.
    public var heldUntil: Timestamp?
    /// What its electronic invoice needs of the buyer; nil when none is wanted.
    public var invoicing: InvoicingDetails?

    /// Where an order stands.
    public enum State: String, Sendable, CaseIterable {
        case open
        case paid
        case fulfilled
        case cancelled
    }

    public init(
        id: String,
        number: Int64,
        state: State = .open,
        customerID: String,
        quoteID: String? = nil,
        quote: String? = nil,
        prices: Prices,
        createdAt: Timestamp,
        heldUntil: Timestamp? = nil,
        invoicing: InvoicingDetails? = nil
    ) {
        self.id = id
        self.number = number
        self.state = state
        self.customerID = customerID
        self.quoteID = quoteID
        self.quote = quote
        self.prices = prices
        self.createdAt = createdAt
        self.heldUntil = heldUntil
        self.invoicing = invoicing
    }

    /// `ORD-12`, as people see it.
    public var shownNumber: String { "ORD-\(number)" }

    public var json: JSON {
        var members: [String: JSON] = [
            "id": .string(id),
            "number": .string(shownNumber),
            "state": .string(state.rawValue),
            "customer_id": .string(customerID),
            "created_at": .string(createdAt.description),
        ]
        members["quote_id"] = quoteID.map(JSON.string)
        members["quote"] = quote.map(JSON.string)
        members["held_until"] = heldUntil.map { .string($0.description) }
        members["invoicing"] = invoicing?.json
        return .object(members).merging(prices.json)
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        guard let number = Int64(try json.requiredText("number").dropFirst(4)) else {
            throw DocumentError(field: "number", reason: "ORD-n is expected")
        }
        self.init(
            id: try json.requiredText("id"),
            number: number,
            state: try json.choice("state"),
            customerID: try json.requiredText("customer_id"),
            quoteID: try json.optionalText("quote_id"),
            quote: try json.optionalText("quote"),
            prices: try Prices(json: json),
            createdAt: try json.moment("created_at"),
            heldUntil: json.present("held_until") == nil ? nil : try json.moment("held_until"),
            invoicing: try json.invoicing()
        )
    }
}
