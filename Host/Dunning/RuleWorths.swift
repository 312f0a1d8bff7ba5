// What each rule of the ladder is worth: how often money came after its reminders, and
// what they cost.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel

/// What came of the reminders of some days, by stage and channel. Money belongs to the
/// last reminder about its invoice, when it comes soon after.
struct RuleWorths: Sendable {
    /// What came of the reminders of a stage by a channel.
    private struct Worth {
        var reminders: Int64 = 0
        var worked: Set<String> = []
        var recoveredMinor: Int64 = 0
        var lastSentAt: Timestamp?
    }

    private struct Key: Hashable {
        let stage: String
        let channel: String
        let currency: String

        var place: Int64 { DunningStage(rawValue: stage)?.days ?? .max }
    }

    private var worths: [Key: Worth] = [:]

    /// Reads them; `from` and `until` are the tenant's time.
    init(
        of tenant: TenantHandle,
        from: Timestamp,
        until: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let rows = try connection.rows(
            """
            SELECT reminders.id, reminders.stage, reminders.channel, reminders.currency, reminders.created_at,
                reminder_invoices.invoice_id, reminders.sent_at
            FROM reminders JOIN reminder_invoices ON reminder_invoices.reminder_id = reminders.id
            WHERE reminders.tenant_id = ? AND reminders.state = 'sent' AND reminders.created_at BETWEEN ? AND ?
            ORDER BY reminders.created_at, reminders.id
            """,
            tenant.id,
            from,
            until
        )
        var said: [String: [(at: Timestamp, id: String, key: Key)]] = [:]
        var counted: Set<String> = []
        for row in rows {
            let id = try row.text(0)
            let key = Key(stage: try row.text(1), channel: try row.text(2), currency: try row.text(3))
            if counted.insert(id).inserted { count(key, sentAt: row.optionalTimestamp(6)) }
            said[try row.text(5), default: []].append((try row.timestamp(4), id, key))
        }
        let payments = try connection.rows(
            """
            SELECT invoice_id, amount_minor, arrived_at, currency FROM payments
            WHERE tenant_id = ? AND \(PaymentRow.hasArrived) AND arrived_at >= ?
            """,
            tenant.id,
            from
        )
        for row in payments {
            let at = try row.timestamp(2)
            guard let last = said[try row.text(0)]?.last(where: { $0.at <= at }),
                at <= last.at.advanced(bySeconds: Limits.reminderSuccessDays * 86_400),
                try row.text(3) == last.key.currency
            else { continue }
            worths[last.key]?.worked.insert(last.id)
            let recovered = [worths[last.key]?.recoveredMinor ?? 0, try row.integer(1)].saturatingSum
            worths[last.key]?.recoveredMinor = recovered
        }
    }

    private mutating func count(_ key: Key, sentAt: Timestamp?) {
        var worth = worths[key] ?? Worth()
        worth.reminders += 1
        worth.lastSentAt = [worth.lastSentAt, sentAt].compactMap(\.self).max()
        worths[key] = worth
    }

    /// The share of a stage's reminders, by whatever channel, that worked.
    func successRate(of stage: DunningStage) -> JSON {
        let own = own(stage)
        return JSON(share: own.reduce(0) { $0 + Int64($1.worked.count) }, of: own.reduce(0) { $0 + $1.reminders })
    }

    /// When the stage's last reminder went out, by whatever channel; nil: none did.
    func lastSentAt(of stage: DunningStage) -> Timestamp? { own(stage).compactMap(\.lastSentAt).max() }

    private func own(_ stage: DunningStage) -> [Worth] {
        worths.filter { $0.key.stage == stage.rawValue }.map(\.value)
    }

    /// One a stage, channel and currency, in the order of the ladder; costs by `policy`.
    func json(_ policy: DunningPolicy) -> [JSON] {
        worths.sorted { ($0.key.place, $0.key.channel) < ($1.key.place, $1.key.channel) }
            .map { json($0.value, $0.key, policy) }
    }

    private func json(_ worth: Worth, _ key: Key, _ policy: DunningPolicy) -> JSON {
        let cost = key.currency == policy.currency ? PluginID(key.channel).map(policy.settings.cost) ?? 0 : 0
        let (spent, overflow) = cost.multipliedReportingOverflow(by: worth.reminders)
        let spentMinor = overflow ? Int64.max : spent
        return [
            "stage": .string(key.stage), "channel": .string(key.channel), "reminders": .integer(worth.reminders),
            "worked": .integer(Int64(worth.worked.count)),
            "success_rate": JSON(share: Int64(worth.worked.count), of: worth.reminders),
            "recovered": Money(minor: worth.recoveredMinor, currency: key.currency).json,
            "cost_per_contact": Money(minor: cost, currency: key.currency).json,
            "cost": Money(minor: spentMinor, currency: key.currency).json,
            "cost_per_recovered": JSON(share: spentMinor, of: worth.recoveredMinor),
        ]
    }
}
