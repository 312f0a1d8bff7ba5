// Discounts of the tenant and of its agents: volume, coupons, policy, approval.

import HostCommerce
import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

struct DiscountTests {
    private static let rules: JSON = [
        "discount_limits": [["agent": "sales", "percent": "10"]],
        "volume_table": [["sku": "CABLE", "from": "50", "percent": "5"]],
        "coupons": [
            ["code": "VERANO", "discount": ["amount": "100.00"], "minimum": "500.00"],
            ["code": "ANTES", "discount": ["percent": "50"], "valid_until": "2025-01-01T00:00:00Z"],
        ],
    ]

    @Test("the volume table and coupons need nobody's approval")
    func ownDiscounts() async throws {
        try await SaleHouse.with(Self.rules) { house in
            let quote = try await house.quote(draft(("CABLE", "50"), coupon: "verano"))
            // 925.00, less 5 %, less 100.00.
            #expect(quote.prices.total.minor == 778_75)
            #expect(quote.prices.coupon == "VERANO")
            #expect(quote.approval == nil)
        }
    }

    @Test("a coupon that is unknown, ended or below its minimum", arguments: ["NADA", "ANTES", "VERANO"])
    func badCoupons(code: String) async throws {
        try await SaleHouse.with(Self.rules) { house in
            let answer = try await house.make {
                try house.desk.create(draft(("CABLE", "1"), coupon: code), house.request(), in: $0)
            }
            #expect(answer.outcome == .refused)
            #expect(answer.problems.map(\.kind) == [.coupon])
        }
    }

    @Test("a discount beyond policy is cut, and a person's yes makes a version with all of it")
    func approval() async throws {
        try await SaleHouse.with(Self.rules) { house in
            let asked = Discount.percent(Percentage(hundredths: 2_500))
            let quote = try await house.quote(draft(("HAMMER", "2"), discount: asked))
            #expect(quote.prices.total.minor == 450_00)
            #expect(quote.approval?.state == .pending)
            #expect(quote.approval?.requested.discount == asked)
            let waiting = try await house.database.read {
                try Quotes(house.tenant).list(Quotes.Filter(approval: .pending), limit: 9, at: noon, in: $0).quotes
            }
            #expect(waiting.map(\.shownNumber) == ["COT-1"])
            let granted = try await house.make { connection in
                let waiting = try required(Quotes(house.tenant).find("COT-1", at: noon, in: connection))
                try Quotes(house.tenant).decide(waiting, .granted, in: connection)
                return try house.desk.grant(waiting, house.request(agent: nil), in: connection)
            }
            #expect(granted.quote?.version == 2)
            #expect(granted.quote?.prices.total.minor == 375_00)
            #expect(granted.quote?.approval?.state == .granted)
            #expect(granted.quote?.agent == "sales")
            await #expect(throws: Problem.self) {
                try await house.database.write { try Quotes(house.tenant).decide(quote, .refused, in: $0) }
            }
        }
    }

    @Test("the cut quote can be accepted meanwhile; then nothing is left to grant")
    func acceptedMeanwhile() async throws {
        try await SaleHouse.with(Self.rules) { house in
            let asked = Discount.percent(Percentage(hundredths: 2_500))
            let quote = try await house.quote(draft(("HAMMER", "2"), discount: asked))
            #expect(try await house.accept(quote).order?.prices.total.minor == 450_00)
            let late = try await house.database.write { connection in
                let accepted = try required(Quotes(house.tenant).find("COT-1", at: noon, in: connection))
                return try house.desk.grant(accepted, house.request(agent: nil), in: connection)
            }
            #expect(late.answer.outcome == .accepted)
            #expect(late.write == nil)
        }
    }

    @Test("an order without quote takes no discount beyond policy")
    func directOrder() async throws {
        try await SaleHouse.with(Self.rules) { house in
            let asked = Discount.percent(Percentage(hundredths: 2_500))
            let answer = try await house.make {
                try house.desk.order(draft(("HAMMER", "2"), discount: asked), house.request(), in: $0)
            }
            #expect(answer.outcome == .approval)
            let allowed = Discount.percent(Percentage(hundredths: 1_000))
            let placed = try await house.make {
                try house.desk.order(draft(("HAMMER", "2"), discount: allowed), house.request(), in: $0)
            }
            #expect(placed.order?.shownNumber == "ORD-1")
            #expect(placed.order?.prices.total.minor == 450_00)
        }
    }
}
