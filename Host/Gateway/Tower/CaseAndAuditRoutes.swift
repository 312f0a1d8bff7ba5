// What people look through: cases that wait for them, and the audit log.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let caseRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/cases",
            ports: .tower,
            access: .permission(Permission(.conversations, .read)),
            id: "listCases",
            tag: "Cases",
            summary: "A tenant's cases, newest first",
            parameters: [
                .tenant,
                .query("state", "Only those in this state.", Schema.word("A state.", of: ["open", "taken", "closed"])),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Case")), "A page of cases.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let state: Case.State? = try exchange.word("state")
                let limit = try exchange.limit()
                let cursor = try exchange.cursor { ActivityCursor($0) }
                let page = try await exchange.services.database.read {
                    try Cases(tenant).list(state: state, after: cursor, limit: limit, in: $0)
                }
                return .page(page.cases.map(\.json), next: page.next?.description)
            }
        ),
        move("take", "takeCase", "Somebody looks into it: from open to taken", Cases.take),
        move("close", "closeCase", "It is settled: what it held back, such as reminders, goes on", Cases.close),
    ]

    private static func move(
        _ verb: String,
        _ id: String,
        _ summary: String,
        _ move: @escaping @Sendable (Cases) -> (String, Timestamp, any DatabaseConnection) throws -> Case
    ) -> Route {
        Route(
            method: .post,
            path: "/api/cases/{case}/\(verb)",
            ports: .tower,
            access: .permission(Permission(.conversations, .operate)),
            id: id,
            tag: "Cases",
            summary: summary,
            parameters: [.path("case", "A case's number or key.", Schema.text("CASE-3, or a key.")), .tenant],
            responses: [.json(Schema.reference("Case"), "The case.")],
            problems: [.notFound, .conflict],
            handler: { exchange in
                let access = try await exchange.tenant()
                let (tenant, name) = (access.handle, try exchange.path("case"))
                let now = exchange.services.clocks.clock(for: access.tenant).now()
                let moved = try await exchange.services.database.write { connection in
                    let moved = try move(Cases(tenant))(name, now, connection)
                    let audit = exchange.audit(
                        "case.\(verb)",
                        "case",
                        moved.id.rawValue,
                        tenant: tenant.id,
                        after: ["number": .string(moved.shownNumber), "state": .string(moved.state.rawValue)],
                        at: now
                    )
                    try AuditLog.record(audit, in: connection)
                    return moved
                }
                return .json(moved.json)
            }
        )
    }

    static let auditRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/audit",
            ports: .tower,
            access: .permission(Permission(.audit, .read)),
            id: "listAudit",
            tag: "Audit",
            summary: "Who did what, newest first",
            parameters: [
                .query("tenant_id", "Only this tenant's records; a tenant's key sees its own.", Schema.tenantID),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("AuditRecord")), "A page of records.")],
            problems: [.notFound],
            handler: { exchange in
                let isForAll = try exchange.caller.tenant == nil && exchange.query("tenant_id") == nil
                let tenant = isForAll ? nil : try await exchange.tenant().handle
                let limit = try exchange.limit()
                let cursor = try exchange.cursor { AuditRecordID($0) }
                let found = try await exchange.services.database.read {
                    try AuditLog.list(of: tenant, before: cursor, limit: limit, in: $0)
                }
                return .page(found.map(\.json), next: found.count == limit ? found.last?.id.rawValue : nil)
            }
        )
    ]
}

extension AuditRecord {
    fileprivate var json: JSON {
        .object([
            "id": .string(id.rawValue),
            "tenant_id": JSON(tenant?.rawValue),
            "actor": .string(actor),
            "agent": JSON(agent?.rawValue),
            "action": .string(action),
            "entity_type": .string(entityType),
            "entity_id": .string(entityID),
            "diff": diff,
            "ip_address": JSON(ipAddress),
            "user_agent": JSON(userAgent),
            "at": .string(at.description),
        ])
    }
}
