// The orders of one tenant.

import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// Stores and finds orders.
public struct Orders: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The order named by `ORD-12` or by its key; nil when there is none.
    public func find(_ name: String, in connection: any DatabaseConnection) throws -> Order? {
        switch RowName(name, prefix: "ORD") {
        case .number(let number): try read("number = ?", [number], in: connection).first
        case .key(let key): try read("id = ?", [key], in: connection).first
        }
    }

    /// The order that a version of a quote led to; nil when none.
    func find(ofQuote id: String, in connection: any DatabaseConnection) throws -> Order? {
        try read("quote_id = ?", [id], in: connection).first
    }

    /// A page of orders (of one customer, in one state, or all), newest first, those before
    /// the number `cursor`, and the next page's cursor (nil at the end).
    public func list(
        of customer: CustomerID? = nil,
        state: Order.State? = nil,
        before cursor: Int64? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (orders: [Order], next: Int64?) {
        let limit = max(1, min(limit, Limits.pageItemsMax))
        var conditions = ["number < ?"]
        var arguments: [any DatabaseArgument] = [cursor ?? Int64.max]
        if let customer {
            conditions.append("customer_id = ?")
            arguments.append(customer)
        }
        if let state {
            conditions.append("state = ?")
            arguments.append(state.rawValue)
        }
        let found = try read(
            "\(conditions.joined(separator: " AND ")) ORDER BY number DESC LIMIT \(limit + 1)",
            arguments,
            in: connection
        )
        let page = Array(found.prefix(limit))
        return (page, found.count > limit ? page.last?.number : nil)
    }

    /// Records that the order is paid in full: its stock is sold. Returns what
    /// was short, because its hold had ended before; nothing when all went well,
    /// and when it was paid before.
    public func markPaid(
        _ id: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [StockLevel] {
        let changed = try connection.execute(
            "UPDATE orders SET state = 'paid' WHERE tenant_id = ? AND id = ? AND state = 'open'",
            tenant.id,
            id
        )
        guard changed == 1, let order = try find(id, in: connection) else { return [] }
        return try StockHolds(tenant).sell(
            order.stockLines,
            heldBy: order.shownNumber,
            at: moment,
            in: connection
        )
    }

    func insert(_ order: Order, in connection: any DatabaseConnection) throws {
        do {
            try connection.execute(
                """
                INSERT INTO orders (id, tenant_id, number, customer_id, quote_id, state, document, total_minor,
                    currency, created_at)
                VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?, ?)
                """,
                order.id,
                tenant.id,
                order.number,
                order.customerID,
                order.quoteID,
                order.json,
                order.prices.total.minor,
                order.prices.currency,
                order.createdAt
            )
        } catch DatabaseError.constraint {
            throw SaleConflict(thing: order.shownNumber)
        }
    }

    private func read(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws -> [Order] {
        let rows = try connection.rows(
            """
            SELECT document, state, (
                SELECT MIN(expires_at) FROM stock_holds
                WHERE stock_holds.tenant_id = orders.tenant_id AND reference = 'ORD-' || orders.number
            ) FROM orders WHERE tenant_id = ? AND \(condition)
            """,
            [tenant.id] + arguments
        )
        return try rows.map { row in
            let document = try row.json(0)
            var order: Order
            do throws(DocumentError) {
                order = try Order(json: document)
            } catch {
                throw DatabaseError.failed("an order's row is damaged: \(error)")
            }
            order.state = Order.State(rawValue: try row.text(1)) ?? order.state
            order.heldUntil = row.optionalTimestamp(2)
            return order
        }
    }
}

extension Order {
    /// What it takes from the stock.
    var stockLines: [StockLine] { prices.stockLines }
}
