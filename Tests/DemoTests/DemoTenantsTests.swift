// What every demo catalog promises: enough products, clean names, unique codes,
// plausible units, prices and stock, and the same list every time.

import HostDemo
import Testing

struct DemoTenantsTests {
    private static let units: Set<String> = [
        "PZA", "KG", "G", "L", "ML", "M", "CJA", "PAQ", "JGO", "PAR", "ROLLO", "BULTO", "CUBETA", "GALON",
    ]

    @Test func tenantsAreTheThreeShops() {
        let tenants = DemoTenants.all()
        #expect(tenants.map(\.id) == ["equipo-automotriz-javaz", "ferreteria-la-central", "abarrotes-del-valle"])
        #expect(
            tenants.map(\.displayName) == ["Equipo Automotriz Javaz", "Ferretería La Central", "Abarrotes del Valle"],
        )
        #expect(tenants.allSatisfy { !$0.trade.isEmpty && !$0.greetingName.isEmpty })
    }

    @Test func everyCatalogIsLargeAndItsCodesAndNamesAreUnique() {
        for tenant in DemoTenants.all() {
            #expect(tenant.items.count > 300, "\(tenant.id) has \(tenant.items.count)")
            #expect(repeated(tenant.items.map(\.sku)) == [], "\(tenant.id)")
            #expect(repeated(tenant.items.map(\.name)) == [], "\(tenant.id)")
        }
    }

    @Test func everyProductHasAKnownUnitAPriceAndAShelf() {
        for item in DemoTenants.all().flatMap(\.items) {
            #expect(Self.units.contains(item.unit), "\(item.sku): \(item.unit)")
            #expect(item.currency == "MXN")
            #expect(item.priceMinor > 0 && item.priceMinor < 1_000_000, "\(item.sku): \(item.priceMinor)")
            #expect(item.stock >= 0 && item.stock < 1_000, "\(item.sku): \(item.stock)")
            #expect(!item.category.isEmpty && !item.tags.isEmpty, "\(item.sku)")
        }
    }

    @Test func skusAreUpperCaseASCII() {
        for item in DemoTenants.all().flatMap(\.items) {
            let clean = item.sku.unicodeScalars.allSatisfy { scalar in
                ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
            }
            #expect(clean && !item.sku.contains("--"), "\(item.sku)")
        }
    }

    @Test func namesAreClean() {
        for item in DemoTenants.all().flatMap(\.items) {
            let words = item.name.split(separator: " ", omittingEmptySubsequences: false)
            #expect(!words.contains(""), "space out of place: '\(item.name)'")
            #expect(item.name.first.map { $0.isUppercase || $0.isNumber } == true, "\(item.name)")
            #expect(!zip(words, words.dropFirst()).contains { $0 == $1 }, "word said twice: \(item.name)")
            if let brand = item.attributes["brand"] {
                #expect(brand.first.map { $0.isUppercase || $0.isNumber } == true, "brand in lower case: \(item.name)")
                #expect(item.name.contains(brand), "\(item.name) does not name \(brand)")
            }
        }
    }

    @Test func mostProductsHaveAliasesInLowerCase() {
        for tenant in DemoTenants.all() {
            let withAliases = tenant.items.count { !$0.aliases.isEmpty }
            #expect(withAliases * 2 >= tenant.items.count, "\(tenant.id): \(withAliases)")
            for item in tenant.items {
                #expect(
                    item.aliases.allSatisfy { $0 == $0.lowercased() && !$0.isEmpty },
                    "\(item.sku): \(item.aliases)"
                )
                #expect(repeated(item.aliases) == [], "\(item.sku)")
            }
        }
    }

    @Test func someProductsAreOutOfStockAndMostAreNot() {
        for tenant in DemoTenants.all() {
            let missing = tenant.items.count { $0.stock == 0 }
            #expect(missing >= 10 && missing * 5 < tenant.items.count, "\(tenant.id): \(missing)")
        }
    }

    @Test func catalogsNeverChangeBetweenCalls() {
        for (first, second) in zip(DemoTenants.all(), DemoTenants.all()) {
            #expect(first.items == second.items)
        }
    }

    /// Pinned because stock must not depend on the process: a seeded hash would change it.
    @Test func stockIsTheSameInEveryProcess() throws {
        let items = try #require(DemoTenants.all().first).items
        let stock = Dictionary(items.map { ($0.sku, $0.stock) }) { first, _ in first }
        #expect(stock["BAL-D583-WAG"] == 6)
        #expect(stock["BAL-D1592-WAG"] == 33)
        #expect(stock["BAL-D1273-WAG"] == 0)
    }

    private func repeated(_ values: [String]) -> [String] {
        Dictionary(grouping: values) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }
}
