// A tenant with a few products, and a desk that sells them to one customer.

import FoundationEssentials
import HostAccess
import HostCommerce
import HostConversations
import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

/// A sale under test: plans are made real as the API and turns make them.
struct SaleHouse: Sendable {
    let house: TestHouse
    let desk: SaleDesk
    let ana: CustomerID
    let beto: CustomerID

    var database: any Database { house.database }
    var tenant: TenantHandle { house.tenant }

    /// Runs `body` on a house with the products below, after `settings`.
    static func with(_ settings: JSON = [:], _ body: (SaleHouse) async throws -> Void) async throws {
        try await TestHouse.with { house in
            let key = try #require(MasterKey(String(repeating: "0123456789abcdef", count: 4)))
            let customers = try await house.database.write { connection in
                _ = try SalesSettingsStore(house.tenant).merge(settings, at: noon, in: connection)
                try CatalogItems(house.tenant).upsert(
                    products,
                    at: noon,
                    randomness: SystemRandomness(),
                    in: connection
                )
                return try ["+525511112222", "+525533334444"].map { phone in
                    try Customers(house.tenant).resolve(
                        channel: .api,
                        address: phone,
                        at: noon,
                        randomness: SystemRandomness(),
                        in: connection
                    ).id
                }
            }
            let desk = SaleDesk(house.tenant, tokens: PublicTokens(key), publicURL: "https://orkesta.test")
            try await body(SaleHouse(house: house, desk: desk, ana: customers[0], beto: customers[1]))
        }
    }

    static let products = [
        CatalogDraft(sku: "HAMMER", name: "Martillo", price: pesos(250_00), stock: 10, cost: pesos(150_00)),
        CatalogDraft(sku: "CABLE", name: "Cable 12", price: pesos(18_50), unit: "M", category: "Eléctrico", stock: 100),
        CatalogDraft(sku: "FLOUR", name: "Harina", price: pesos(20_00), unit: "KG", taxClass: .zero),
        CatalogDraft(sku: "IMPORT", name: "Importado", price: Money(minor: 10_00, currency: "USD")),
    ]

    static func pesos(_ minor: Int64) -> Money { Money(minor: minor, currency: "MXN") }

    func request(
        of customer: CustomerID? = nil,
        agent: String? = "sales",
        at moment: Timestamp = noon,
        key: String? = nil,
        staged: [SaleWrite] = []
    ) -> SaleDesk.Request {
        SaleDesk.Request(
            customer: customer ?? ana,
            agent: agent.flatMap { PluginID($0) },
            now: moment,
            randomness: SystemRandomness(),
            key: key ?? UUID().uuidString,
            staged: staged
        )
    }

    /// Plans with `plan` and makes what it writes, in one transaction.
    @discardableResult
    func make<Answer: Sendable>(
        at moment: Timestamp = noon,
        _ plan: @escaping @Sendable (any DatabaseConnection) throws -> SaleDesk.Plan<Answer>
    ) async throws -> Answer {
        try await database.write { [tenant] connection in
            let plan = try plan(connection)
            try plan.write?.apply(to: tenant, at: moment, randomness: SystemRandomness(), in: connection)
            return plan.answer
        }
    }

    func quote(_ draft: QuoteDraft, at moment: Timestamp = noon) async throws -> Quote {
        let answer = try await make(at: moment) { [self] in try desk.create(draft, request(at: moment), in: $0) }
        return try #require(answer.quote, "\(answer.problems)")
    }

    func accept(_ quote: Quote, hash: String? = nil, at moment: Timestamp = noon) async throws -> OrderAnswer {
        try await make(at: moment) { [self] connection in
            let hash = hash ?? quote.hash
            let plan = try desk.accept(quote.shownNumber, hash: hash, request(at: moment), in: connection)
            return try required(plan)
        }
    }

    func upload(_ drafts: [CatalogDraft], mode: CatalogMode = .merge) async throws {
        try await database.write { [tenant] connection in
            try CatalogItems(tenant).upsert(
                drafts,
                mode: mode,
                at: noon,
                randomness: SystemRandomness(),
                in: connection
            )
        }
    }

    /// What is at hand of a product for whoever comes next; nil when untracked.
    func available(_ sku: String, at moment: Timestamp = noon) async throws -> String? {
        try await database.read { [tenant] connection in
            try StockHolds(tenant).levels(
                of: [StockLine(sku: sku, quantity: Quantity(thousandths: 1))],
                for: StockHolds.Claimant(),
                at: moment,
                in: connection
            ).first?.available?.description
        }
    }
}

/// `draft(("HAMMER", "2"))`.
func draft(_ lines: (String, String)..., discount: Discount? = nil, coupon: String? = nil) -> QuoteDraft {
    QuoteDraft(
        lines: lines.map { QuoteDraft.Line(sku: $0.0, quantity: Quantity($0.1) ?? Quantity(thousandths: 0)) },
        discount: discount,
        coupon: coupon
    )
}

extension Timestamp {
    func days(_ count: Int64) -> Timestamp { advanced(bySeconds: count * 86_400) }
}
