// Random baskets bought through the doors that people use: uploaded, quoted and
// accepted over HTTP; read on the quote's page, in its PDF and spreadsheet, and on
// the page to pay. TotalsTests tries thousands without the doors.

import HTTPTypes
import HostCore
import HostGateway
import OrkestaModel
import PaperReading
import SaleOracle
import Testing

@Suite struct RandomPurchaseTests {
    private static let baskets = 40

    @Test("forty baskets cost the same wherever their customers look", arguments: [20_261_126] as [UInt64])
    func totals(seed: UInt64) async throws {
        let shop = try await QuoteShop()
        var baskets = RandomBaskets(seed: seed)
        for number in 0..<Self.baskets {
            let (rules, random) = baskets.next()
            let basket = random.withOnePriceAProduct
            let expected = MoneyOracle.total(of: MoneyOracle(rules: rules).lines(of: basket))
            let found = try await buy(basket, under: rules, from: shop)
            for (place, total) in found where total != expected {
                Issue.record(
                    "basket \(number) of seed \(seed): \(place) shows \(total), not \(expected); \(rules), \(basket)"
                )
                return
            }
        }
    }

    /// What each place shows, in centavos.
    private func buy(
        _ basket: Basket,
        under rules: MoneyRules,
        from shop: QuoteShop
    ) async throws -> [(place: String, total: Int64)] {
        let (client, tower, key) = (shop.host.client, shop.host.tower, shop.host.keys.alpha)
        let settings = "/api/tenants/alpha/sales-settings"
        let changed = try await tower.ask(.put, settings, key: key, json: rules.settings(with: basket.coupon))
        try #require(changed.status == 200, "\(changed.text)")
        let upload = try await client.ask(.post, "/api/catalog/upload", key: key, json: basket.products)
        try #require(upload.status == 200, "\(upload.text)")
        let made = try await shop.post("/api/quotes", basket.draft)
        try #require(made.status == 201, "\(made.text)")
        let quote = made.json
        let token = try #require(quote["token"]?.stringValue)
        let page = try await client.ask(.get, "/q/\(token)")
        let spreadsheet = try Spreadsheet(try await client.send(.get, "/q/\(token).xlsx").body)
        let stale = try spreadsheet.staleCells()
        #expect(stale.isEmpty, "\(stale)")
        let hash: JSON = ["hash": try #require(quote["hash"])]
        let accepted = try await shop.post("/api/quotes/\(try #require(quote["id"]?.stringValue))/accept", hash)
        try #require(accepted.status == 200, "\(accepted.text)")
        let payPath = try #require(try await client.ask(.post, "/q/\(token)/pay").headers[.location])
        let payPage = try await client.ask(.get, payPath)
        let isOpen = payPage.text.contains("value=\"pay\"")
        return [
            (
                "the answer",
                try #require(quote["total"]?.stringValue.flatMap { Money(decimal: $0, currency: "MXN") }).minor
            ),
            ("the page", try ShownAmounts.total(inQuotePage: page.text)),
            ("the PDF", try ShownAmounts.total(inPDF: try await client.send(.get, "/q/\(token).pdf").body)),
            ("the spreadsheet", try spreadsheet.recomputedTotal()),
            ("the page to pay", try ShownAmounts.asked(inPayPage: payPage.text, isOpen: isOpen)),
        ]
    }
}

extension Basket {
    /// The same, as a catalog can have it: a product has one price, one tax class
    /// and one category on all lines.
    fileprivate var withOnePriceAProduct: Basket {
        var basket = self
        for index in lines.indices {
            guard let first = lines.first(where: { $0.sku == lines[index].sku }) else { continue }
            basket.lines[index].unitPrice = first.unitPrice
            basket.lines[index].taxClass = first.taxClass
            basket.lines[index].category = first.category ?? "none"
        }
        return basket
    }

    fileprivate var products: JSON {
        let products = Dictionary(lines.map { ($0.sku, $0) }) { first, _ in first }.values
        return .array(
            products.map { line in
                [
                    "sku": .string(line.sku), "name": .string(line.name), "unit": .string(line.unit),
                    "price": .string(Money(minor: line.unitPrice, currency: currency).decimal),
                    "tax_class": .string(line.taxClass.rawValue), "category": .string(line.category ?? ""),
                ]
            }
        )
    }

    fileprivate var draft: JSON {
        var members: [String: JSON] = [
            "customer": ["phone": "+525512345678"],
            "lines": .array(
                lines.map { line in
                    var members: [String: JSON] = [
                        "sku": .string(line.sku), "quantity": .string(line.quantity.description),
                    ]
                    members["discount"] = line.discount?.json
                    return .object(members)
                }
            ),
        ]
        members["discount"] = discount?.json
        members["coupon"] = coupon.map { .string($0.code) }
        return .object(members)
    }
}

extension MoneyRules {
    /// A tenant's settings with these rules, under which everything is granted.
    fileprivate func settings(with coupon: Basket.Coupon?) -> JSON {
        let tiers = volume.tiers.map { tier -> JSON in
            [
                "sku": tier.sku.map(JSON.string) ?? .null, "category": tier.category.map(JSON.string) ?? .null,
                "from": .string(tier.from.description), "percent": .string(tier.percent.description),
            ]
        }
        let coupons =
            coupon.map { [["code": .string($0.code), "discount": $0.discount.json, "minimum": "0.00"] as JSON] } ?? []
        return [
            "tax_zone": .string(zone.rawValue), "prices_include_tax": .bool(pricesIncludeTax),
            "volume_table": .array(tiers), "coupons": .array(coupons), "discount_limits": [["percent": "100"]],
        ]
    }
}
