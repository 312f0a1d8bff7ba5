// What selling changes, as values: made at once by the API, staged by turns.

public import HostCore
public import HostStorage
public import OrkestaModel

/// A change that was found to be possible, and is checked once more when it
/// becomes real.
public enum SaleWrite: Sendable {
    /// The first version of a quote.
    case addQuote(Quote)
    /// The next version, in place of the one with this key.
    case replaceQuote(Quote, replaces: String)
    /// An order; of an accepted quote, with its stock, and in place of what the
    /// conversation itself held.
    case placeOrder(Order, accepting: Quote?, hold: StockHold?, endsHoldsOf: ConversationID?)
    case holdStock(StockHold)
    case releaseStock(reference: String)

    /// The quote whose discount waits for a person because of this.
    public var quoteForApproval: Quote? {
        switch self {
        case .addQuote(let quote), .replaceQuote(let quote, _): quote.approval?.state == .pending ? quote : nil
        case .placeOrder, .holdStock, .releaseStock: nil
        }
    }

    /// The new order, if this makes one.
    public var order: Order? {
        if case .placeOrder(let order, _, _, _) = self { order } else { nil }
    }

    /// Makes the change. Throws ``SaleConflict`` when what it builds on has
    /// changed since; then the transaction must be given up, and planned anew.
    public func apply(
        to tenant: TenantHandle,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws {
        func record(_ type: DomainEventType, _ entity: String, _ data: JSON) throws {
            let id = DomainEventID(at: moment, randomness: randomness)
            try DomainEvents(tenant).record(type, entity: entity, data: data, id: id, at: moment, in: connection)
        }
        switch self {
        case .addQuote(let quote):
            try Quotes(tenant).insert(quote, in: connection)
            try record(.quoteCreated, quote.id, quote.record)
        case .replaceQuote(let quote, let replaced):
            try Quotes(tenant).supersede(replaced, in: connection)
            try Quotes(tenant).insert(quote, in: connection)
            try record(.quoteRevised, quote.id, quote.record)
        case .placeOrder(let order, let quote, let hold, let conversation):
            if let quote { try Quotes(tenant).markAccepted(quote, at: moment, in: connection) }
            try Orders(tenant).insert(order, in: connection)
            try record(.orderCreated, order.id, order.json)
            if let conversation { try StockHolds(tenant).release(holdsOf: conversation, in: connection) }
            if let hold { try StockHolds(tenant).hold(hold, at: moment, in: connection) }
        case .holdStock(let hold):
            try StockHolds(tenant).hold(hold, at: moment, in: connection)
        case .releaseStock(let reference):
            try StockHolds(tenant).release(reference, in: connection)
        }
    }
}

/// Somebody was faster: what a change builds on is no longer so.
public struct SaleConflict: Error, Equatable {
    /// The number or key of what changed.
    public let thing: String
}
