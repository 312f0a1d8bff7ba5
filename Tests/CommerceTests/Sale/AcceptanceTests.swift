// A customer's yes: bound to what was shown, once, and only while it can be kept.

import HostCommerce
import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

struct AcceptanceTests {
    @Test("a yes makes one order, at the quoted prices, and holds its stock")
    func accepted() async throws {
        try await SaleHouse.with { house in
            let quote = try await house.quote(draft(("HAMMER", "2"), ("FLOUR", "1.5")))
            try await house.upload([CatalogDraft(sku: "HAMMER", name: "Martillo", price: SaleHouse.pesos(900_00))])
            let answer = try await house.accept(quote)
            let order = try #require(answer.order)
            #expect(order.shownNumber == "ORD-1")
            #expect(order.prices == quote.prices)
            #expect(order.quote == "COT-1")
            #expect(order.heldUntil == noon.days(1))
            #expect(answer.quote?.state == .accepted)
            #expect(try await house.available("HAMMER") == "8")
            let again = try await house.accept(quote)
            #expect(again.outcome == .accepted)
            #expect(again.order?.id == order.id)
            #expect(try await house.available("HAMMER") == "8")
        }
    }

    @Test("twenty at once, one order")
    func concurrent() async throws {
        try await SaleHouse.with { house in
            let quote = try await house.quote(draft(("HAMMER", "1")))
            let orders = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        // Two steps, as a turn makes them: planned on one state, made real on another.
                        let plan = try await house.database.write {
                            try house.desk.accept("COT-1", hash: quote.hash, house.request(), in: $0)
                        }
                        do {
                            try await house.database.write {
                                try plan?.write?.apply(
                                    to: house.tenant,
                                    at: noon,
                                    randomness: SystemRandomness(),
                                    in: $0
                                )
                            }
                            return plan?.answer.order?.shownNumber
                        } catch is SaleConflict {
                            return try await house.accept(quote).order?.shownNumber
                        }
                    }
                }
                return try await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(orders == Array(repeating: "ORD-1", count: 20))
            let count = try await house.database.read { try $0.row("SELECT COUNT(*) FROM orders")?.integer(0) }
            #expect(count == 1)
            #expect(try await house.available("HAMMER") == "9")
        }
    }

    @Test("a wrong hash, an old version, an expired quote")
    func refused() async throws {
        try await SaleHouse.with { house in
            let first = try await house.quote(draft(("HAMMER", "1")))
            #expect(try await house.accept(first, hash: "0").outcome == .changed)
            try await house.make {
                try required(house.desk.revise("COT-1", version: 1, draft(("CABLE", "1")), house.request(), in: $0))
            }
            let changed = try await house.accept(first)
            #expect(changed.outcome == .changed)
            let latest = try #require(changed.quote)
            #expect(latest.version == 2)
            #expect(try await house.accept(latest, at: latest.validUntil).outcome == .expired)
            let lastMoment = latest.validUntil.advanced(byMilliseconds: -1)
            #expect(try await house.accept(latest, at: lastMoment).outcome == .accepted)
        }
    }

    @Test("a product that was withdrawn meanwhile is not sold")
    func gone() async throws {
        try await SaleHouse.with { house in
            let quote = try await house.quote(draft(("HAMMER", "1"), ("CABLE", "1")))
            try await house.upload(SaleHouse.products.filter { $0.sku != "CABLE" }, mode: .replace)
            let answer = try await house.accept(quote)
            #expect(answer.outcome == .refused)
            #expect(answer.problems.map(\.kind) == [.gone])
            #expect(answer.problems.first?.line == 1)
            let revised = try await house.make {
                try #require(
                    try house.desk.revise("COT-1", version: 1, draft(("HAMMER", "1")), house.request(), in: $0)
                )
            }
            #expect(try await house.accept(try #require(revised.quote)).outcome == .accepted)
        }
    }

    @Test("stock that others hold is not sold twice")
    func short() async throws {
        try await SaleHouse.with { house in
            let quote = try await house.quote(draft(("HAMMER", "6")))
            let second = try await house.quote(draft(("HAMMER", "6")))
            #expect(try await house.accept(quote).outcome == .accepted)
            let refused = try await house.accept(second)
            #expect(refused.outcome == .refused)
            #expect(refused.problems.map(\.kind) == [.stock])
            #expect(refused.problems.first?.available?.description == "4")
            // A day later nobody has paid: the hold is over, and nothing had to run for it.
            #expect(try await house.accept(second, at: noon.days(1)).outcome == .accepted)
        }
    }

    @Test("an accepted quote is not changed any more")
    func final() async throws {
        try await SaleHouse.with { house in
            let quote = try await house.quote(draft(("HAMMER", "1")))
            _ = try await house.accept(quote)
            let answer = try await house.make {
                try #require(
                    try house.desk.revise("COT-1", version: 1, draft(("CABLE", "1")), house.request(), in: $0)
                )
            }
            #expect(answer.outcome == .accepted)
            #expect(answer.quote?.order == "ORD-1")
        }
    }

    @Test("a state machine's answer to every event", arguments: [0, 1] as [Int64])
    func table(late: Int64) {
        let quote = Quote(
            id: "q",
            number: 1,
            version: 1,
            state: .sent,
            customerID: "c",
            conversationID: nil,
            agent: nil,
            language: "es",
            prices: Prices.empty,
            note: nil,
            createdAt: noon,
            validUntil: noon.days(1),
            hash: "h",
            token: "t"
        )
        let now = noon.days(late)
        let isLate = late > 0
        let expected: [(Quote.State, QuoteStateMachine.Event, QuoteStateMachine.Action)] = [
            (.sent, .accept(hash: "h"), isLate ? .refuseExpired : .placeOrder),
            (.sent, .accept(hash: "x"), .refuseChanged),
            (.sent, .revise, .replace(keepsPrices: !isLate)),
            (.accepted, .accept(hash: "h"), .showOrder),
            (.accepted, .accept(hash: "x"), .refuseChanged),
            (.accepted, .revise, .refuseAccepted),
            (.superseded, .accept(hash: "h"), .refuseChanged),
            (.superseded, .revise, .refuseChanged),
            (.expired, .accept(hash: "h"), isLate ? .refuseExpired : .placeOrder),
        ]
        for (state, event, action) in expected {
            var stored = quote
            stored.state = state
            var machine = QuoteStateMachine(stored)
            #expect(machine.handle(event, at: now) == action, "\(state) at \(now): \(event)")
            if action == .placeOrder { #expect(machine.handle(event, at: now) == .showOrder) }
        }
    }
}

extension Prices {
    fileprivate static let empty = Prices(
        currency: "MXN",
        includeTax: true,
        lines: [],
        discount: nil,
        coupon: nil,
        amount: SaleHouse.pesos(0),
        reduction: SaleHouse.pesos(0),
        base: SaleHouse.pesos(0),
        taxes: [],
        taxAmount: SaleHouse.pesos(0),
        total: SaleHouse.pesos(0),
        totalInWords: ""
    )
}
