// What the Control Tower counts of tenants: a few indexed sub-selects a tenant.

import HostCore
import HostOutbox
import HostStorage
import HostTime
import OrkestaModel

/// A tenant with its figures.
struct TenantFigures: Sendable {
    let tenant: Tenant
    let catalogSize: Int64
    let activeCustomers: Int64
    let openInvoices: Int64
    let errors24h: Int64
    let messages24h: Int64
    let activeConversations: Int64
    let openCases: Int64
    let plugins: [TenantPlugin]

    /// The figures at `now`; active customers are those of the last 30 days.
    init(_ tenant: Tenant, handle: TenantHandle, at now: Timestamp, in connection: any DatabaseConnection) throws {
        let day = now.advanced(bySeconds: -86_400)
        let month = now.advanced(bySeconds: -30 * 86_400)
        let row =
            try connection.row(
                """
                SELECT
                    (SELECT COUNT(*) FROM catalog_items WHERE tenant_id = ? AND active = 1),
                    (SELECT COUNT(DISTINCT customer_id) FROM conversations WHERE tenant_id = ? AND updated_at >= ?),
                    (SELECT COUNT(*) FROM invoices WHERE tenant_id = ? AND status IN ('pending', 'processing', 'partial')),
                    (SELECT COUNT(*) FROM turns WHERE tenant_id = ? AND finished_at >= ? AND status = 'failed'),
                    (SELECT COUNT(*) FROM inbox WHERE tenant_id = ? AND state = 'dead' AND finished_at >= ?),
                    (SELECT COUNT(*) FROM outbox WHERE tenant_id = ? AND state IN ('dead', 'unknown') AND settled_at >= ?),
                    (SELECT COUNT(*) FROM messages WHERE tenant_id = ? AND at >= ?),
                    (SELECT COUNT(*) FROM conversations WHERE tenant_id = ? AND state = 'active'),
                    (SELECT COUNT(*) FROM cases WHERE tenant_id = ? AND state = 'open')
                """,
                tenant.id,
                tenant.id,
                month,
                tenant.id,
                tenant.id,
                day,
                tenant.id,
                day,
                tenant.id,
                day,
                tenant.id,
                day,
                tenant.id,
                tenant.id
            ) ?? DatabaseRow([])
        self.tenant = tenant
        catalogSize = try row.integer(0)
        activeCustomers = try row.integer(1)
        openInvoices = try row.integer(2)
        errors24h = try row.integer(3) + row.integer(4) + row.integer(5)
        messages24h = try row.integer(6)
        activeConversations = try row.integer(7)
        openCases = try row.integer(8)
        plugins = try TenantPlugins(handle).list(in: connection)
    }

    /// The form in the API; see the schema `Tenant`.
    var json: JSON {
        tenant.json.merging([
            "catalog_size": .integer(catalogSize),
            "active_customers": .integer(activeCustomers),
            "active_conversations": .integer(activeConversations),
            "open_cases": .integer(openCases),
            "open_invoices": .integer(openInvoices),
            "errors_24h": .integer(errors24h),
            "messages_24h": .integer(messages24h),
            "plugins": JSON(plugins.filter(\.isEnabled).map(\.pluginID.rawValue)),
            "whatsapp": channelStatus("whatsapp"),
            "telegram": channelStatus("telegram"),
            "psp": ["status": "inactive"],
        ])
    }

    /// A channel is as real as its tenant, and inactive unless it is enabled.
    private func channelStatus(_ channel: String) -> JSON {
        let isEnabled = plugins.contains { $0.pluginID.rawValue == channel && $0.isEnabled }
        return ["status": .string(isEnabled ? tenant.environment.rawValue : "inactive")]
    }
}

extension Tenant {
    /// What the row says, without figures.
    var json: JSON {
        .object([
            "id": .string(id.rawValue),
            "display_name": .string(displayName),
            "status": .string(status.rawValue),
            "environment": .string(environment.rawValue),
            "locale": .string(locale),
            "currency": .string(currency),
            "time_zone": .string(timeZone),
            "default_agent": JSON(defaultAgent?.rawValue),
            "dunning_enabled": .bool(dunningEnabled),
            "simulated_now": JSON(simulatedNow?.description),
            "snapshot": .bool(isSnapshot),
            "last_import": JSON(lastImport?.description),
            "created_at": .string(createdAt.description),
            "updated_at": .string(updatedAt.description),
        ])
    }
}
