// A customer's record as a payer at this business, for what is said to them.

import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

extension DebtorRecords {
    /// Who the customer is, and how they have paid so far. `calendar` is the tenant's:
    /// an invoice paid on the day that it was due was paid in time.
    public func debtor(
        _ customer: CustomerID,
        _ calendar: DunningCalendar,
        in connection: any DatabaseConnection
    ) throws -> Debtor {
        let row = try connection.row(
            """
            SELECT name, locale,
                (SELECT COUNT(*) FROM reminders WHERE reminders.tenant_id = customers.tenant_id
                    AND reminders.customer_id = customers.id AND reminders.state IN ('queued', 'sent')),
                (SELECT COUNT(*) FROM promises WHERE promises.tenant_id = customers.tenant_id
                    AND promises.customer_id = customers.id AND promises.state = 'broken'),
                (SELECT COUNT(*) FROM promises WHERE promises.tenant_id = customers.tenant_id
                    AND promises.customer_id = customers.id AND promises.state = 'kept')
            FROM customers WHERE tenant_id = ? AND id = ?
            """,
            tenant.id,
            customer
        )
        guard let row else { return Debtor() }
        let paid = try connection.rows(
            """
            SELECT due_at, paid_at FROM invoices
            WHERE tenant_id = ? AND customer_id = ? AND paid_at IS NOT NULL AND amount_minor > 0
            ORDER BY created_at DESC LIMIT 100
            """,
            tenant.id,
            customer
        )
        let late = try paid.filter { try $0.timestamp(1) >= calendar.end(of: calendar.day(of: try $0.timestamp(0))) }
        return Debtor(
            name: row.optionalText(0),
            locale: row.optionalText(1),
            contacts: try row.integer(2),
            paidLate: Int64(late.count),
            paidInTime: Int64(paid.count - late.count),
            brokenPromises: try row.integer(3),
            keptPromises: try row.integer(4)
        )
    }
}
