// How a tenant sells, looked at and changed.

import HTTPTypes
import HostAccess
import HostCommerce
import HostCore
import HostDocuments
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let salesSettingsRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/tenants/{tenant_id}/sales-settings",
            ports: .tower,
            access: .permission(Permission(.sales, .read)),
            id: "getSalesSettings",
            tag: "Tenants",
            summary: "A tenant's taxes, discounts, coupons, terms and look on paper",
            parameters: [tenantPath],
            responses: [.json(Schema.reference("SalesSettings"), "The settings.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
                let (row, settings) = try await exchange.services.database.read {
                    try SalesSettingsStore(tenant).get(in: $0)
                }
                return .json(settings.json(currency: row.currency))
            }
        ),
        Route(
            method: .put,
            path: "/api/tenants/{tenant_id}/sales-settings",
            ports: .tower,
            access: .permission(Permission(.sales, .write)),
            id: "changeSalesSettings",
            tag: "Tenants",
            summary: "Changes what of the sales settings the body names",
            description:
                "A list replaces the whole list; null takes a setting away. Quotes that exist stay as they are.",
            parameters: [tenantPath],
            body: .json(Schema.reference("SalesSettingsChange")),
            responses: [.json(Schema.reference("SalesSettings"), "The settings as they are now.")],
            problems: [.notFound],
            handler: { try await changeSalesSettings($0) }
        ),
    ]

    private static func changeSalesSettings(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
        let patch = try await exchange.object()
        if let logo = try BusinessProfile.logo(in: patch) { try await check(logo, exchange) }
        let now = exchange.services.clock.now()
        let document = try await exchange.services.database.write { connection in
            let (row, before, after) = try SalesSettingsStore(tenant).merge(patch, at: now, in: connection)
            let (was, becomes) = (before.json(currency: row.currency), after.json(currency: row.currency))
            try AuditLog.record(
                exchange.audit(
                    "sales-settings.change",
                    "tenant",
                    tenant.id.rawValue,
                    tenant: tenant.id,
                    // A logo is a quarter of a megabyte: that it changed is enough.
                    before: was.merging(["logo": before.profile.logo.map { .string("\($0.count) bytes") } ?? .null]),
                    after: becomes.merging(["logo": after.profile.logo.map { .string("\($0.count) bytes") } ?? .null]),
                    at: now
                ),
                in: connection
            )
            return becomes
        }
        return .json(document)
    }

    /// Papers are printed with it from now on: that must not be when it fails.
    private static func check(_ logo: [UInt8], _ exchange: Exchange) async throws {
        do {
            try await exchange.services.printer.check(logo: logo)
        } catch is PrintingError {
            throw DocumentError(
                field: "logo",
                reason: "a PNG picture that can be read, of at most \(Limits.logoPixelsMax) pixels, is expected"
            )
        }
    }
}
