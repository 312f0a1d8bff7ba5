// What came of each rule, shown beside it: how well it works, and when it spoke last.

import HostCore
public import HostStorage
public import OrkestaModel

/// The outcomes of a tenant's rules.
public struct RuleOutcomes: Sendable {
    private let report: CollectionReport
    private let lastSent: [DunningStage: Timestamp]

    /// Reads them at `now`, the tenant's time: success as a report of the usual days has it.
    public init(of tenant: TenantHandle, now: Timestamp, in connection: any DatabaseConnection) throws {
        let from = now.advanced(bySeconds: -CollectionReport.usualDays * 86_400)
        report = try CollectionReport(of: tenant, from: from, until: now, in: connection)
        let rows = try connection.rows(
            "SELECT stage, MAX(sent_at) FROM reminders WHERE tenant_id = ? AND state = 'sent' GROUP BY stage",
            tenant.id
        )
        var lastSent: [DunningStage: Timestamp] = [:]
        for row in rows {
            guard let stage = DunningStage(rawValue: try row.text(0)) else { continue }
            lastSent[stage] = row.optionalTimestamp(1)
        }
        self.lastSent = lastSent
    }

    /// The policy's document with `success_rate` (0 to 1, null without reminders) and
    /// `last_sent` (null: never) in every rule.
    public func json(of policy: DunningPolicy) -> JSON {
        let rules = DunningStage.allCases.map { stage in
            var members = policy.rule(of: stage).json.objectValue ?? [:]
            members["success_rate"] = report.successRate(of: stage)
            members["last_sent"] = JSON(lastSent[stage]?.description)
            return JSON.object(members)
        }
        return policy.json.merging(["rules": .array(rules)])
    }
}
