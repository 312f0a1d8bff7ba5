// The catalog on a real database: what an import writes, and the feed of changes.

import FoundationEssentials
import HostAccess
import HostCommerce
import HostCore
import HostStorage
import OrkestaModel
import Testing

extension TestHouse {
    /// Imports a file as the command line would.
    func upload(_ text: String, mode: CatalogMode = .merge) async throws -> CatalogImportResult {
        try await CatalogImport(database: database, tenant: tenant, randomness: SystemRandomness()).upload(
            Array(text.utf8),
            contentType: nil,
            mode: mode,
            currency: "MXN",
            author: .init(actor: "cli"),
            at: noon
        )
    }

    /// Reads the catalog.
    func catalog<Value: Sendable>(
        _ body: @escaping @Sendable (CatalogItems, any DatabaseConnection) throws -> Value
    ) async throws -> Value {
        try await database.read { [tenant] in try body(CatalogItems(tenant), $0) }
    }
}

struct CatalogImportTests {
    private let first = "sku,name,price,stock,alias\nA,Clavo,5,10,puntilla\nB,Pija,7,,\nC,Tuerca,9,3,\n"

    @Test func createsUpdatesAndLeavesAlone() async throws {
        try await TestHouse.with { house in
            let created = try await house.upload(first)
            #expect([created.created, created.updated, created.unchanged] == [3, 0, 0])
            let revision = try await house.catalog { try $0.revision(in: $1) }
            let again = try await house.upload(first)
            #expect([again.created, again.updated, again.unchanged] == [0, 0, 3])
            #expect(try await house.catalog { try $0.revision(in: $1) } == revision)
            let changed = try await house.upload("sku,name,price\nA,Clavo,5.50\nB,Pija,7\nD,Tornillo,1\n")
            #expect([changed.created, changed.updated, changed.unchanged] == [1, 1, 1])
            let item = try #require(try await house.catalog { try $0.get("A", in: $1) })
            #expect(item.price.minor == 550 && item.stock == 10 && item.aliases == ["puntilla"] && item.unit == "PZA")
            #expect(item.canonicalName == "clavo")
            #expect(changed.json["catalog_id"] == "default")
        }
    }

    @Test func leavesAnAuditTrailAndTheTimeOfImport() async throws {
        try await TestHouse.with { house in
            _ = try await house.upload(first)
            _ = try await house.upload("sku,name,price\nA,Clavo,6\n")
            let records = try await house.database.read { try AuditLog.list(of: house.tenant, in: $0) }
            #expect(records.map(\.action).sorted() == ["catalog.import", "catalog.import", "catalog.update"])
            let update = try #require(records.first { $0.action == "catalog.update" })
            #expect(update.entityID == "A" && update.diff == ["before": ["price": "5.00"], "after": ["price": "6.00"]])
            let tenant = try await house.database.read { try TenantDirectory().find(house.tenant.id, in: $0)?.tenant }
            #expect(tenant?.lastImport == noon)
        }
    }

    @Test func replaceWithdrawsTheOthersAndClears() async throws {
        try await TestHouse.with { house in
            _ = try await house.upload(first)
            let result = try await house.upload("sku,name,price\nA,Clavo,5\n", mode: .replace)
            #expect(result.withdrawn == 2 && result.updated == 1)
            #expect(try await house.catalog { try $0.count(in: $1) } == 1)
            #expect(try await house.catalog { try $0.get("A", in: $1) }?.stock == nil)
            #expect(try await house.catalog { try $0.get("B", in: $1) }?.active == false)
            let back = try await house.upload("sku,name,price\nB,Pija,7\n")
            #expect(back.updated == 1)
            #expect(try await house.catalog { try $0.get("B", in: $1) }?.active == true)
            await #expect(throws: Problem.self) {
                try await house.upload("sku,name,price\nA,Clavo,x\n", mode: .replace)
            }
            #expect(try await house.catalog { try $0.count(in: $1) } == 2)
        }
    }

    /// A mirror that only follows the feed always equals the catalog.
    @Test(arguments: [1, 2, 512])
    func theFeedIsComplete(pageSize: Int) async throws {
        try await TestHouse.with { house in
            var mirror: [String: CatalogItem] = [:]
            var revision: Int64 = 0
            for (file, mode) in [
                (first, CatalogMode.merge), ("sku,name,price\nB,Pija,8\nD,x,1\n", .merge),
                ("sku,name,price\nD,x,1\n", .replace),
            ] {
                _ = try await house.upload(file, mode: mode)
                while true {
                    let page = try await house.catalog { [revision] in
                        try $0.changes(since: revision, limit: pageSize, in: $1)
                    }
                    for item in page.items { mirror[item.sku] = item.active ? item : nil }
                    guard page.reached > revision else { break }
                    revision = page.reached
                }
                let active = try await house.catalog { try $0.scan(in: $1) }
                #expect(mirror.values.sorted { $0.sku < $1.sku } == active)
                #expect(try await house.catalog { try $0.revision(in: $1) } == revision)
            }
        }
    }

    @Test func pagesBySKUAndStaysWithinItsTenant() async throws {
        try await TestHouse.with { house in
            _ = try await house.upload(first)
            let page = try await house.catalog { try $0.list(limit: 2, in: $1) }
            #expect(page.items.map(\.sku) == ["A", "B"] && page.next == "B")
            let rest = try await house.catalog { try $0.list(after: "B", limit: 2, in: $1) }
            #expect(rest.items.map(\.sku) == ["C"] && rest.next == nil)
            let strangers = CatalogItems(house.other)
            let (count, found) = try await house.database.read { connection in
                (try strangers.count(in: connection), try strangers.get("A", in: connection))
            }
            #expect(count == 0 && found == nil)
        }
    }

    @Test func aFailedWriteLeavesNothing() async throws {
        struct Stop: Error {}
        try await TestHouse.with { house throws in
            await #expect(throws: Stop.self) {
                try await house.database.write { connection in
                    let draft = CatalogDraft(sku: "A", name: "a", price: Money(minor: 1, currency: "MXN"))
                    try CatalogItems(house.tenant).upsert(
                        [draft],
                        at: noon,
                        randomness: SystemRandomness(),
                        in: connection
                    )
                    throw Stop()
                }
            }
            #expect(try await house.catalog { try $0.revision(in: $1) } == 0)
            #expect(try await house.catalog { try $0.count(in: $1) } == 0)
        }
    }

    /// Real catalogs, where the machine has them.
    @Test(arguments: ["mx_grocery_off", "br_grocery_off_pt", "en_electronics_chorus", "es_supermarket_mercadona"])
    func importsRealCatalogs(name: String) async throws {
        // Beside the repository: Tests/CommerceTests is two folders below its root.
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = repository.deletingLastPathComponent().appending(path: "shared/data/catalogs/\(name).jsonl").path
        guard let data = FileManager.default.contents(atPath: path) else {
            print("skipped: there is no \(path)")
            return
        }
        let lines = data.split(separator: UInt8(ascii: "\n")).prefix(Limits.catalogUploadRowsMax)
        let text = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
        try await TestHouse.with { house in
            let result = try await house.upload(text)
            #expect(result.created + result.errorCount == lines.count)
            #expect(result.errorCount * 20 < lines.count, "\(result.errors.prefix(5))")
            #expect(try await house.catalog { try $0.count(in: $1) } == Int64(result.created))
        }
    }
}
