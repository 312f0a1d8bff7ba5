// Stock: held until a moment, sold when paid, cut to thousandths.

import HostCommerce
import HostCore
import HostStorage
import OrkestaModel
import Testing

struct StockTests {
    private func lines(_ sku: String, _ quantity: String) -> [StockLine] {
        [StockLine(sku: sku, quantity: Quantity(quantity) ?? Quantity(thousandths: 0))]
    }

    private func basket(_ house: SaleHouse, _ conversation: String, at moment: Timestamp = noon) -> SaleDesk.Request {
        var request = house.request(at: moment)
        request.conversation = ConversationID(conversation)
        return request
    }

    @Test("a hold is replaced, ends by itself, and is no obstacle to its own conversation")
    func basketHold() async throws {
        try await SaleHouse.with { house in
            for quantity in ["9", "4"] {
                let answer = try await house.make {
                    let request = basket(house, "talk-1")
                    let wanted = lines("HAMMER", quantity)
                    return try house.desk.reserve("basket", wanted, minutes: 30, request, in: $0)
                }
                #expect(answer.heldUntil == noon.advanced(bySeconds: 1_800))
            }
            #expect(try await house.available("HAMMER") == "6")
            let (own, other) = try await house.database.read { connection in
                (
                    try house.desk.check(lines("HAMMER", "10"), basket(house, "talk-1"), in: connection),
                    try house.desk.reserve(
                        "basket",
                        lines("HAMMER", "7"),
                        minutes: nil,
                        basket(house, "talk-2"),
                        in: connection
                    )
                )
            }
            #expect(own.first?.isEnough == true)
            #expect(other.answer.heldUntil == nil)
            #expect(other.answer.levels.first?.available?.description == "6")
            #expect(other.write == nil)
            #expect(try await house.available("HAMMER", at: noon.advanced(bySeconds: 1_800)) == "10")
            try await house.make { try house.desk.release("basket", basket(house, "talk-1"), in: $0) }
            #expect(try await house.available("HAMMER") == "10")
        }
    }

    @Test("an order takes the place of what its conversation held, and can be renewed")
    func orderHold() async throws {
        try await SaleHouse.with { house in
            try await house.make {
                try house.desk.reserve("basket", lines("HAMMER", "8"), minutes: nil, basket(house, "talk"), in: $0)
            }
            let placed = try await house.make {
                try house.desk.order(draft(("HAMMER", "5")), basket(house, "talk"), in: $0)
            }
            #expect(placed.order?.shownNumber == "ORD-1")
            #expect(try await house.available("HAMMER") == "5")
            let found = try await house.database.read { try Orders(house.tenant).find("ORD-1", in: $0) }
            #expect(found?.heldUntil == placed.order?.heldUntil)
            #expect(found?.heldUntil != nil)
            let renewed = try await house.make {
                try house.desk.reserve("ord-1", [], minutes: 60, house.request(at: noon.days(1)), in: $0)
            }
            #expect(renewed.heldUntil == noon.days(1).advanced(bySeconds: 3_600))
            #expect(try await house.available("HAMMER", at: noon.days(1)) == "5")
            await #expect(throws: Problem.self) {
                try await house.make {
                    try house.desk.reserve("ORD-1", [], minutes: 60, house.request(of: house.beto), in: $0)
                }
            }
        }
    }

    @Test("what is paid leaves the stock, fractions too, once")
    func sold() async throws {
        try await SaleHouse.with { house in
            let placed = try await house.make {
                try house.desk.order(draft(("CABLE", "2.5"), ("HAMMER", "3")), house.request(), in: $0)
            }
            let order = try #require(placed.order)
            for _ in 0..<2 {
                let short = try await house.database.write {
                    try Orders(house.tenant).markPaid(order.id, at: noon, in: $0)
                }
                #expect(short.isEmpty)
            }
            #expect(try await house.available("CABLE") == "97.5")
            #expect(try await house.available("HAMMER") == "7")
            let (item, found) = try await house.database.read { connection in
                (
                    try CatalogItems(house.tenant).get("CABLE", in: connection),
                    try Orders(house.tenant).find("ORD-1", in: connection)
                )
            }
            #expect(item?.stock == 97)
            #expect(found?.state == .paid)
            #expect(found?.heldUntil == nil)
            // A change of the name keeps the half metre; a count of the stock sets it anew.
            try await house.upload([CatalogDraft(sku: "CABLE", name: "Cable calibre 12", price: SaleHouse.pesos(18_50))]
            )
            #expect(try await house.available("CABLE") == "97.5")
            try await house.upload([
                CatalogDraft(sku: "CABLE", name: "Cable 12", price: SaleHouse.pesos(18_50), stock: 40)
            ])
            #expect(try await house.available("CABLE") == "40")
        }
    }

    @Test("of a stock beyond every quantity only what is sold is taken")
    func largeStock() async throws {
        try await SaleHouse.with { house in
            let many: Int64 = 5_000_000_000
            try await house.upload([
                CatalogDraft(sku: "CABLE", name: "Cable 12", price: SaleHouse.pesos(18_50), stock: many)
            ])
            let placed = try await house.make {
                try house.desk.order(draft(("CABLE", "2.5")), house.request(), in: $0)
            }
            let order = try #require(placed.order)
            _ = try await house.database.write { try Orders(house.tenant).markPaid(order.id, at: noon, in: $0) }
            let item = try await house.database.read { try CatalogItems(house.tenant).get("CABLE", in: $0) }
            #expect(item?.stock == many - 3, "and half a metre beside it")
        }
    }

    @Test("paid after the hold ended and others bought: the shortage is told")
    func paidLate() async throws {
        try await SaleHouse.with { house in
            func order(_ quantity: String, at moment: Timestamp) async throws -> Order {
                let answer = try await house.make(at: moment) {
                    try house.desk.order(draft(("HAMMER", quantity)), house.request(at: moment), in: $0)
                }
                return try #require(answer.order)
            }
            let late = try await order("6", at: noon)
            let quick = try await order("8", at: noon.days(2))
            let moment = noon.days(2)
            let (fine, short) = try await house.database.write { connection in
                (
                    try Orders(house.tenant).markPaid(quick.id, at: moment, in: connection),
                    try Orders(house.tenant).markPaid(late.id, at: moment, in: connection)
                )
            }
            #expect(fine.isEmpty)
            #expect(short.map(\.sku) == ["HAMMER"])
            #expect(short.first?.available?.description == "2")
            #expect(try await house.available("HAMMER", at: moment) == "0")
        }
    }

    @Test("the index hears of sold stock")
    func revision() async throws {
        try await SaleHouse.with { house in
            let before = try await house.database.read { try CatalogItems(house.tenant).revision(in: $0) }
            let placed = try await house.make { try house.desk.order(draft(("HAMMER", "1")), house.request(), in: $0) }
            let order = try #require(placed.order)
            _ = try await house.database.write { try Orders(house.tenant).markPaid(order.id, at: noon, in: $0) }
            let changes = try await house.database.read {
                try CatalogItems(house.tenant).changes(since: before, in: $0).items
            }
            #expect(changes.map(\.sku) == ["HAMMER"])
            #expect(changes.first?.stock == 9)
        }
    }

    @Test("holds that ended are swept")
    func prune() async throws {
        try await SaleHouse.with { house in
            _ = try await house.make { try house.desk.order(draft(("HAMMER", "1")), house.request(), in: $0) }
            let removed = try await house.database.write { connection in
                (
                    try StockHolds(house.tenant).prune(at: noon, in: connection),
                    try StockHolds(house.tenant).prune(at: noon.days(1), in: connection)
                )
            }
            #expect(removed == (0, 1))
        }
    }
}
