// The three demo tenants that a new host starts with, and the file with their
// keys. Runs once, on an empty database.

import HostAccess
import HostCommerce
import HostCore
import HostDemo
import HostGateway
import HostStorage
import OrkestaModel

/// Fills an empty host so that a newcomer can talk to it at once.
struct DemoSetup: Sendable {
    let database: any Database
    let randomness: any Randomness
    let start: SellingSet
    /// Plugins that the demo shows besides.
    let extras: [PluginID]

    /// Creates the demo tenants and the platform's key when there is no tenant
    /// yet; writes `demo-credentials.json`. True when it did.
    func runIfEmpty(_ folder: DataFolder, at now: Timestamp) async throws -> Bool {
        let setup = self
        // Two hosts may start at once on one database: the second finds tenants.
        let made = try await database.write { connection -> [String: JSON]? in
            guard try TenantDirectory().list(limit: 1, in: connection).isEmpty else { return nil }
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
        guard let keys = made else { return false }
        try folder.write(JSON.object(keys).description + "\n", to: folder.credentials)
        return true
    }

    /// Rules as a small shop has them: a little off for quantity, a little more
    /// that the agents may grant.
    private static func salesSettings(of demo: DemoTenant) -> JSON {
        [
            "legal_name": .string("\(demo.displayName) (demostración)"),
            "volume_table": [["from": "20", "percent": "3"], ["from": "100", "percent": "5"]],
            "discount_limits": [["percent": "5"], ["from_amount": "5000.00", "percent": "10"]],
            "coupons": [["code": "BIENVENIDA", "discount": ["percent": "5"], "minimum": "500.00"]],
            "terms": "Precios en pesos mexicanos. Sujeto a existencias. Entrega de 1 a 3 días hábiles.",
        ]
    }

    /// One tenant with its plugins, its products and its key.
    private func create(_ demo: DemoTenant, at now: Timestamp, in connection: any DatabaseConnection) throws -> String {
        guard let id = TenantID(demo.id) else {
            throw Problem(.internal, "a demo tenant has a wrong id", remedy: "Mend Host/Demo")
        }
        let tenant = Tenant(
            id: id,
            displayName: demo.displayName,
            defaultAgent: start.defaultAgent,
            randomSeed: Int64(bitPattern: randomness.next()),
            createdAt: now
        )
        let handle = try TenantDirectory().create(tenant, in: connection)
        for plugin in start.plugins + extras {
            try TenantPlugins(handle).set(plugin, enabled: true, at: now, in: connection)
        }
        _ = try CatalogItems(handle).upsert(
            demo.items.map(CatalogDraft.init),
            at: now,
            randomness: randomness,
            in: connection
        )
        _ = try SalesSettingsStore(handle).merge(Self.salesSettings(of: demo), at: now, in: connection)
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
            attributes: item.attributes,
            taxClass: zeroRated.contains(item.category) ? .zero : .standard
        )
    }
}

/// Sections of basic food, which Mexico taxes at 0 %.
private let zeroRated: Set = [
    "Leche", "Quesos", "Huevo", "Granel", "Azúcar y Sal", "Aceites", "Harinas", "Pan y Tortillas", "Arroz y Frijol",
    "Pastas y Sopas", "Cereales", "Enlatados",
]
