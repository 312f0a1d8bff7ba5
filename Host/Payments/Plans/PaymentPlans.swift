// The payment plans of one tenant, as rows.

public import HostCore
public import HostStorage
import HostTime
import OrkestaModel

/// Finds and sets plans.
public struct PaymentPlans: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The plan of an invoice; nil when it is due as a whole.
    public func find(
        of invoice: InvoiceID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PaymentPlan? {
        let rows = try connection.rows(
            "SELECT amount_minor, due_at FROM installments WHERE tenant_id = ? AND invoice_id = ? ORDER BY position",
            tenant.id,
            invoice
        )
        guard !rows.isEmpty else { return nil }
        var installments: [Installment] = []
        for row in rows {
            installments.append(Installment(amountMinor: try row.integer(0), dueAt: try row.timestamp(1)))
        }
        return PaymentPlan(stored: installments)
    }

    /// Those of the invoices whose keys the SELECT `keys` finds.
    func plans(
        ofInvoices keys: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [InvoiceID: PaymentPlan] {
        let rows = try connection.rows(
            """
            SELECT amount_minor, due_at, invoice_id FROM installments
            WHERE tenant_id = ? AND invoice_id IN (\(keys)) ORDER BY invoice_id, position
            """,
            [tenant.id as any DatabaseArgument] + arguments
        )
        var parts: [InvoiceID: [Installment]] = [:]
        for row in rows {
            parts[try row.identifier(2), default: []]
                .append(Installment(amountMinor: try row.integer(0), dueAt: try row.timestamp(1)))
        }
        return parts.mapValues(PaymentPlan.init(stored:))
    }
}

extension Ledger {
    /// Sets the plan of an invoice in the place of the one that it has; nil makes
    /// it due as a whole. The invoice is due with its last instalment. Throws a
    /// conflict problem for one that is paid or withdrawn.
    public func setPlan(
        _ plan: PaymentPlan?,
        of id: InvoiceID,
        in connection: any DatabaseConnection
    ) throws {
        let (invoice, attempts) = try lock(id, in: connection)
        guard invoice.voidedAt == nil, invoice.position(attempts).balance > 0 else {
            throw Problem(
                .conflict,
                "nothing of \(invoice.shownNumber) is to be paid",
                field: "invoice",
                remedy: "Plans are for invoices that are open."
            )
        }
        try connection.execute("DELETE FROM installments WHERE tenant_id = ? AND invoice_id = ?", tenant.id, id)
        try DebtorTimer(tenant).lookNow(invoice.customerID, at: now, in: connection)
        guard let plan else { return }
        for (place, installment) in plan.installments.enumerated() {
            try connection.execute(
                "INSERT INTO installments (tenant_id, invoice_id, position, amount_minor, due_at) VALUES (?, ?, ?, ?, ?)",
                tenant.id,
                id,
                place + 1,
                installment.amountMinor,
                installment.dueAt
            )
        }
        try connection.execute(
            "UPDATE invoices SET due_at = ? WHERE tenant_id = ? AND id = ?",
            plan.installments.last?.dueAt,
            tenant.id,
            id
        )
    }
}
