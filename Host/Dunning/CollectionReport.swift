// How well a tenant collects: the two figures of the whole, and what each rule is worth.
// From what was said and what was paid; nothing is kept for it.

import HostCore
import HostPayments
public import HostStorage
public import OrkestaModel

/// The figures of invoices that were due within some days, and of the reminders sent in them.
public struct CollectionReport: Sendable {
    /// Of one currency: they do not add up.
    private struct Cohort {
        var invoices: Int64 = 0
        var paid: Int64 = 0
        var dueMinor: Int64 = 0
        var collectedMinor: Int64 = 0
        var writtenOffMinor: Int64 = 0
    }

    /// What came of the reminders of a stage by a channel.
    private struct Worth {
        var reminders: Int64 = 0
        var worked: Set<String> = []
        var recoveredMinor: Int64 = 0
    }

    private struct RuleKey: Hashable {
        let stage: String
        let channel: String
        let currency: String

        var place: Int64 { DunningStage(rawValue: stage)?.days ?? .max }
    }

    public let from: Timestamp
    public let until: Timestamp
    private let policy: DunningPolicy
    private let cohorts: [String: Cohort]
    private let rules: [RuleKey: Worth]

    /// Reads the tenant's figures; `from` and `until` are the tenant's time.
    public init(
        of tenant: TenantHandle,
        from: Timestamp,
        until: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        (self.from, self.until) = (from, until)
        policy = try DunningRules(tenant).policy(in: connection)
        cohorts = try Self.cohorts(tenant, from, until, in: connection)
        rules = try Self.rules(tenant, from, until, in: connection)
    }

    /// Invoices that entered the first stage by `until` and were due from `from` on.
    private static func cohorts(
        _ tenant: TenantHandle,
        _ from: Timestamp,
        _ until: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [String: Cohort] {
        let rows = try connection.rows(
            """
            SELECT currency, amount_minor, written_off_minor, (SELECT COALESCE(SUM(payments.amount_minor), 0)
                FROM payments WHERE payments.invoice_id = invoices.id AND payments.state IN ('succeeded', 'refunded'))
            FROM invoices WHERE tenant_id = ? AND due_at BETWEEN ? AND ? AND voided_at IS NULL AND amount_minor > 0
            """,
            tenant.id,
            from,
            until.advanced(bySeconds: -DunningStage.threeBefore.days * 86_400)
        )
        var cohorts: [String: Cohort] = [:]
        for row in rows {
            let (total, lost, arrived) = (try row.integer(1), try row.integer(2), try row.integer(3))
            var cohort = cohorts[try row.text(0)] ?? Cohort()
            cohort.invoices += 1
            cohort.paid += arrived >= total ? 1 : 0
            cohort.dueMinor += total
            cohort.collectedMinor += min(arrived, total)
            cohort.writtenOffMinor += min(lost, max(0, total - arrived))
            cohorts[try row.text(0)] = cohort
        }
        return cohorts
    }

    /// Money belongs to the last reminder about its invoice, when it comes soon after.
    private static func rules(
        _ tenant: TenantHandle,
        _ from: Timestamp,
        _ until: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [RuleKey: Worth] {
        let rows = try connection.rows(
            """
            SELECT reminders.id, reminders.stage, reminders.channel, reminders.currency, reminders.created_at,
                reminder_invoices.invoice_id
            FROM reminders JOIN reminder_invoices ON reminder_invoices.reminder_id = reminders.id
            WHERE reminders.tenant_id = ? AND reminders.state = 'sent' AND reminders.created_at BETWEEN ? AND ?
            ORDER BY reminders.created_at, reminders.id
            """,
            tenant.id,
            from,
            until
        )
        var worths: [RuleKey: Worth] = [:]
        var said: [String: [(at: Timestamp, id: String, key: RuleKey)]] = [:]
        var counted: Set<String> = []
        for row in rows {
            let id = try row.text(0)
            let key = RuleKey(stage: try row.text(1), channel: try row.text(2), currency: try row.text(3))
            if counted.insert(id).inserted { worths[key, default: Worth()].reminders += 1 }
            said[try row.text(5), default: []].append((try row.timestamp(4), id, key))
        }
        let payments = try connection.rows(
            """
            SELECT invoice_id, amount_minor, arrived_at FROM payments
            WHERE tenant_id = ? AND state IN ('succeeded', 'refunded') AND arrived_at >= ?
            """,
            tenant.id,
            from
        )
        for row in payments {
            let at = try row.timestamp(2)
            guard let last = said[try row.text(0)]?.last(where: { $0.at <= at }),
                at <= last.at.advanced(bySeconds: Limits.reminderSuccessDays * 86_400)
            else { continue }
            worths[last.key]?.worked.insert(last.id)
            worths[last.key]?.recoveredMinor += try row.integer(1)
        }
        return worths
    }

    public var json: JSON {
        [
            "from": .string(from.description), "until": .string(until.description),
            "success_days": .integer(Limits.reminderSuccessDays),
            "totals": .array(cohorts.sorted { $0.key < $1.key }.map { json($0.value, $0.key) }),
            "rules": .array(
                rules.sorted { ($0.key.place, $0.key.channel) < ($1.key.place, $1.key.channel) }
                    .map { json($0.value, $0.key) }
            ),
        ]
    }

    /// As the figures are defined: what was paid in full of what entered the ladder, and
    /// what came of what was due.
    private func json(_ cohort: Cohort, _ currency: String) -> JSON {
        [
            "currency": .string(currency), "invoices": .integer(cohort.invoices), "paid": .integer(cohort.paid),
            "due": money(cohort.dueMinor, currency), "collected": money(cohort.collectedMinor, currency),
            "written_off": money(cohort.writtenOffMinor, currency),
            "effectiveness": share(cohort.paid, of: cohort.invoices),
            "collection_rate": share(cohort.collectedMinor, of: cohort.dueMinor),
        ]
    }

    private func json(_ worth: Worth, _ key: RuleKey) -> JSON {
        let cost = key.currency == policy.currency ? PluginID(key.channel).map(policy.settings.cost) ?? 0 : 0
        let (spent, overflow) = cost.multipliedReportingOverflow(by: worth.reminders)
        return [
            "stage": .string(key.stage), "channel": .string(key.channel), "reminders": .integer(worth.reminders),
            "worked": .integer(Int64(worth.worked.count)),
            "success_rate": share(Int64(worth.worked.count), of: worth.reminders),
            "recovered": money(worth.recoveredMinor, key.currency),
            "cost_per_contact": money(cost, key.currency),
            "cost": money(overflow ? .max : spent, key.currency),
            "cost_per_recovered": share(overflow ? .max : spent, of: worth.recoveredMinor),
        ]
    }

    private func money(_ minor: Int64, _ currency: String) -> JSON { Money(minor: minor, currency: currency).json }

    /// From 0 to 1, with four digits; null of nothing.
    private func share(_ part: Int64, of whole: Int64) -> JSON {
        guard whole > 0 else { return .null }
        return .double((Double(part) / Double(whole) * 10_000).rounded() / 10_000)
    }
}
