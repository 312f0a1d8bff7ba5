// The rules and settings of collections over the API.

import HTTPTypes
import HostAccess
import HostCore
import HostDunning
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let dunningRuleRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/dunning/rules",
            ports: .tower,
            access: .permission(Permission(.dunning, .read)),
            id: "getDunningRules",
            tag: "Collections",
            summary: "How each stage reminds and how well that works, and the settings of collections",
            parameters: [.tenant],
            responses: [.json(Schema.reference("DunningRules"), "One rule a stage.")],
            problems: [.notFound],
            handler: { exchange in
                let access = try await exchange.tenant()
                let now = exchange.services.clocks.clock(for: access.tenant).now()
                return .json(try await DunningRuleRoutes.rules(of: access.handle, now: now, exchange))
            }
        ),
        Route(
            method: .put,
            path: "/api/dunning/rules",
            ports: .tower,
            access: .permission(Permission(.dunning, .write)),
            id: "setDunningRules",
            tag: "Collections",
            summary: "Changes what is named of it; the reminders of all who owe are planned anew",
            parameters: [.tenant],
            body: .json(Schema.reference("DunningRulesChange")),
            responses: [.json(Schema.reference("DunningRules"), "The rules after it.")],
            problems: [.notFound],
            handler: { exchange in
                let access = try await exchange.tenant()
                let json = try await exchange.object()
                let now = exchange.services.clocks.clock(for: access.tenant).now()
                let tenant = access.handle
                try await exchange.services.database.write { connection in
                    let before = try DunningRules(tenant).policy(in: connection).json
                    let policy = try DunningRules(tenant).change(by: json, at: now, in: connection)
                    let audit = exchange.audit(
                        "dunning.rules",
                        "tenant",
                        tenant.id.rawValue,
                        tenant: tenant.id,
                        before: before,
                        after: policy.json,
                        at: now
                    )
                    try AuditLog.record(audit, in: connection)
                }
                // What came of them is months of reading, which nobody's messages wait for.
                return .json(try await DunningRuleRoutes.rules(of: tenant, now: now, exchange))
            }
        ),
    ]
}

private enum DunningRuleRoutes {
    /// The rules as they are, each with what came of it.
    static func rules(of tenant: TenantHandle, now: Timestamp, _ exchange: Exchange) async throws -> JSON {
        try await exchange.services.database.read { connection in
            let policy = try DunningRules(tenant).policy(in: connection)
            return try RuleOutcomes(of: tenant, now: now, in: connection).json(of: policy)
        }
    }
}
