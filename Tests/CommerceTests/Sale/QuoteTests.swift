// Quotes: made, changed, run out, and what becomes of their prices.

import HostCommerce
import HostConversations
import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

struct QuoteTests {
    @Test("a quote has its figures, its address and a validity")
    func created() async throws {
        try await SaleHouse.with { house in
            let quote = try await house.quote(draft(("HAMMER", "2"), ("CABLE", "2.5")))
            #expect(quote.shownNumber == "COT-1")
            #expect(quote.version == 1)
            #expect(quote.prices.lines.map(\.total.minor) == [500_00, 46_25])
            #expect(quote.prices.total.minor == 546_25)
            #expect(quote.prices.totalInWords == "QUINIENTOS CUARENTA Y SEIS PESOS 25/100 M.N.")
            #expect(quote.validUntil == noon.days(15))
            #expect(quote.url == "https://orkesta.test/q/\(quote.token)")
            #expect(quote.hash.count == 64)
            let found = try await house.database.read { try Quotes(house.tenant).find("cot-1", at: noon, in: $0) }
            #expect(found?.prices == quote.prices)
            #expect(try await house.quote(draft(("CABLE", "1"))).shownNumber == "COT-2")
        }
    }

    @Test(
        "what cannot be sold is said by kind",
        arguments: [
            ("HAMMER", "0", .quantity), ("HAMMER", "-1", .quantity), ("HAMMER", "1000000.001", .quantity),
            ("HAMMER", "1.5", .fraction), ("NOTHING", "1", .unknown), ("IMPORT", "1", .currency),
        ] as [(String, String, DraftProblem.Kind)]
    )
    func problems(sku: String, quantity: String, kind: DraftProblem.Kind) async throws {
        try await SaleHouse.with { house in
            let answer = try await house.make {
                try house.desk.create(draft(("CABLE", "1"), (sku, quantity)), house.request(), in: $0)
            }
            #expect(answer.outcome == .refused)
            #expect(answer.problems.map(\.kind) == [kind])
            #expect(answer.problems.first?.line == 1)
            #expect(answer.quote == nil)
        }
    }

    @Test("an empty draft, too many lines, too large a total")
    func sizes() async throws {
        try await SaleHouse.with { house in
            let line = QuoteDraft.Line(sku: "CABLE", quantity: Quantity(thousandths: 1_000_000_000))
            for draft in [
                QuoteDraft(lines: []), QuoteDraft(lines: Array(repeating: line, count: Limits.quoteLinesMax + 1)),
            ] {
                let answer = try await house.make { try house.desk.create(draft, house.request(), in: $0) }
                #expect(answer.problems.map(\.kind) == [.size])
            }
            try await house.upload([
                CatalogDraft(sku: "GOLD", name: "Oro", price: SaleHouse.pesos(Limits.amountMinorMax))
            ])
            let answer = try await house.make { try house.desk.create(draft(("GOLD", "2")), house.request(), in: $0) }
            #expect(answer.problems.map(\.kind) == [.size])
        }
    }

    @Test("more than is at hand can be quoted, and is said")
    func beyondStock() async throws {
        try await SaleHouse.with { house in
            let answer = try await house.make {
                try house.desk.create(draft(("HAMMER", "6"), ("HAMMER", "5")), house.request(), in: $0)
            }
            #expect(answer.outcome == .created)
            #expect(answer.problems.map(\.kind) == [.stock])
            #expect(answer.problems.first?.available?.description == "10")
        }
    }

    @Test("a change makes version 2 and keeps 1; prices and validity hold")
    func revised() async throws {
        try await SaleHouse.with { house in
            let first = try await house.quote(draft(("HAMMER", "1")))
            try await house.upload([CatalogDraft(sku: "HAMMER", name: "Martillo", price: SaleHouse.pesos(300_00))])
            let later = noon.days(3)
            let answer = try await house.make(at: later) { connection in
                let wanted = draft(("HAMMER", "2"), ("CABLE", "1"))
                let plan = try house.desk.revise("COT-1", version: 1, wanted, house.request(at: later), in: connection)
                return try required(plan)
            }
            let second = try #require(answer.quote)
            #expect(second.version == 2)
            #expect(second.prices.lines.map(\.unitPrice.minor) == [250_00, 18_50])
            #expect(second.validUntil == first.validUntil)
            #expect(second.token == first.token)
            #expect(second.hash != first.hash)
            let (old, latest) = try await house.database.read { connection in
                let quotes = Quotes(house.tenant)
                return (
                    try quotes.find("COT-1/1", at: later, in: connection),
                    try quotes.find("COT-1", at: later, in: connection)
                )
            }
            #expect(old?.state == .superseded)
            #expect(old?.prices == first.prices)
            #expect(latest?.version == 2)
            let outdated = try await house.make {
                try required(house.desk.revise("COT-1", version: 1, draft(("CABLE", "1")), house.request(), in: $0))
            }
            #expect(outdated.outcome == .changed)
            #expect(outdated.quote?.version == 2)
        }
    }

    @Test("an expired quote is priced anew, with a new validity")
    func revisedAfterExpiry() async throws {
        try await SaleHouse.with { house in
            _ = try await house.quote(draft(("HAMMER", "1")))
            try await house.upload([CatalogDraft(sku: "HAMMER", name: "Martillo", price: SaleHouse.pesos(300_00))])
            let later = noon.days(15)
            let answer = try await house.make(at: later) {
                let wanted = draft(("HAMMER", "1"))
                return try #require(
                    try house.desk.revise("COT-1", version: 1, wanted, house.request(at: later), in: $0)
                )
            }
            #expect(answer.quote?.prices.total.minor == 300_00)
            #expect(answer.quote?.validUntil == later.days(15))
        }
    }

    @Test("a customer sees nobody else's quotes")
    func privacy() async throws {
        try await SaleHouse.with { house in
            _ = try await house.quote(draft(("HAMMER", "1")))
            let (own, others, list) = try await house.database.read { connection in
                (
                    try house.desk.quote("COT-1", house.request(), in: connection),
                    try house.desk.quote("COT-1", house.request(of: house.beto), in: connection),
                    try house.desk.quotes(house.request(of: house.beto), limit: 10, in: connection)
                )
            }
            #expect(own != nil)
            #expect(others == nil)
            #expect(list.isEmpty)
        }
    }

    @Test("lists show how quotes stand at their moment, in pages")
    func lists() async throws {
        try await SaleHouse.with { house in
            for day in 0..<5 as Range<Int64> { _ = try await house.quote(draft(("CABLE", "1")), at: noon.days(day)) }
            let now = noon.days(16)
            func page(_ filter: Quotes.Filter, after: String? = nil) async throws -> ([String], String?) {
                let page = try await house.database.read { connection in
                    try Quotes(house.tenant).list(
                        filter,
                        after: after.flatMap { .init($0) },
                        limit: 2,
                        at: now,
                        in: connection
                    )
                }
                return (page.quotes.map(\.shownNumber), page.next?.description)
            }
            let first = try await page(Quotes.Filter())
            #expect(first.0 == ["COT-5", "COT-4"])
            #expect(try await page(Quotes.Filter(), after: first.1).0 == ["COT-3", "COT-2"])
            #expect(try await page(Quotes.Filter(state: .expired)).0 == ["COT-2", "COT-1"])
            #expect(try await page(Quotes.Filter(state: .sent)).0 == ["COT-5", "COT-4"])
            #expect(try await page(Quotes.Filter(customer: house.beto)).0.isEmpty)
        }
    }

    @Test("a request that is made again gets the same number")
    func reservedNumbers() async throws {
        try await SaleHouse.with { house in
            // The first attempt was planned and never made real.
            let lost = try await house.database.write {
                try house.desk.create(draft(("CABLE", "1")), house.request(key: "turn-1"), in: $0).answer.quote
            }
            let other = try await house.quote(draft(("CABLE", "1")))
            let again = try await house.make {
                try house.desk.create(draft(("CABLE", "1")), house.request(key: "turn-1"), in: $0)
            }
            #expect(lost?.shownNumber == "COT-1")
            #expect(other.shownNumber == "COT-2")
            #expect(again.quote?.shownNumber == "COT-1")
            #expect(again.quote?.token == lost?.token)
        }
    }

    @Test("a turn reads what it has staged")
    func readYourWrites() async throws {
        try await SaleHouse.with { house in
            let read = try await house.database.write { connection in
                var read = StagedReadings()
                let made = try house.desk.create(draft(("HAMMER", "2")), house.request(), in: connection)
                var staged = [try required(made.write)]
                func request() -> SaleDesk.Request { house.request(staged: staged) }
                read.quoted = try house.desk.quote("COT-1", request(), in: connection)
                let revised = try house.desk.revise(
                    "COT-1",
                    version: 1,
                    draft(("HAMMER", "3")),
                    request(),
                    in: connection
                )
                staged.append(try required(revised?.write))
                read.revised = try house.desk.quote("COT-1", request(), in: connection)
                read.superseded = try house.desk.quote("COT-1/1", request(), in: connection)
                let hash = try required(revised?.answer.quote?.hash)
                let accepted = try house.desk.accept("COT-1", hash: hash, request(), in: connection)
                staged.append(try required(accepted?.write))
                read.accepted = try house.desk.quote("COT-1", request(), in: connection)
                read.order = try house.desk.order("ORD-1", request(), in: connection)
                read.versions = try house.desk.quotes(request(), limit: 5, in: connection).map(\.version)
                read.left = try house.desk.check(
                    [StockLine(sku: "HAMMER", quantity: Quantity(thousandths: 8_000))],
                    request(),
                    in: connection
                ).first?.available
                for write in staged {
                    try write.apply(to: house.tenant, at: noon, randomness: SystemRandomness(), in: connection)
                }
                read.stored = try house.desk.quote("COT-1", house.request(), in: connection)
                return read
            }
            #expect(read.quoted?.state == .sent)
            #expect(read.revised?.version == 2 && read.superseded?.state == .superseded)
            #expect(read.accepted?.order == "ORD-1" && read.order?.prices.total.minor == 750_00)
            #expect(read.versions == [2] && read.left?.description == "7")
            #expect(read.stored?.order == "ORD-1")
        }
    }
}

/// What a turn reads of a quote that it makes, changes and accepts, before any of it is stored.
private struct StagedReadings: Sendable {
    var quoted: Quote?
    var revised: Quote?
    var superseded: Quote?
    var accepted: Quote?
    var order: Order?
    var versions: [Int64] = []
    var left: Quantity?
    /// When it is.
    var stored: Quote?
}
