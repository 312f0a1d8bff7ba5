// Who writes to a tenant.

public import HostCore
import HostStorage
public import OrkestaModel

/// A customer of a tenant, known by one or more addresses.
public struct Customer: Sendable, Hashable {
    public let id: CustomerID
    /// Sequential within the tenant; shown as `CUST-7`.
    public let number: Int64
    public var name: String?
    /// BCP 47, such as `es`.
    public var locale: String?
    /// When the customer asked for no more messages.
    public var optedOutAt: Timestamp?
    public let createdAt: Timestamp

    public init(
        id: CustomerID,
        number: Int64,
        name: String?,
        locale: String?,
        optedOutAt: Timestamp?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.number = number
        self.name = name
        self.locale = locale
        self.optedOutAt = optedOutAt
        self.createdAt = createdAt
    }

    /// `CUST-7`.
    public var shownNumber: String { "CUST-\(number)" }

    /// `customers` columns, in the order that ``init(row:from:)`` reads.
    static let columns =
        "customers.id, customers.number, customers.name, customers.locale, "
        + "customers.opted_out_at, customers.created_at"
    static let columnCount = 6

    init(row: DatabaseRow, from first: Int = 0) throws(DatabaseError) {
        self.init(
            id: try row.identifier(first),
            number: try row.integer(first + 1),
            name: row.optionalText(first + 2),
            locale: row.optionalText(first + 3),
            optedOutAt: row.optionalTimestamp(first + 4),
            createdAt: try row.timestamp(first + 5)
        )
    }
}

/// A customer with what agents may know of the past.
public struct CustomerContext: Sendable, Hashable {
    public let customer: Customer
    public let conversations: Int64
    public let messages: Int64
    public let openCases: Int64

    /// The document of ork.conversation/1 `customer`.
    public var json: JSON {
        [
            "id": .string(customer.id.rawValue),
            "number": .string(customer.shownNumber),
            "name": JSON(customer.name),
            "locale": JSON(customer.locale),
            "since": .string(customer.createdAt.description),
            "conversations": .integer(conversations),
            "messages": .integer(messages),
            "open_cases": .integer(openCases),
        ]
    }
}
