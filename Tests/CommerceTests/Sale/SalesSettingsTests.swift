// A tenant's sales settings: their standard, their changes, their errors.

import HostCommerce
import HostCore
import HostStorage
import OrkestaModel
import Testing

struct SalesSettingsTests {
    @Test("whatever is set comes back, and nothing else changes")
    func roundTrip() async throws {
        try await SaleHouse.with { house in
            let change: JSON = [
                "tax_zone": "mexico_border", "margin_floor_percent": 20, "rfc": "abc-010101-ab1", "color": "#0B7A75",
                "coupons": [["code": "verano", "discount": ["percent": 10]]], "contact": ["Tel. 55 1111 2222"],
                "logo": "data:image/png;base64,iVBORw0KGgo=",
            ]
            let (tenant, before, after) = try await house.database.write {
                try SalesSettingsStore(house.tenant).merge(change, at: noon, in: $0)
            }
            #expect(before == SalesSettings(for: tenant))
            #expect(after.taxZone == .mexicoBorder)
            #expect(after.profile.rfc == "ABC010101AB1")
            #expect(after.coupons.map(\.code) == ["VERANO"])
            #expect(after.quoteValidityDays == before.quoteValidityDays)
            let stored = try await house.database.read { try SalesSettingsStore(house.tenant).get(in: $0).settings }
            #expect(stored == after)
            #expect(try SalesSettings(json: after.json(currency: "MXN"), for: tenant) == after)
            let cleared = try await house.database.write {
                try SalesSettingsStore(house.tenant).merge(["rfc": .null, "tax_zone": .null], at: noon, in: $0).after
            }
            #expect(cleared.profile.rfc == nil)
            #expect(cleared.taxZone == .mexico)
        }
    }

    @Test(
        "the field at fault is named, and nothing is half set",
        arguments: [
            (["tax_zone": "moon"], "tax_zone"), (["quote_validity_days": 0], "quote_validity_days"),
            (["quote_validity_days": 366], "quote_validity_days"), (["hold_minutes": 0], "hold_minutes"),
            (["margin_floor_percent": 101], "margin_floor_percent"), (["rfc": "X"], "rfc"), (["color": "red"], "color"),
            (["postal_code": "123"], "postal_code"), (["logo": "data:image/png;base64,AAAA"], "logo"),
            (["volume_table": [["from": "0", "percent": "5"]]], "volume_table[0].from"),
            (["volume_table": [["from": "1", "percent": "0"]]], "volume_table[0].percent"),
            (["discount_limits": [["percent": "x"]]], "discount_limits[0].percent"),
            (["coupons": [["code": "A B", "discount": ["percent": "5"]]]], "coupons[0].code"),
            (["coupons": [["code": "A", "discount": [:]]]], "coupons[0].discount"),
            (
                [
                    "coupons": [
                        ["code": "A", "discount": ["percent": "5"]], ["code": "a", "discount": ["percent": "6"]],
                    ]
                ],
                "coupons"
            ),
        ] as [(JSON, String)]
    )
    func faults(change: JSON, field: String) async throws {
        try await SaleHouse.with { house in
            let patch = change.merging(["legal_name": "Otra SA"])
            let error = await #expect(throws: DocumentError.self) {
                try await house.database.write { try SalesSettingsStore(house.tenant).merge(patch, at: noon, in: $0) }
            }
            #expect(error?.field == field)
            let stored = try await house.database.read { try SalesSettingsStore(house.tenant).get(in: $0).settings }
            #expect(stored.profile.legalName == nil)
        }
    }
}
