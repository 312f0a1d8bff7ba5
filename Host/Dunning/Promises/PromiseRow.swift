// A customer's word to pay on a day, as it is stored.

public import HostCore
public import HostPayments
import HostStorage
public import OrkestaModel

/// Tags the keys of promises.
public enum PromiseKind {}

public typealias PromiseID = Identifier<PromiseKind>

/// A promise.
public struct PromiseRow: Sendable, Hashable {
    public let id: PromiseID
    public let customerID: CustomerID
    public let amount: Money
    public let day: CivilDate
    /// When that day is over, where the tenant is.
    public let overAt: Timestamp
    public internal(set) var state: DebtPromise.State
    /// The agent, or the person, who took it.
    public let madeBy: String
    /// When the customer was told that it is broken.
    public let followedUpAt: Timestamp?
    public let createdAt: Timestamp
    public internal(set) var invoices: [Subject]

    /// An invoice that is promised.
    public struct Subject: Sendable, Hashable {
        public let id: InvoiceID
        /// Shown as `INV-1001`.
        public let number: Int64
    }

    static let columns = """
        promises.id, promises.customer_id, promises.amount_minor, promises.currency, promises.day, promises.over_at, \
        promises.state, promises.made_by, promises.followed_up_at, promises.created_at
        """
    static let columnCount = 10

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let state = DebtPromise.State(rawValue: try row.text(6)) else {
            throw .failed("a promise's row is damaged")
        }
        id = try row.identifier(0)
        customerID = try row.identifier(1)
        amount = Money(minor: try row.integer(2), currency: try row.text(3))
        day = CivilDate(daysSinceEpoch: try row.integer(4))
        overAt = try row.timestamp(5)
        self.state = state
        madeBy = try row.text(7)
        followedUpAt = row.optionalTimestamp(8)
        createdAt = try row.timestamp(9)
        invoices = []
    }

    /// One that is no row: for simulations.
    init(
        id: PromiseID,
        customerID: CustomerID,
        amount: Money,
        day: CivilDate,
        overAt: Timestamp,
        at: Timestamp,
        about invoices: [Subject]
    ) {
        (self.id, self.customerID, self.amount, self.day) = (id, customerID, amount, day)
        (self.overAt, state, madeBy, followedUpAt) = (overAt, .open, "simulation", nil)
        (createdAt, self.invoices) = (at, invoices)
    }

    public func covers(_ invoice: InvoiceID) -> Bool { invoices.contains { $0.id == invoice } }

    /// As agents see it.
    public var document: DebtPromise {
        DebtPromise(
            id: id.rawValue,
            on: day,
            amount: amount,
            invoices: invoices.map { "INV-\($0.number)" },
            state: state
        )
    }

    /// For the API.
    public var json: JSON {
        let members: [String: JSON] = [
            "customer_id": .string(customerID.rawValue), "made_by": .string(madeBy),
            "created_at": .string(createdAt.description), "followed_up_at": JSON(followedUpAt?.description),
        ]
        return .object((document.json.objectValue ?? [:]).merging(members) { $1 })
    }
}
