// Reads what the ladder looks at: of one customer, or of all who owe in the same few
// statements.

import HostConversations
public import HostCore
import HostPayments
public import HostStorage
import OrkestaModel

/// The debtors of one tenant, as rows say.
public struct DebtorRecords: Sendable {
    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// What one customer owes.
    public func account(of customer: CustomerID, in connection: any DatabaseConnection) throws -> DebtorAccount {
        try accounts(of: customer, in: connection).first ?? DebtorAccount(customer: customer, debts: [])
    }

    /// Everybody who owes, in the order of their keys.
    public func accounts(in connection: any DatabaseConnection) throws -> [DebtorAccount] {
        try accounts(of: nil, in: connection)
    }

    private func accounts(
        of customer: CustomerID?,
        in connection: any DatabaseConnection
    ) throws -> [DebtorAccount] {
        let scope = Scope(tenant: tenant.id, customer: customer)
        let open = try Invoices(tenant).open(of: customer, in: connection)
        guard !open.isEmpty else { return [] }
        let reminded = try scope.reminded(in: connection)
        let promises = try Promises(tenant).unsettled(of: customer, in: connection)
        let writtenOff = try scope.writtenOff(in: connection)
        let last = try scope.lastReminders(in: connection)
        let holds = try scope.holds(in: connection)
        let requested = try scope.requested(in: connection)
        let experiment = try HourExperiments(tenant).running(in: connection)
        let debts = open.map { open in
            var debt = OpenDebt(open: open)
            let id = open.invoice.id
            (debt.reminded, debt.reminderCount) = (reminded[id]?.latest, reminded[id]?.count ?? 0)
            debt.promise = promises.last { $0.covers(id) }
            debt.isWrittenOff = writtenOff.contains(id)
            return debt
        }
        return Dictionary(grouping: debts) { $0.invoice.customerID }.map { customer, debts in
            var account = DebtorAccount(customer: customer, debts: debts, hold: holds[customer])
            account.lastReminderAt = last[customer]
            account.isRequested = requested.contains(customer)
            let arm = experiment?.arm(of: customer.rawValue)
            (account.experimentHour, account.variant) = (arm?.hour, arm?.variant)
            return account
        }.sorted { $0.customer < $1.customer }
    }
}

/// One customer, or all.
private struct Scope {
    let tenant: TenantID
    let customer: CustomerID?

    private func condition(_ column: String = "customer_id") -> String { customer == nil ? "" : "AND \(column) = ?" }
    private var arguments: [any DatabaseArgument] { [tenant] + (customer.map { [$0 as any DatabaseArgument] } ?? []) }

    typealias Reminders = (latest: OpenDebt.Reminded?, count: Int64)

    /// What was said about each open invoice; cancelled reminders were not said.
    func reminded(in connection: any DatabaseConnection) throws -> [InvoiceID: Reminders] {
        let rows = try connection.rows(
            """
            SELECT reminder_invoices.invoice_id, reminder_invoices.stage, reminder_invoices.counted_from
            FROM reminders JOIN reminder_invoices ON reminder_invoices.reminder_id = reminders.id
            JOIN invoices ON invoices.id = reminder_invoices.invoice_id
            WHERE invoices.tenant_id = ? AND reminders.state <> 'cancelled'
                AND invoices.\(InvoiceRow.isOpen)
                \(condition("invoices.customer_id"))
            ORDER BY reminders.created_at, reminders.id
            """,
            arguments
        )
        var found: [InvoiceID: Reminders] = [:]
        for row in rows {
            let id: InvoiceID = try row.identifier(0)
            guard let stage = DunningStage(rawValue: try row.text(1)) else { continue }
            let day = CivilDate(daysSinceEpoch: try row.integer(2))
            found[id] = (OpenDebt.Reminded(stage: stage, countedFrom: day), (found[id]?.count ?? 0) + 1)
        }
        return found
    }

    func lastReminders(in connection: any DatabaseConnection) throws -> [CustomerID: Timestamp] {
        let rows = try connection.rows(
            """
            SELECT customer_id, MAX(created_at) FROM reminders
            WHERE tenant_id = ? AND state IN ('queued', 'sent') \(condition()) GROUP BY customer_id
            """,
            arguments
        )
        return Dictionary(try rows.map { (try $0.identifier(0), try $0.timestamp(1)) }) { first, _ in first }
    }

    func writtenOff(in connection: any DatabaseConnection) throws -> Set<InvoiceID> {
        let rows = try connection.rows(
            """
            SELECT invoice_id FROM write_offs
            WHERE tenant_id = ? AND state IN ('proposed', 'approved') \(condition())
            """,
            arguments
        )
        return Set(try rows.map { try $0.identifier(0) })
    }

    func requested(in connection: any DatabaseConnection) throws -> Set<CustomerID> {
        let rows = try connection.rows(
            "SELECT customer_id FROM reminder_requests WHERE tenant_id = ? \(condition())",
            arguments
        )
        return Set(try rows.map { try $0.identifier(0) })
    }

    /// Who is not to be reminded, and why: the strongest reason of each.
    func holds(in connection: any DatabaseConnection) throws -> [CustomerID: DunningHold] {
        var holds: [CustomerID: DunningHold] = [:]
        let sources: [(DunningHold, String)] = [
            (
                .person,
                "SELECT DISTINCT customer_id FROM conversations WHERE tenant_id = ? AND state = 'paused' \(condition())"
            ),
            (
                .openCase,
                """
                SELECT DISTINCT customer_id FROM cases
                WHERE tenant_id = ? AND \(Case.isHolding) \(condition())
                """
            ),
            (
                .optedOut,
                "SELECT id FROM customers WHERE tenant_id = ? AND opted_out_at IS NOT NULL \(condition("id"))"
            ),
        ]
        for (hold, statement) in sources {
            for row in try connection.rows(statement, arguments) { holds[try row.identifier(0)] = hold }
        }
        return holds
    }
}
