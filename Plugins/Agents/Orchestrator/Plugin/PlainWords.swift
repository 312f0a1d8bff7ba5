// What a message says in plain words, by the grammar that the selling agents
// read it with: where it is certain, the model's guess does not count.

import AgentDialogue

/// One message, read by the grammar of one language.
struct PlainWords {
    /// "me cotizan...", with products or without.
    let asksForQuote: Bool
    /// "quiero un taladro": products by name, and how many pieces.
    let ordersByName: Bool
    /// "quiero 2 del primero", "dame el último": of what was listed.
    let ordersFromList: Bool
    /// "the second", "el más barato": one of what was listed.
    let choosesFromList: Bool
    /// "cancel everything": what is being bought, rather than an order made before.
    let cancelsPurchase: Bool

    /// Words for an order that was made; a person sees to those.
    private static let orderWords: Set<String> = [
        "pedido", "pedidos", "orden", "compra", "order", "orders", "purchase", "encomenda", "compras",
    ]

    /// `language` is an ISO 639-1 code; an unknown one is read as Spanish.
    init(_ text: String, language: String) {
        let reader = RequestReader(Language(rawValue: language) ?? .spanish)
        let request = reader.read(text)
        let saysToBuy = reader.saysToBuy(text)
        asksForQuote = if case .quotation = request { true } else { false }
        let words = Words(text)
        cancelsPurchase =
            request == .cancel && words.folded.contains { $0.hasPrefix("cancel") }
            && !words.contains(oneOf: Self.orderWords)
        choosesFromList = if case .take(let reference, _) = request { reference != .that } else { false }
        switch request {
        case .wishes(let wishes, isOrder: true):
            ordersByName = saysToBuy && wishes.contains { $0.amount != nil && $0.unit == nil }
            ordersFromList = false
        case .take(let reference, let amount):
            ordersByName = false
            ordersFromList = reference != .that && (amount != nil || saysToBuy)
        default: (ordersByName, ordersFromList) = (false, false)
        }
    }

    /// Which of two languages explains more of a message's words; the first when
    /// both do alike. A product's name in a foreign language is no change of it.
    static func likelier(_ known: String, _ guessed: String, in text: String) -> String {
        guard let first = Language(rawValue: known), let second = Language(rawValue: guessed) else { return guessed }
        let unknown = (RequestReader(first).namingWordCount(in: text), RequestReader(second).namingWordCount(in: text))
        return unknown.0 <= unknown.1 ? known : guessed
    }
}
