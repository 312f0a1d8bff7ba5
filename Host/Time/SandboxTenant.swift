// The proof that a tenant is a sandbox: what the time machine asks for, so
// that a production tenant cannot be handed to it.

import HostCore
public import HostStorage

/// A tenant that was a sandbox when its row was read in this transaction.
public struct SandboxTenant: Sendable {
    public let tenant: Tenant
    public let handle: TenantHandle

    /// Throws a problem when there is no such tenant or it is in production.
    public init(_ handle: TenantHandle, in connection: any DatabaseConnection) throws {
        guard let found = try TenantDirectory().find(handle.id, in: connection) else {
            throw Problem(.notFound, "there is no tenant \(handle.id)", field: "tenant_id", remedy: "Check its id.")
        }
        guard found.tenant.environment == .sandbox else {
            throw Problem(
                .conflict,
                "the tenant \(handle.id) is in production, where time is real",
                field: "tenant_id",
                remedy: "Use the time machine with a sandbox tenant."
            )
        }
        tenant = found.tenant
        self.handle = found.handle
    }
}
