// What came of each rule, shown beside it: how well it works, and when it spoke last.

import HostCore
public import HostStorage
public import OrkestaModel

/// The outcomes of a tenant's rules.
public struct RuleOutcomes: Sendable {
    private let worths: RuleWorths

    /// Reads them at `now`, the tenant's time: of the reminders of a report's usual days.
    public init(of tenant: TenantHandle, now: Timestamp, in connection: any DatabaseConnection) throws {
        let from = now.advanced(bySeconds: -CollectionReport.usualDays * 86_400)
        worths = try RuleWorths(of: tenant, from: from, until: now, in: connection)
    }

    /// The policy's document with `success_rate` (0 to 1, null without reminders) and
    /// `last_sent` (null: not in those days) in every rule.
    public func json(of policy: DunningPolicy) -> JSON {
        let rules = DunningStage.allCases.map { stage in
            var members = policy.rule(of: stage).json.objectValue ?? [:]
            members["success_rate"] = worths.successRate(of: stage)
            members["last_sent"] = JSON(worths.lastSentAt(of: stage)?.description)
            return JSON.object(members)
        }
        return policy.json.merging(["rules": .array(rules)])
    }
}
