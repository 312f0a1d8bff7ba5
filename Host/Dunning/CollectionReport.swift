// How well a tenant collects: the two figures of the whole, and what each rule is worth.
// From what was said and what was paid; nothing is kept for it.

import HostCore
import HostPayments
public import HostStorage
public import OrkestaModel

/// The figures of invoices whose time on the ladder ended within some days, and of the
/// reminders sent in them.
public struct CollectionReport: Sendable {
    /// Of one currency: they do not add up.
    private struct Cohort {
        /// Still on the ladder: nobody knows yet what becomes of them, so they are in
        /// none of the other figures.
        var open: Int64 = 0
        var invoices: Int64 = 0
        var paid: Int64 = 0
        var dueMinor: Int64 = 0
        var collectedMinor: Int64 = 0
        var writtenOffMinor: Int64 = 0

        mutating func count(_ total: Int64, collected: Int64, writtenOff: Int64) {
            invoices += 1
            paid += collected >= total ? 1 : 0
            dueMinor = [dueMinor, total].saturatingSum
            collectedMinor = [collectedMinor, min(collected, total)].saturatingSum
            writtenOffMinor = [writtenOffMinor, writtenOff].saturatingSum
        }
    }

    /// A payment that came, and what of it has stayed.
    private struct Arrival {
        let at: Timestamp
        let amountMinor: Int64
        let keptMinor: Int64
    }

    /// So many days back where nobody says how many.
    public static let usualDays: Int64 = 90

    public let from: Timestamp
    public let until: Timestamp
    private let cohorts: [String: Cohort]
    private let worths: RuleWorths
    private let policy: DunningPolicy

    /// Reads the tenant's figures; `from` and `until` are the tenant's time.
    public init(
        of tenant: TenantHandle,
        from: Timestamp,
        until: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        (self.from, self.until) = (from, until)
        policy = try DunningRules(tenant).policy(in: connection)
        cohorts = try Self.cohorts(tenant, from, until, policy.calendar, in: connection)
        worths = try RuleWorths(of: tenant, from: from, until: until, in: connection)
    }

    /// As the house defines effectiveness: invoices that were unpaid when T-3 came,
    /// and what of them came before WRITE_OFF's day, refunds and lost disputes taken off.
    private static func cohorts(
        _ tenant: TenantHandle,
        _ from: Timestamp,
        _ until: Timestamp,
        _ calendar: DunningCalendar,
        in connection: any DatabaseConnection
    ) throws -> [String: Cohort] {
        // A day more on both sides: which day it was, the calendar says below.
        let first = from.advanced(bySeconds: -(DunningStage.writeOff.days + 1) * 86_400)
        let last = until.advanced(bySeconds: (1 - DunningStage.threeBefore.days) * 86_400)
        let arrivals = try arrivals(tenant, dueFrom: first, to: last, in: connection)
        let rows = try connection.rows(
            """
            SELECT id, currency, amount_minor, written_off_minor, due_at FROM invoices
            WHERE tenant_id = ? AND due_at BETWEEN ? AND ? AND voided_at IS NULL AND amount_minor > 0
            """,
            tenant.id,
            first,
            last
        )
        var cohorts: [String: Cohort] = [:]
        for row in rows {
            let (currency, total) = (try row.text(1), try row.integer(2))
            let own = arrivals[try row.text(0)] ?? []
            let climb = calendar.climb(dueAt: try row.timestamp(4))
            let before = own.filter { $0.at < climb.lowerBound }.map(\.amountMinor).saturatingSum
            guard climb.lowerBound <= until, climb.upperBound >= from, before < total else { continue }
            if climb.upperBound > until {
                cohorts[currency, default: Cohort()].open += 1
            } else {
                let collected = own.filter { $0.at < climb.upperBound }.map(\.keptMinor).saturatingSum
                let unpaid = max(0, total - own.map(\.amountMinor).saturatingSum)
                let lost = min(try row.integer(3), unpaid)
                cohorts[currency, default: Cohort()].count(total, collected: collected, writtenOff: lost)
            }
        }
        return cohorts
    }

    /// What came for the invoices that were due within a time, by their keys.
    private static func arrivals(
        _ tenant: TenantHandle,
        dueFrom first: Timestamp,
        to last: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [String: [Arrival]] {
        let rows = try connection.rows(
            """
            SELECT payments.invoice_id, payments.arrived_at, payments.amount_minor, payments.refunded_minor,
                payments.lost_minor
            FROM invoices JOIN payments ON payments.invoice_id = invoices.id AND payments.currency = invoices.currency
            WHERE invoices.tenant_id = ? AND invoices.due_at BETWEEN ? AND ? AND invoices.amount_minor > 0
                AND payments.\(PaymentRow.hasArrived)
            """,
            tenant.id,
            first,
            last
        )
        var arrivals: [String: [Arrival]] = [:]
        for row in rows {
            guard let at = row.optionalTimestamp(1) else { continue }
            let (amount, gone) = (try row.integer(2), [try row.integer(3), try row.integer(4)].saturatingSum)
            arrivals[try row.text(0), default: []]
                .append(Arrival(at: at, amountMinor: amount, keptMinor: max(0, amount - gone)))
        }
        return arrivals
    }

    public var json: JSON {
        [
            "from": .string(from.description), "until": .string(until.description),
            "success_days": .integer(Limits.reminderSuccessDays),
            "totals": .array(cohorts.sorted { $0.key < $1.key }.map { json($0.value, $0.key) }),
            "rules": .array(worths.json(policy)),
        ]
    }

    private func json(_ cohort: Cohort, _ currency: String) -> JSON {
        [
            "currency": .string(currency), "open": .integer(cohort.open), "invoices": .integer(cohort.invoices),
            "paid": .integer(cohort.paid), "due": money(cohort.dueMinor, currency),
            "collected": money(cohort.collectedMinor, currency), "written_off": money(cohort.writtenOffMinor, currency),
            "effectiveness": JSON(share: cohort.paid, of: cohort.invoices),
            "collection_rate": JSON(share: cohort.collectedMinor, of: cohort.dueMinor),
        ]
    }

    private func money(_ minor: Int64, _ currency: String) -> JSON { Money(minor: minor, currency: currency).json }
}

extension JSON {
    /// From 0 to 1, with four digits; null of nothing.
    init(share part: Int64, of whole: Int64) {
        self = whole > 0 ? .double((Double(part) / Double(whole) * 10_000).rounded() / 10_000) : .null
    }
}

extension DunningCalendar {
    /// The time in which an invoice climbs the ladder: from T-3's day up to WRITE_OFF's.
    func climb(dueAt: Timestamp) -> Range<Timestamp> {
        let due = day(of: dueAt)
        let enters = moment(of: due.advanced(byDays: DunningStage.threeBefore.days), hour: 0)
        return enters..<moment(of: due.advanced(byDays: DunningStage.writeOff.days), hour: 0)
    }
}
