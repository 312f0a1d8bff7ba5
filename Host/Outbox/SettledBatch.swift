// What several settlements of one batch have to know.

import HostCore
import HostStorage

/// What is known while one batch is settled, so that it is read once.
struct SettledBatch {
    /// One that went out.
    struct Send {
        let item: OutboxItem
        let providerMessageID: String
        let tellsDelivery: Bool
    }

    private var handles: [TenantID: TenantHandle] = [:]
    private var policed: [TenantID: Bool] = [:]

    mutating func handle(of tenant: TenantID, in connection: any DatabaseConnection) throws -> TenantHandle {
        if let known = handles[tenant] { return known }
        let handle = try TenantDirectory().handle(for: tenant, in: connection)
        handles[tenant] = handle
        return handle
    }

    /// Whether the tenant has set how any of its channels delivers.
    mutating func hasPolicies(
        _ tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        if let known = policed[tenant.id] { return known }
        let isSo = try connection.row("SELECT 1 FROM delivery_policies WHERE tenant_id = ? LIMIT 1", tenant.id) != nil
        policed[tenant.id] = isSo
        return isSo
    }
}
