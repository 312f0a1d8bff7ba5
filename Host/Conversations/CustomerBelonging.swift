// What belongs to a customer, table by table, and how it changes hands when two
// customers become one and are parted again.

import HostCore
import HostStorage
import OrkestaModel

/// A table whose rows belong to a customer, by their column `customer_id`.
struct CustomerBelonging: Sendable {
    let table: String
    /// The columns that name a row.
    let key: [String]
    /// What else is set in a row that changes hands.
    private let also: String
    /// The rows that do not change hands, by a condition with one argument: whose they
    /// would be.
    private let staysBehind: String?

    private init(_ table: String, _ key: [String] = ["id"], also: String = "", staysBehind: String? = nil) {
        self.table = table
        self.key = key
        self.also = also
        self.staysBehind = staysBehind
    }

    /// All of them. What has a customer's key and is not here is read through the merge,
    /// such as the ledger, in which nothing is ever changed.
    static let all = [
        CustomerBelonging("customer_addresses", ["channel", "address"]),
        // A turn under way, whose writes would be the other customer's, becomes stale.
        CustomerBelonging("conversations", also: ", state_revision = state_revision + 1"),
        CustomerBelonging("cases"), CustomerBelonging("quotes"), CustomerBelonging("orders"),
        CustomerBelonging("invoices"), CustomerBelonging("returns"), CustomerBelonging("promises"),
        CustomerBelonging("write_offs"), CustomerBelonging("reminders", staysBehind: secondReminder),
    ]

    /// A customer has one reminder a day: what both had on one day stays where it is.
    static let secondReminder = """
        reminders.state IN ('queued', 'sent') AND EXISTS (SELECT 1 FROM reminders AS own
            WHERE own.tenant_id = reminders.tenant_id AND own.customer_id = ? AND own.day = reminders.day
                AND own.state IN ('queued', 'sent'))
        """

    /// The rows of one customer become the other's. Returned is what ``giveBack(_:from:to:of:in:)``
    /// takes: the names of those rows; nil when there was none.
    func move(
        from: CustomerID,
        to: CustomerID,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> JSON? {
        let arguments: [any DatabaseArgument] = [to, tenant.id, from]
        let rows = try connection.rows(
            """
            UPDATE \(table) SET customer_id = ?\(also) WHERE tenant_id = ? AND customer_id = ? \(mayMove)
            RETURNING \(key.joined(separator: ", "))
            """,
            staysBehind == nil ? arguments : arguments + [to]
        )
        guard !rows.isEmpty else { return nil }
        var names: [JSON] = []
        for row in rows {
            var name: [JSON] = []
            for place in key.indices { name.append(.string(try row.text(place))) }
            names.append(.array(name))
        }
        return .array(names)
    }

    /// Those of the named rows that are still `from`'s become the other's.
    func giveBack(
        _ names: JSON,
        from: CustomerID,
        to: CustomerID,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let isNamed = key.map { "\($0) = ?" }.joined(separator: " AND ")
        for row in names.arrayValue ?? [] {
            let name = (row.arrayValue ?? []).compactMap(\.stringValue)
            guard name.count == key.count else { throw .failed("a merge's row is damaged") }
            var arguments: [any DatabaseArgument] = [to, tenant.id, from]
            arguments += name.map { $0 as any DatabaseArgument }
            if staysBehind != nil { arguments.append(to) }
            try connection.execute(
                """
                UPDATE \(table) SET customer_id = ?\(also)
                WHERE tenant_id = ? AND customer_id = ? AND \(isNamed) \(mayMove)
                """,
                arguments
            )
        }
    }

    private var mayMove: String { staysBehind.map { "AND NOT (\($0))" } ?? "" }
}
