// The whole platform at a glance; for a tenant's key, the tenant.

import HTTPTypes
import HostAccess
import HostCore
import HostOutbox
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let overviewRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/overview",
            ports: .tower,
            access: .permission(Permission(.dashboard, .read)),
            id: "getOverview",
            tag: "Overview",
            summary: "Figures over all tenants that the key may see",
            responses: [.json(Schema.reference("Overview"), "The figures of now.")],
            handler: { try await OverviewRoutes.overview($0) }
        )
    ]
}

private enum OverviewRoutes {
    static func overview(_ exchange: Exchange) async throws -> Response {
        let services = exchange.services
        let own = exchange.caller.tenant?.handle.id
        let now = services.clock.now()
        let figures = try await services.database.read { connection in
            let switches = try KillSwitches.list(in: connection).filter { kill in
                own.map { kill.scope.concerns($0) } ?? true
            }
            return (try counts(of: own, at: now, in: connection), switches.map(\.json))
        }
        let plugins = await services.plugins.plugins()
        let uptime = max(0, (now.milliseconds - services.startedAt.milliseconds) / 1000)
        return .json(
            .object(
                figures.0.merging([
                    "kill_switches": .array(figures.1),
                    "plugins": .array(
                        plugins.map {
                            ["id": .string($0.id.rawValue), "kind": .string($0.kind), "state": .string($0.state)]
                        }
                    ),
                    "uptime_seconds": .integer(uptime),
                    "version": .string(services.version),
                    "at": .string(now.description),
                ]) { $1 }
            )
        )
    }

    private static func counts(
        of tenant: TenantID?,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [String: JSON] {
        let day = now.advanced(bySeconds: -86_400)
        // Ids are slugs: every one lies between these two bounds.
        let (first, last) = (tenant?.rawValue ?? "", tenant?.rawValue ?? "~")
        func count(_ table: String, _ condition: String, _ more: any DatabaseArgument...) throws -> Int64 {
            let column = table == "tenants" ? "id" : "tenant_id"
            let sql = "SELECT COUNT(*) FROM \(table) WHERE \(column) BETWEEN ? AND ? AND \(condition)"
            return try connection.rows(sql, [first, last] + more).first?.integer(0) ?? 0
        }
        let errors =
            try count("turns", "status = 'failed' AND finished_at >= ?", day)
            + count("inbox", "state = 'dead' AND finished_at >= ?", day)
            + count("outbox", "state IN ('dead', 'unknown') AND settled_at >= ?", day)
        return [
            "tenants": [
                "total": .integer(try count("tenants", "1 = 1")),
                "active": .integer(try count("tenants", "status IN ('active', 'trial')")),
                "sandbox": .integer(try count("tenants", "environment = 'sandbox'")),
                "production": .integer(try count("tenants", "environment = 'production'")),
            ],
            "messages_24h": .integer(try count("messages", "at >= ?", day)),
            "turns_24h": .integer(try count("turns", "finished_at >= ?", day)),
            "errors_24h": .integer(errors),
            "active_conversations": .integer(try count("conversations", "state = 'active'")),
            "open_cases": .integer(try count("cases", "state = 'open'")),
            "inbox_pending": .integer(try count("inbox", "state = 'pending'")),
            "outbox_pending": .integer(try count("outbox", "state = 'pending'")),
        ]
    }
}
