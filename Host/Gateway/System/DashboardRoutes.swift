// A tenant's figures, counted from its rows when somebody looks.

import HTTPTypes
import HostAccess
import HostCommerce
import HostCore
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let dashboardRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/dashboard/metrics",
            ports: .client,
            access: .permission(Permission(.dashboard, .read)),
            id: "getDashboard",
            tag: "Dashboard",
            summary: "A tenant's figures: messages, turns, answers, cases",
            parameters: [.tenant],
            responses: [.json(Schema.reference("Dashboard"), "The figures of now.")],
            problems: [.notFound],
            handler: { exchange in
                let access = try await exchange.tenant()
                let now = exchange.services.clocks.clock(for: access.tenant).now()
                let figures = try await exchange.services.database.read {
                    try DashboardFigures(access.handle, at: now, in: $0)
                }
                return .json(figures.json)
            }
        )
    ]
}

/// The figures of one tenant at one moment.
struct DashboardFigures: Sendable {
    let json: JSON

    /// Today is the 24 hours before `now`, in the tenant's time.
    init(_ tenant: TenantHandle, at now: Timestamp, in connection: any DatabaseConnection) throws {
        let since = now.advanced(bySeconds: -86_400)
        func count(_ sql: String, _ arguments: any DatabaseArgument...) throws -> JSON {
            .integer(try connection.rows(sql, arguments).first?.integer(0) ?? 0)
        }
        func counts(by column: String) throws -> JSON {
            let rows = try connection.rows(
                """
                SELECT \(column), COUNT(*) FROM turns WHERE tenant_id = ? AND finished_at >= ? AND \(column) IS NOT NULL
                GROUP BY \(column) ORDER BY \(column)
                """,
                tenant.id,
                since
            )
            return .object(
                Dictionary(try rows.map { (try $0.text(0), .integer(try $0.integer(1))) }) { first, _ in first }
            )
        }
        let turnsToday =
            try connection.row(
                "SELECT COUNT(*) FROM turns WHERE tenant_id = ? AND finished_at >= ?",
                tenant.id,
                since
            )?.integer(0) ?? 0
        func responseTime(_ percent: Int64) throws -> JSON {
            let row = try connection.row(
                """
                SELECT finished_at - started_at FROM turns WHERE tenant_id = ? AND finished_at >= ?
                ORDER BY finished_at - started_at LIMIT 1 OFFSET ?
                """,
                tenant.id,
                since,
                max(0, (turnsToday * percent + 99) / 100 - 1)
            )
            return JSON(row?.optionalInteger(0))
        }
        json = [
            "messages": [
                "today": try count("SELECT COUNT(*) FROM messages WHERE tenant_id = ? AND at >= ?", tenant.id, since),
                "total": try count(
                    "SELECT COALESCE(SUM(message_count), 0) FROM conversations WHERE tenant_id = ?",
                    tenant.id
                ),
            ],
            "turns": [
                "today": .integer(turnsToday),
                "total": try count("SELECT COUNT(*) FROM turns WHERE tenant_id = ?", tenant.id),
                "failed_today": try count(
                    "SELECT COUNT(*) FROM turns WHERE tenant_id = ? AND finished_at >= ? AND status = 'failed'",
                    tenant.id,
                    since
                ),
            ],
            "by_intent": try counts(by: "intent"),
            "by_agent": try counts(by: "agent"),
            "response_ms": ["p50": try responseTime(50), "p95": try responseTime(95)],
            "open_cases": try count("SELECT COUNT(*) FROM cases WHERE tenant_id = ? AND state = 'open'", tenant.id),
            "active_conversations": try count(
                "SELECT COUNT(*) FROM conversations WHERE tenant_id = ? AND state = 'active'",
                tenant.id
            ),
            "catalog_size": .integer(try CatalogItems(tenant).count(in: connection)),
            "at": .string(now.description),
        ]
    }
}
