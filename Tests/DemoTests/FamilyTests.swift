// The declarative tables themselves: a brand may only name variants its family has.

import Testing

@testable import HostDemo

struct FamilyTests {
    private let hammers = Family(
        "Martillo",
        code: "MAR",
        category: "Herramienta",
        aliases: ["mazo"],
        variants: [Variant("16 oz", 10_000), Variant("1/2 kg", 20_000)],
        brands: [Brand("Truper", "TRU"), Brand("Stanley", "STA", 1_455, only: ["16 oz"])],
    )

    @Test func everyBrandOffersEveryVariantUnlessItNamesAFew() {
        #expect(
            hammers.items.map(\.name) == ["Martillo 16 oz Truper", "Martillo 1/2 kg Truper", "Martillo 16 oz Stanley"]
        )
        #expect(hammers.items.map(\.sku) == ["MAR-16OZ-TRU", "MAR-1D2KG-TRU", "MAR-16OZ-STA"])
    }

    @Test func aBrandsFactorIsAppliedAndRoundedToShelfPrices() {
        #expect(hammers.items.map(\.priceMinor) == [10_000, 20_000, 14_600])
    }

    @Test func attributesHoldTheMeasureAndNotTheWordsAroundIt() {
        let pipe = Family(
            "Tubo",
            code: "TUB",
            category: "Plomería",
            aliases: [],
            labelSuffix: "\" x 3 m",
            variants: [Variant("1/2", 100)],
        )
        let soda = Family(
            "Refresco",
            code: "REF",
            category: "Bebidas",
            aliases: [],
            labelAttribute: "presentation",
            variants: [Variant("Naranja 600 ml", 100), Variant("a Granel", 100)],
        )
        #expect(pipe.items.map(\.attributes) == [["measure": "1/2\""]])
        #expect(soda.items.map(\.attributes) == [["presentation": "600 ml"], [:]])
    }

    @Test func everyBrandThatNamesItsVariantsHasThemAll() {
        let families = JavazCatalog.families + LaCentralCatalog.families + DelValleCatalog.families
        for line in families.flatMap(\.lines) {
            guard let only = line.brand.only else { continue }
            #expect(Set(line.variants.map(\.label)) == only, "\(line.brand.name)")
        }
    }
}
