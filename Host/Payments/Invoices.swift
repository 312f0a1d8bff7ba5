// The invoices of one tenant.

public import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// Finds and lists invoices. Issuing, paying and withdrawing are ``Ledger``'s.
public struct Invoices: Sendable {
    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The invoice named by its key or by `INV-1001`; nil when there is none.
    public func find(_ name: String, in connection: any DatabaseConnection) throws(DatabaseError) -> InvoiceRow? {
        switch RowName(name, prefix: "INV") {
        case .number(let number): try one("invoices.number = ?", number, in: connection)
        case .key(let key): try one("invoices.id = ?", key, in: connection)
        }
    }

    public func find(_ id: InvoiceID, in connection: any DatabaseConnection) throws(DatabaseError) -> InvoiceRow? {
        try one("invoices.id = ?", id, in: connection)
    }

    /// The invoices with these keys; one that does not exist is left out.
    public func find(
        _ ids: Set<InvoiceID>,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [InvoiceID: InvoiceRow] {
        guard !ids.isEmpty else { return [:] }
        let places = Array(repeating: "?", count: ids.count).joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT \(InvoiceRow.columns) FROM \(InvoiceRow.source)
            WHERE invoices.tenant_id = ? AND invoices.id IN (\(places))
            """,
            [tenant.id as any DatabaseArgument] + Array(ids)
        )
        var found: [InvoiceID: InvoiceRow] = [:]
        for row in rows {
            let invoice = try InvoiceRow(row)
            found[invoice.id] = invoice
        }
        return found
    }

    /// The invoice that bills an order, by the order's key or by `ORD-12`.
    public func find(order name: String, in connection: any DatabaseConnection) throws(DatabaseError) -> InvoiceRow? {
        switch RowName(name, prefix: "ORD") {
        case .number(let number): try one("orders.number = ?", number, in: connection)
        case .key(let key): try one("invoices.order_id = ?", key, in: connection)
        }
    }

    /// The document of an invoice, with its attempts.
    public func document(
        of invoice: InvoiceRow,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Invoice {
        invoice.document(try Payments(tenant).attempts(of: invoice.id, in: connection))
    }

    /// A page of invoices, newest first, and the cursor of the next page. Nil
    /// stands for any status, any customer, and the first page.
    public func list(
        status: Invoice.Status? = nil,
        customer: CustomerID? = nil,
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (invoices: [Invoice], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let rows = try connection.rows(
            """
            SELECT \(InvoiceRow.columns) FROM \(InvoiceRow.source)
            WHERE invoices.tenant_id = ? AND (invoices.created_at, invoices.id) < (?, ?)
                AND invoices.status = COALESCE(?, invoices.status)
                AND invoices.customer_id = COALESCE(?, invoices.customer_id)
            ORDER BY invoices.created_at DESC, invoices.id DESC LIMIT ?
            """,
            tenant.id,
            bound.at,
            bound.key,
            status?.rawValue,
            customer,
            limit + 1
        )
        var found: [InvoiceRow] = []
        for row in rows.prefix(limit) { found.append(try InvoiceRow(row)) }
        let attempts = try Payments(tenant).attempts(of: found.map(\.id), in: connection)
        let next = found.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (found.map { $0.document(attempts[$0.id] ?? []) }, rows.count > limit ? next : nil)
    }

    private func one(
        _ condition: String,
        _ argument: any DatabaseArgument,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> InvoiceRow? {
        let row = try connection.row(
            "SELECT \(InvoiceRow.columns) FROM \(InvoiceRow.source) WHERE invoices.tenant_id = ? AND \(condition)",
            tenant.id,
            argument
        )
        guard let row else { return nil }
        return try InvoiceRow(row)
    }
}
