// What people look through: cases that wait for them, and the audit log.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostStorage
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
        )
    ]

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
