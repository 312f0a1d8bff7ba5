// The customers of a tenant as a list, with the addresses they write from.

public import HostCore
public import HostStorage

/// A customer with every address that is known.
public struct ListedCustomer: Sendable, Hashable {
    public let customer: Customer
    public let addresses: [CustomerChannelAddress]

    public init(customer: Customer, addresses: [CustomerChannelAddress]) {
        self.customer = customer
        self.addresses = addresses
    }
}

/// Where a customer writes from.
public struct CustomerChannelAddress: Sendable, Hashable {
    public let channel: PluginID
    public let address: String

    public init(channel: PluginID, address: String) {
        self.channel = channel
        self.address = address
    }
}

extension Customers {
    /// A page of customers, newest first, those before the number `cursor`, and
    /// the next page's cursor (nil at the end). Left out: who was merged into another.
    public func list(
        before cursor: Int64? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (customers: [ListedCustomer], next: Int64?) {
        let limit = max(1, min(limit, Limits.pageItemsMax))
        let found = try connection.rows(
            """
            SELECT \(Customer.columns) FROM customers
            WHERE tenant_id = ? AND number < ? AND NOT EXISTS (
                SELECT 1 FROM customer_merges
                WHERE customer_merges.tenant_id = customers.tenant_id AND customer_merges.merged_id = customers.id
            ) ORDER BY number DESC LIMIT ?
            """,
            tenant.id,
            cursor ?? Int64.max,
            limit + 1
        ).map { row in try Customer(row: row) }
        let page = Array(found.prefix(limit))
        let addresses = try addresses(from: page.last?.number ?? 0, to: page.first?.number ?? 0, in: connection)
        return (
            page.map { ListedCustomer(customer: $0, addresses: addresses[$0.id] ?? []) },
            found.count > limit ? page.last?.number : nil
        )
    }

    /// A customer's addresses, in the order in which they came up.
    public func addresses(
        of customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [CustomerChannelAddress] {
        let rows = try connection.rows(
            """
            SELECT channel, address FROM customer_addresses WHERE tenant_id = ? AND customer_id = ?
            ORDER BY created_at, channel, address
            """,
            tenant.id,
            customer
        )
        var addresses: [CustomerChannelAddress] = []
        for row in rows {
            guard let channel = PluginID(try row.text(0)) else { continue }
            addresses.append(CustomerChannelAddress(channel: channel, address: try row.text(1)))
        }
        return addresses
    }

    /// Where the customer is reached on a channel: at their address there, else at a telephone
    /// number, which is theirs on every channel. Nil: neither is known.
    public func address(
        of customer: CustomerID,
        on channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> String? {
        let known = try addresses(of: customer, in: connection)
        let own = known.first { $0.channel == channel }
        return own?.address ?? known.first { Address.isPhone($0.address) }?.address
    }

    /// Those of the customers with these numbers, in the order in which they came up.
    private func addresses(
        from first: Int64,
        to last: Int64,
        in connection: any DatabaseConnection
    ) throws -> [CustomerID: [CustomerChannelAddress]] {
        let rows = try connection.rows(
            """
            SELECT customers.id, customer_addresses.channel, customer_addresses.address FROM customers
            JOIN customer_addresses ON customer_addresses.customer_id = customers.id
            WHERE customers.tenant_id = ? AND customers.number BETWEEN ? AND ?
            ORDER BY customer_addresses.created_at, customer_addresses.channel
            """,
            tenant.id,
            first,
            last
        )
        var addresses: [CustomerID: [CustomerChannelAddress]] = [:]
        for row in rows {
            guard let channel = PluginID(try row.text(1)) else { continue }
            let address = CustomerChannelAddress(channel: channel, address: try row.text(2))
            addresses[try row.identifier(0), default: []].append(address)
        }
        return addresses
    }
}
