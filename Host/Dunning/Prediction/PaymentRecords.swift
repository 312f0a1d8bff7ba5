// A tenant's own past as rows tell it, for what is learnt from it.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel

/// Reads the records of one tenant's invoices.
struct PaymentRecords {
    let tenant: TenantHandle
    let policy: DunningPolicy

    /// A record and the invoice that it is of.
    typealias Entry = (invoice: InvoiceID, record: PaymentRecord)

    /// The latest invoices in the tenant's currency, oldest first; of one customer, or
    /// of all.
    func read(of customer: CustomerID? = nil, in connection: any DatabaseConnection) throws -> [Entry] {
        let rows = try connection.rows(
            """
            SELECT id, customer_id, created_at, due_at, amount_minor, paid_at FROM invoices
            WHERE tenant_id = ? AND currency = ? AND voided_at IS NULL AND amount_minor > 0
                AND customer_id = COALESCE(?, customer_id)
            ORDER BY created_at DESC, id DESC LIMIT ?
            """,
            tenant.id,
            policy.currency,
            customer,
            Limits.lateModelInvoicesMax
        )
        let broken = try moments(Self.brokenPromises, customer, in: connection)
        let reminded = try moments(Self.reminders, customer, in: connection)
        let answered = try moments(Self.answers, customer, in: connection)
        let calendar = policy.calendar
        return try rows.reversed().map { row in
            let id: InvoiceID = try row.identifier(0)
            let due = try row.timestamp(3)
            let record = PaymentRecord(
                customer: try row.text(1),
                createdAt: try row.timestamp(2),
                dueAt: due,
                lateFrom: calendar.end(of: calendar.day(of: due)),
                amountMinor: try row.integer(4),
                paidAt: row.optionalTimestamp(5),
                brokenPromisesAt: broken[id] ?? [],
                remindedAt: reminded[id] ?? [],
                answeredAt: answered[id] ?? []
            )
            return (id, record)
        }
    }

    private static let brokenPromises = """
        SELECT promise_invoices.invoice_id, promises.settled_at FROM promises
        JOIN promise_invoices ON promise_invoices.promise_id = promises.id
        WHERE promises.tenant_id = ? AND promises.state = 'broken'
            AND promises.customer_id = COALESCE(?, promises.customer_id)
        ORDER BY promises.settled_at
        """
    private static let reminders = reminders(where: "TRUE")
    /// When the reminder was sent that was answered.
    private static let answers = reminders(where: "reminders.outcome IS NOT NULL")

    private static func reminders(where condition: String) -> String {
        """
        SELECT reminder_invoices.invoice_id, reminders.created_at FROM reminders
        JOIN reminder_invoices ON reminder_invoices.reminder_id = reminders.id
        WHERE reminders.tenant_id = ? AND reminders.state = 'sent' AND \(condition)
            AND reminders.customer_id = COALESCE(?, reminders.customer_id)
        ORDER BY reminders.created_at
        """
    }

    private func moments(
        _ statement: String,
        _ customer: CustomerID?,
        in connection: any DatabaseConnection
    ) throws -> [InvoiceID: [Timestamp]] {
        var found: [InvoiceID: [Timestamp]] = [:]
        for row in try connection.rows(statement, tenant.id, customer) {
            guard let moment = row.optionalTimestamp(1) else { continue }
            found[try row.identifier(0), default: []].append(moment)
        }
        return found
    }
}
