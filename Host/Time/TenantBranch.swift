// A copy of a sandbox tenant as it is now, which goes its own way from here: instead of
// going back in time. Every row of the tenant's business is copied, with new keys.

import HostCore
import HostStorage
import OrkestaModel

/// Copies one tenant.
struct TenantBranch {
    /// What stays behind: rights and secrets, what the world outside knows the tenant by,
    /// and what the pipeline had under way.
    private static let staysBehind: Set = [
        "tenants", "api_keys", "secrets", "payment_accounts", "webhook_endpoints", "webhook_deliveries", "audit_logs",
        "channel_cursors", "conversation_leases", "idempotent_requests", "inbox", "early_receipts", "jobs",
    ]

    private let source: SandboxTenant
    private let target: TenantID
    private let keys: BranchKeys

    /// `chance` makes the tokens of its pages.
    init(
        of source: SandboxTenant,
        to target: TenantID,
        chance: any Randomness,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        self.source = source
        self.target = target
        // Whoever did something is named by the key that they came with.
        var persons: Set<String> = []
        for row in try connection.rows("SELECT id FROM api_keys") { persons.insert(try row.text(0)) }
        keys = BranchKeys(target, keeping: persons, tokenSalt: chance.next())
    }

    /// Copies the rows, in the caller's transaction. The new tenant's time stands still at
    /// `moment`. Throws a conflict problem when there is a tenant of that name.
    func make(
        named name: String,
        status: Tenant.Status,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Tenant {
        let tenant = Tenant(
            id: target,
            displayName: name,
            status: status,
            environment: .sandbox,
            locale: source.tenant.locale,
            currency: source.tenant.currency,
            timeZone: source.tenant.timeZone,
            defaultAgent: source.tenant.defaultAgent,
            dunningEnabled: source.tenant.dunningEnabled,
            simulatedNow: moment,
            randomSeed: source.tenant.randomSeed,
            createdAt: moment
        )
        _ = try TenantDirectory().create(tenant, in: connection)
        // Its products are counted on from there.
        try connection.execute(
            "UPDATE tenants SET catalog_revision = ?, last_import = ? WHERE id = ?",
            source.tenant.catalogRevision,
            source.tenant.lastImport,
            target
        )
        let tables = try SchemaOutline(in: connection).tables.filter { !Self.staysBehind.contains($0.name) }
        for table in tables {
            if table.columns.contains("tenant_id") {
                try copy(table, where: "tenant_id = ?", in: connection)
            } else if let (column, parent) = table.references.min(by: { $0.key < $1.key }),
                tables.contains(where: { $0.name == parent && $0.columns.contains("tenant_id") })
            {
                let owners = "SELECT id FROM \(parent) WHERE tenant_id = ?"
                try copy(table, where: "\(column) IN (\(owners))", in: connection)
            }
        }
        return tenant
    }

    private func copy(
        _ table: SchemaOutline.Table,
        where condition: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let columns = table.columns.joined(separator: ", ")
        let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
        let insert = "INSERT INTO \(table.name) (\(columns)) VALUES (\(marks))"
        for row in try connection.rows("SELECT \(columns) FROM \(table.name) WHERE \(condition)", source.handle.id) {
            var values: [any DatabaseArgument] = []
            for (place, column) in table.columns.enumerated() { values.append(value(row[place], of: column)) }
            try connection.execute(insert, values)
        }
    }

    private func value(_ value: DatabaseValue, of column: String) -> DatabaseValue {
        guard case .text(let text) = value else { return value }
        switch column {
        case "tenant_id": return .text(target.rawValue)
        // A key that is made of the tenant's and of a word, such as that of a rule.
        case "id" where text.hasPrefix("\(source.handle.id):"):
            return .text("\(target)" + keys.rekeyed(String(text.dropFirst("\(source.handle.id)".count))))
        case "token": return .text(text.isEmpty ? "" : keys.token(for: text))
        default: return .text(keys.rekeyed(text))
        }
    }
}
