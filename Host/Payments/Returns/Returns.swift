// The returns of one tenant: asked for, received, settled, each with what follows
// from it in the same transaction.

public import HostConversations
import HostCore
public import HostStorage
import OrkestaModel

/// Finds and lists returns. What changes them is ``Ledger``'s.
public struct Returns: Sendable {
    private static let columns = """
        returns.id, returns.number, returns.order_id, returns.invoice_id, returns.case_name, returns.state, \
        returns.reason, returns.created_at
        """

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The return named by its key or by `RMA-7`. Throws a notFound problem.
    public func get(_ name: String, in connection: any DatabaseConnection) throws -> GoodsReturn {
        let (condition, argument): (String, any DatabaseArgument) =
            switch RowName(name, prefix: "RMA") {
            case .number(let number): ("number = ?", number)
            case .key(let key): ("id = ?", key)
            }
        let found = try read(condition, [argument], in: connection).first
        guard let found else {
            throw Problem(
                .notFound,
                "there is no such return",
                field: "return",
                remedy: "Give a key or a number such as RMA-7."
            )
        }
        return found
    }

    /// The returns of an order, whatever became of them.
    func returns(of order: String, in connection: any DatabaseConnection) throws -> [GoodsReturn] {
        try read("order_id = ? ORDER BY number", [order], in: connection)
    }

    /// A page of returns, the latest first. Nil stands for any state.
    public func list(
        state: GoodsReturn.State? = nil,
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (returns: [GoodsReturn], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let found = try read(
            """
            (created_at, id) < (?, ?) AND state = COALESCE(?, state)
            ORDER BY created_at DESC, id DESC LIMIT \(limit + 1)
            """,
            [bound.at, bound.key, state?.rawValue],
            in: connection
        )
        let page = Array(found.prefix(limit))
        let next = page.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (page, found.count > limit ? next : nil)
    }

    func insert(
        _ goods: GoodsReturn,
        customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO returns (id, tenant_id, number, order_id, invoice_id, customer_id, case_name, state, reason,
                created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            goods.id,
            tenant.id,
            goods.number,
            goods.orderID,
            goods.invoiceID,
            customer,
            goods.caseName,
            goods.state.rawValue,
            goods.reason,
            goods.createdAt,
            goods.createdAt
        )
        for line in goods.lines {
            try connection.execute(
                "INSERT INTO return_lines (return_id, sku, requested, received, damaged) VALUES (?, ?, ?, 0, 0)",
                goods.id,
                line.sku,
                line.requested.thousandths
            )
        }
    }

    func update(
        _ goods: GoodsReturn,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "UPDATE returns SET state = ?, updated_at = ? WHERE tenant_id = ? AND id = ?",
            goods.state.rawValue,
            moment,
            tenant.id,
            goods.id
        )
        for line in goods.lines {
            try connection.execute(
                "UPDATE return_lines SET received = ?, damaged = ? WHERE return_id = ? AND sku = ?",
                line.received.thousandths,
                line.damaged.thousandths,
                goods.id,
                line.sku
            )
        }
    }

    private func read(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws -> [GoodsReturn] {
        let rows = try connection.rows(
            "SELECT \(Self.columns) FROM returns WHERE tenant_id = ? AND \(condition)",
            [tenant.id] + arguments
        )
        return try rows.map { row in
            guard let state = GoodsReturn.State(rawValue: try row.text(5)) else {
                throw DatabaseError.failed("a return's row is damaged")
            }
            return GoodsReturn(
                id: try row.identifier(0),
                number: try row.integer(1),
                orderID: try row.text(2),
                invoiceID: try row.identifier(3),
                caseName: row.optionalText(4),
                state: state,
                reason: row.optionalText(6),
                lines: try lines(of: row.identifier(0), in: connection),
                createdAt: try row.timestamp(7)
            )
        }
    }

    private func lines(
        of id: ReturnID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [ReturnLine] {
        let rows = try connection.rows(
            "SELECT sku, requested, received, damaged FROM return_lines WHERE return_id = ? ORDER BY sku",
            id
        )
        var lines: [ReturnLine] = []
        for row in rows {
            lines.append(
                ReturnLine(
                    sku: try row.text(0),
                    requested: Quantity(thousandths: try row.integer(1)),
                    received: Quantity(thousandths: try row.integer(2)),
                    damaged: Quantity(thousandths: try row.integer(3))
                )
            )
        }
        return lines
    }
}
