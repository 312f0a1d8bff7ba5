// The three demo tenants that a new host starts with, and the file with their
// keys. Runs once, on an empty database.

import HostAccess
import HostCommerce
import HostCore
import HostDemo
import HostStorage
import OrkestaModel

/// Fills an empty host so that a newcomer can talk to it at once.
struct DemoSetup: Sendable {
    let database: any Database
    let randomness: any Randomness
    let plugins: [PluginID]

    /// Creates the demo tenants and the platform's key when there is no tenant
    /// yet; writes `demo-credentials.json`. True when it did.
    func runIfEmpty(_ folder: DataFolder, at now: Timestamp) async throws -> Bool {
        let isEmpty = try await database.read { try TenantDirectory().list(limit: 1, in: $0).isEmpty }
        guard isEmpty else { return false }
        let setup = self
        let keys = try await database.write { connection in
            var keys: [String: JSON] = [:]
            for demo in DemoTenants.all() {
                let key = try setup.create(demo, at: now, in: connection)
                keys[demo.id] = ["api_key": .string(key)]
            }
            let platform = try APIKeys().issue(
                to: .platform,
                name: "demo",
                permissions: .platform,
                id: APIKeyID(at: now, randomness: setup.randomness),
                at: now,
                in: connection
            )
            keys["platform"] = ["api_key": .string(platform.text)]
            return keys
        }
        try folder.write(JSON.object(keys).description + "\n", to: folder.credentials)
        return true
    }

    /// One tenant with its plugins, its products and its key.
    private func create(_ demo: DemoTenant, at now: Timestamp, in connection: any DatabaseConnection) throws -> String {
        guard let id = TenantID(demo.id) else {
            throw Problem(.internal, "a demo tenant has a wrong id", remedy: "Mend Host/Demo")
        }
        let tenant = Tenant(
            id: id,
            displayName: demo.displayName,
            defaultAgent: PluginID("catalog"),
            randomSeed: Int64(bitPattern: randomness.next()),
            createdAt: now
        )
        let handle = try TenantDirectory().create(tenant, in: connection)
        for plugin in plugins {
            try TenantPlugins(handle).set(plugin, enabled: true, at: now, in: connection)
        }
        _ = try CatalogItems(handle).upsert(
            demo.items.map(CatalogDraft.init),
            at: now,
            randomness: randomness,
            in: connection
        )
        try TenantDirectory().recordImport(of: handle, at: now, in: connection)
        try AuditLog.record(
            AuditRecord(
                id: AuditRecordID(at: now, randomness: randomness),
                tenant: id,
                actor: "system",
                action: "create",
                entityType: "tenant",
                entityID: demo.id,
                after: ["display_name": .string(demo.displayName), "products": .integer(Int64(demo.items.count))],
                at: now
            ),
            in: connection
        )
        return try APIKeys().issue(
            to: .tenant(handle, .sandbox),
            name: "demo",
            permissions: .tenant,
            id: APIKeyID(at: now, randomness: randomness),
            at: now,
            in: connection
        ).text
    }
}

extension CatalogDraft {
    fileprivate init(_ item: DemoItem) {
        self.init(
            sku: item.sku,
            name: item.name,
            price: Money(minor: item.priceMinor, currency: item.currency),
            unit: item.unit,
            category: item.category,
            stock: item.stock,
            aliases: item.aliases,
            tags: item.tags,
            attributes: item.attributes
        )
    }
}
