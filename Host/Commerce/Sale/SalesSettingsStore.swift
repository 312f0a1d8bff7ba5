// The sales settings of one tenant, as they are stored.

import HostCore
public import HostStorage
public import OrkestaModel

/// Reads and changes a tenant's sales settings.
public struct SalesSettingsStore: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The settings, and the tenant whose they are. Throws a notFound problem
    /// when the tenant is gone.
    public func get(in connection: any DatabaseConnection) throws -> (tenant: Tenant, settings: SalesSettings) {
        guard let found = try TenantDirectory().find(tenant.id, in: connection)?.tenant else {
            throw Problem(.notFound, "there is no tenant \(tenant.id)", field: "tenant_id", remedy: "Check its id.")
        }
        let document = try document(in: connection)
        do throws(DocumentError) {
            return (found, try SalesSettings(json: document, for: found))
        } catch {
            throw DatabaseError.failed("the sales settings are damaged: \(error)")
        }
    }

    /// Changes what `patch` (RFC 7396) names, and returns the settings before and
    /// after. Throws the field at fault; then nothing has changed.
    public func merge(
        _ patch: JSON,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> (tenant: Tenant, before: SalesSettings, after: SalesSettings) {
        let (tenant, before) = try get(in: connection)
        let after = try SalesSettings(json: try document(in: connection).merging(patch), for: tenant)
        let document = after.json(currency: tenant.currency)
        guard document.utf8.count <= Limits.salesSettingsBytesMax else {
            throw Problem(
                .tooLarge,
                "the settings are larger than \(Limits.salesSettingsBytesMax) bytes",
                field: "body",
                remedy: "Use a smaller logo, or fewer coupons and volume rows."
            )
        }
        try connection.execute(
            """
            INSERT INTO sales_settings (tenant_id, document, updated_at) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at
            """,
            tenant.id,
            document,
            moment
        )
        return (tenant, before, after)
    }

    private func document(in connection: any DatabaseConnection) throws(DatabaseError) -> JSON {
        try connection.row("SELECT document FROM sales_settings WHERE tenant_id = ?", tenant.id)?.json(0) ?? [:]
    }
}
