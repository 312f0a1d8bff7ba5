// What a turn has staged of quotes and orders, laid over the rows, so that the
// turn reads its own writes.

import HostCore
import OrkestaModel

/// The writes of a turn as the turn sees them.
struct StagedSale: Sendable {
    private var quotes: [Quote] = []
    private var superseded: Set<String> = []
    /// Order numbers by key of the accepted version.
    private var accepted: [String: String] = [:]
    private(set) var orders: [Order] = []

    init(_ writes: [SaleWrite]) {
        for write in writes {
            switch write {
            case .addQuote(let quote): quotes.append(quote)
            case .replaceQuote(let quote, let replaced):
                superseded.insert(replaced)
                quotes.append(quote)
            case .placeOrder(let order, let quote, _, _):
                orders.append(order)
                if let quote { accepted[quote.id] = order.shownNumber }
            case .holdStock, .releaseStock: break
            }
        }
    }

    /// The staged quote of this name as it is now; nil when the rows have it.
    func quote(_ name: QuoteName) -> Quote? {
        let found =
            switch name {
            case .latest(let number): quotes.last { $0.number == number }
            case .version(let number, let version): quotes.last { $0.number == number && $0.version == version }
            case .key(let key): quotes.last { $0.id == key }
            }
        return found.map(seen)
    }

    /// A quote with what this turn has made of it.
    func seen(_ quote: Quote) -> Quote {
        var quote = quote
        if superseded.contains(quote.id) { quote.state = .superseded }
        if let order = accepted[quote.id] { (quote.state, quote.order) = (.accepted, order) }
        return quote
    }

    /// Quotes of a customer, latest versions, newest first.
    func laid(over stored: [Quote], of customer: CustomerID) -> [Quote] {
        let own = quotes.filter { $0.customerID == customer.rawValue && !superseded.contains($0.id) }
        let numbers = Set(own.map(\.number))
        return (own.reversed() + stored.filter { !numbers.contains($0.number) }).map(seen)
    }

    func order(_ name: String) -> Order? {
        orders.last { $0.id == name || $0.shownNumber == name.uppercased() }
    }

    func order(ofQuote id: String) -> Order? { orders.last { $0.quoteID == id } }
}
