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
            WHERE tenant_id = ? \(condition("customer_id", customer)) AND currency = ? AND voided_at IS NULL
                AND amount_minor > 0
            ORDER BY created_at DESC, id DESC LIMIT ?
            """,
            arguments(customer) + [policy.currency as any DatabaseArgument, Limits.lateModelInvoicesMax]
        )
        let broken = try brokenPromises(of: customer, in: connection)
        let (reminded, answered) = try reminders(to: customer, in: connection)
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

    private typealias Moments = [InvoiceID: [Timestamp]]

    /// Only where it is one customer: a condition that covers both would use no index.
    private func condition(_ column: String, _ customer: CustomerID?) -> String {
        customer == nil ? "" : "AND \(column) = ?"
    }

    private func arguments(_ customer: CustomerID?) -> [any DatabaseArgument] {
        [tenant.id] + (customer.map { [$0 as any DatabaseArgument] } ?? [])
    }

    private func brokenPromises(of customer: CustomerID?, in connection: any DatabaseConnection) throws -> Moments {
        let rows = try connection.rows(
            """
            SELECT promise_invoices.invoice_id, promises.settled_at FROM promises
            JOIN promise_invoices ON promise_invoices.promise_id = promises.id
            WHERE promises.tenant_id = ? \(condition("promises.customer_id", customer)) AND promises.state = 'broken'
            ORDER BY promises.settled_at
            """,
            arguments(customer)
        )
        var broken: Moments = [:]
        for row in rows {
            guard let moment = row.optionalTimestamp(1) else { continue }
            broken[try row.identifier(0), default: []].append(moment)
        }
        return broken
    }

    /// When reminders were sent, and when those were that were answered.
    private func reminders(
        to customer: CustomerID?,
        in connection: any DatabaseConnection
    ) throws -> (sent: Moments, answered: Moments) {
        let rows = try connection.rows(
            """
            SELECT reminder_invoices.invoice_id, reminders.created_at, reminders.outcome FROM reminders
            JOIN reminder_invoices ON reminder_invoices.reminder_id = reminders.id
            WHERE reminders.tenant_id = ? \(condition("reminders.customer_id", customer)) AND reminders.state = 'sent'
            ORDER BY reminders.created_at
            """,
            arguments(customer)
        )
        var (sent, answered): (Moments, Moments) = ([:], [:])
        for row in rows {
            let (invoice, moment): (InvoiceID, Timestamp) = (try row.identifier(0), try row.timestamp(1))
            sent[invoice, default: []].append(moment)
            if row.optionalText(2) != nil { answered[invoice, default: []].append(moment) }
        }
        return (sent, answered)
    }
}
