// A list as customers change it, through the document that a conversation keeps.

import AgentDialogue
import OrkestaModel
import Testing

@Suite struct ShoppingListTests {
    private static func product(_ sku: String, _ name: String) -> ProductHit {
        ProductHit(sku: sku, name: name, price: Money(minor: 1_250, currency: "MXN"), unit: "PZA", stock: 9, score: 1)
    }

    private static let sandpaper = product("LIJ-80", "Lija de Agua Grano 80 Fandeli")
    private static let hammer = product("MAR-16", "Martillo Uña Curva 16 oz")

    private func stored(_ list: ShoppingList) throws -> ShoppingList {
        try ShoppingList(json: JSON(parsing: list.json.description), language: .portuguese)
    }

    private func found(_ text: String, _ hits: [ProductHit]) -> Finding {
        Finding(wish: Wish(text: text, amount: .quantity(.one)), hits: hits)
    }

    @Test func whatWasAskedForByOneNameIsTakenOffByIt() throws {
        var list = ShoppingList(language: .portuguese)
        _ = list.found([found("lixas", [Self.sandpaper]), found("martelo", [Self.hammer])], isOrder: true)
        list = try stored(list)
        #expect(list.askedAs == ["LIJ-80": "lixas", "MAR-16": "martelo"])
        #expect(
            list.handle(.remove(.named("a lixa"), nil))?.notes.first
                == .removed(BasketLine(Self.sandpaper, quantity: .one))
        )
        #expect(list.basket.lines.map(\.sku) == ["MAR-16"])
    }

    /// A product whose name says it goes before one that was only asked for so.
    @Test func namesGoFirst() throws {
        var list = ShoppingList(language: .portuguese)
        _ = list.found([found("martillo", [Self.sandpaper]), found("uña curva", [Self.hammer])], isOrder: true)
        _ = list.handle(.remove(.named("martillo"), nil))
        #expect(list.basket.lines.map(\.sku) == ["LIJ-80"])
    }

    @Test func onlyWordsForWhatIsThereAreKept() throws {
        var list = ShoppingList(language: .portuguese)
        _ = list.found([found(String(repeating: "lixa", count: 40), [Self.sandpaper])], isOrder: false)
        #expect(list.askedAs["LIJ-80"]?.count == 60)
        _ = list.found([found("martelo", [Self.hammer])], isOrder: false)
        #expect(list.askedAs == ["MAR-16": "martelo"])
    }
}
