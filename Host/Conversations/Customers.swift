// The customers of one tenant and their addresses.

public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

/// Finds and makes customers. A phone number is one customer on all channels;
/// any other address belongs to its channel.
public struct Customers: Sendable {
    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The customer who writes from `address`, made if there is none.
    ///
    /// A name or locale that is not known yet is kept; a known one is not
    /// overwritten by what a channel reports.
    public func resolve(
        channel: PluginID,
        address: String,
        name: String? = nil,
        locale: String? = nil,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> Customer {
        let address = Address.canonical(address)
        if let known = try find(channel: channel, address: address, in: connection) {
            return try complete(known, name: name, locale: locale, at: moment, in: connection)
        }
        if let known = try findPhone(address, in: connection) {
            try link(known.id, channel, address, at: moment, in: connection)
            return try complete(known, name: name, locale: locale, at: moment, in: connection)
        }
        let made = try insert(name: name, locale: locale, at: moment, randomness: randomness, in: connection)
        if try link(made.id, channel, address, at: moment, in: connection) { return made }
        // Another node made the same customer meanwhile; its row stays.
        try connection.execute("DELETE FROM customers WHERE tenant_id = ? AND id = ?", tenant.id, made.id)
        guard let winner = try find(channel: channel, address: address, in: connection) else {
            throw DatabaseError.unavailable("a customer's address is being changed")
        }
        return winner
    }

    /// The customer with this address, as canonical as stored; nil when there is none.
    public func find(
        channel: PluginID,
        address: String,
        in connection: any DatabaseConnection
    ) throws -> Customer? {
        try connection.row(
            """
            SELECT \(Customer.columns) FROM customer_addresses
            JOIN customers ON customers.id = customer_addresses.customer_id
            WHERE customer_addresses.tenant_id = ? AND customer_addresses.channel = ?
                AND customer_addresses.address = ?
            """,
            tenant.id,
            channel,
            Address.canonical(address)
        ).map { row in try Customer(row: row) }
    }

    /// The customer named by a key or by `CUST-7`; nil when there is none.
    public func find(_ name: String, in connection: any DatabaseConnection) throws -> Customer? {
        let (column, argument): (String, any DatabaseArgument) =
            switch RowName(name, prefix: "CUST") {
            case .number(let number): ("number", number)
            case .key(let key): ("id", key)
            }
        return try connection.row(
            "SELECT \(Customer.columns) FROM customers WHERE tenant_id = ? AND \(column) = ?",
            tenant.id,
            argument
        ).map { row in try Customer(row: row) }
    }

    /// What agents may know of the customer's past.
    public func context(_ customer: Customer, in connection: any DatabaseConnection) throws -> CustomerContext {
        let row = try connection.row(
            """
            SELECT COUNT(*), COALESCE(SUM(message_count), 0),
                (SELECT COUNT(*) FROM cases
                 WHERE cases.tenant_id = ? AND cases.customer_id = ? AND cases.state <> 'closed')
            FROM conversations WHERE tenant_id = ? AND address IN
                (SELECT address FROM customer_addresses WHERE customer_id = ?) AND customer_id = ?
            """,
            tenant.id,
            customer.id,
            tenant.id,
            customer.id,
            customer.id
        )
        return CustomerContext(
            customer: customer,
            conversations: try row?.integer(0) ?? 0,
            messages: try row?.integer(1) ?? 0,
            openCases: try row?.integer(2) ?? 0
        )
    }

    /// Records that the customer wants no more messages, or wants them again (nil), as was said
    /// at `said` (nil: now).
    public func setOptedOut(
        _ customer: CustomerID,
        since moment: Timestamp?,
        said: Timestamp? = nil,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        try connection.execute(
            "UPDATE customers SET opted_out_at = ?, wished_at = ?, updated_at = ? WHERE tenant_id = ? AND id = ?",
            moment,
            said ?? now,
            now,
            tenant.id,
            customer
        )
        try DebtorTimer(tenant).lookNow(customer, at: now, in: connection)
    }

    /// The customer of a number, on whichever channel; nil for other addresses.
    func findPhone(_ address: String, in connection: any DatabaseConnection) throws -> Customer? {
        guard Address.isPhone(address) else { return nil }
        return try connection.row(
            """
            SELECT \(Customer.columns) FROM customer_addresses
            JOIN customers ON customers.id = customer_addresses.customer_id
            WHERE customer_addresses.tenant_id = ? AND customer_addresses.address = ?
            ORDER BY customers.number LIMIT 1
            """,
            tenant.id,
            address
        ).map { row in try Customer(row: row) }
    }

    private func insert(
        name: String?,
        locale: String?,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> Customer {
        let customer = Customer(
            id: CustomerID(at: moment, randomness: randomness),
            number: try Counters(tenant).next("customer", in: connection),
            name: name,
            locale: locale,
            optedOutAt: nil,
            createdAt: moment
        )
        try connection.execute(
            """
            INSERT INTO customers (id, tenant_id, number, name, locale, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            customer.id,
            tenant.id,
            customer.number,
            name,
            locale,
            moment,
            moment
        )
        return customer
    }

    /// False when the address is already linked.
    @discardableResult
    func link(
        _ customer: CustomerID,
        _ channel: PluginID,
        _ address: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let changed = try connection.execute(
            """
            INSERT INTO customer_addresses (tenant_id, channel, address, customer_id, created_at)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (tenant_id, channel, address) DO NOTHING
            """,
            tenant.id,
            channel,
            address,
            customer,
            moment
        )
        return changed == 1
    }

    func complete(
        _ customer: Customer,
        name: String?,
        locale: String?,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Customer {
        var completed = customer
        completed.name = customer.name ?? name
        completed.locale = customer.locale ?? locale
        guard completed != customer else { return customer }
        try connection.execute(
            "UPDATE customers SET name = ?, locale = ?, updated_at = ? WHERE tenant_id = ? AND id = ?",
            completed.name,
            completed.locale,
            moment,
            tenant.id,
            customer.id
        )
        return completed
    }
}
