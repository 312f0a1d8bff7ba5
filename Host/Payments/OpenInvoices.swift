// What customers still owe, read in three statements however many invoices there are.

public import HostCore
public import HostStorage
public import OrkestaModel

/// An invoice of which something is to be paid.
public struct OpenInvoice: Sendable, Hashable {
    public let invoice: InvoiceRow
    public let position: InvoicePosition
    /// Nil when it is due as a whole.
    public let plan: PaymentPlan?
    /// The payments that arrived, the earliest first.
    public let arrivals: [Arrival]
    /// Whether a bank has not decided about a payment of it.
    public let isDisputed: Bool

    /// Money that came.
    public struct Arrival: Sendable, Hashable {
        public let amountMinor: Int64
        public let at: Timestamp

        public init(amountMinor: Int64, at: Timestamp) { (self.amountMinor, self.at) = (amountMinor, at) }

        /// Nil: it has not arrived.
        init?(_ attempt: PaymentRow) {
            guard attempt.state.hasArrived, let arrivedAt = attempt.arrivedAt else { return nil }
            self.init(amountMinor: attempt.amount.minor, at: arrivedAt)
        }
    }

    public init(
        invoice: InvoiceRow,
        position: InvoicePosition,
        plan: PaymentPlan? = nil,
        arrivals: [Arrival] = [],
        isDisputed: Bool = false
    ) {
        (self.invoice, self.position, self.plan) = (invoice, position, plan)
        (self.arrivals, self.isDisputed) = (arrivals, isDisputed)
    }

    public var balance: Money { Money(minor: position.balance, currency: invoice.total.currency) }
}

extension Invoices {
    /// The open invoices of one customer, or of everybody, in the order in which
    /// they are due.
    public func open(
        of customer: CustomerID? = nil,
        in connection: any DatabaseConnection
    ) throws -> [OpenInvoice] {
        let scope = OpenScope(tenant: tenant.id, customer: customer)
        let invoices = try connection.rows(
            """
            SELECT \(InvoiceRow.columns) FROM \(InvoiceRow.source) WHERE \(scope.condition)
            ORDER BY invoices.due_at, invoices.number
            """,
            scope.arguments
        ).map { row in try InvoiceRow(row) }
        guard !invoices.isEmpty else { return [] }
        let attempts = try Payments(tenant).attempts(ofInvoices: scope.ids, scope.arguments, in: connection)
        let plans = try PaymentPlans(tenant).plans(ofInvoices: scope.ids, scope.arguments, in: connection)
        let disputed = Set(
            try connection.rows(
                "SELECT invoice_id FROM disputes WHERE state = 'open' AND invoice_id IN (\(scope.ids))",
                scope.arguments
            ).map { row -> InvoiceID in try row.identifier(0) }
        )
        return invoices.compactMap { invoice in
            let own = attempts[invoice.id] ?? []
            let position = invoice.position(own)
            guard position.balance > 0 else { return nil }
            return OpenInvoice(
                invoice: invoice,
                position: position,
                plan: plans[invoice.id],
                arrivals: own.compactMap { OpenInvoice.Arrival($0) }.sorted { $0.at < $1.at },
                isDisputed: disputed.contains(invoice.id)
            )
        }
    }
}

/// Which open invoices are meant.
private struct OpenScope {
    let tenant: TenantID
    let customer: CustomerID?

    var condition: String {
        """
        invoices.tenant_id = ? AND invoices.\(InvoiceRow.isOpen)
            AND invoices.voided_at IS NULL\(customer == nil ? "" : " AND invoices.customer_id = ?")
        """
    }

    var ids: String { "SELECT invoices.id FROM invoices WHERE \(condition)" }

    var arguments: [any DatabaseArgument] { [tenant] + (customer.map { [$0 as any DatabaseArgument] } ?? []) }
}
