// What a customer's message asks of the catalog, before any search.

import AgentDialogue

/// A message sorted by the catalog agent's few fixed rules.
enum Wish: Equatable {
    /// To see what there is.
    case browse
    /// A category by its name.
    case category(String)
    /// A quotation, a purchase or help, without naming a product.
    case quotation, purchase, anything
    case person
    /// A product or several, in the customer's words.
    case product

    /// `intent` is as the orchestrator classified the message, or empty.
    init(_ message: Words, intent: String, phrases: Phrases, categories: [String]) {
        if Language.allCases.contains(where: { message.says(Phrases.of($0).person) }) {
            self = .person
        } else if let category = categories.first(where: message.says) {
            self = .category(category)
        } else if message.namesProduct(phrases) {
            self = .product
        } else if message.asksForQuotation {
            self = .quotation
        } else if message.folded.contains(where: phrases.browseWords.contains) {
            self = .browse
        } else {
            self = intent == "purchase" || message.quantity != nil ? .purchase : .anything
        }
    }
}

extension Words {
    private static let quotationStems = ["cotiza", "presupuesto", "quot", "estimate", "orcamento", "cotacao"]
    private static let buyingWords: Set<String> = [
        "llevo", "llevar", "compro", "comprar", "pido", "apartame", "apartamelo", "take", "buy", "order", "levo",
        "levar",
    ]

    /// What is left without these words.
    func removing(_ others: Set<String>) -> [String] { folded.filter { !others.contains($0) } }

    /// Whether something is left besides words of asking, numbers and pieces.
    func namesProduct(_ phrases: Phrases) -> Bool {
        folded.contains { word in
            !phrases.requestWords.contains(word) && !phrases.browseWords.contains(word)
                && !ChoiceWords.pieces.contains(word) && ChoiceWords.cardinals[word] == nil && Int(word) == nil
        }
    }

    var asksForQuotation: Bool {
        folded.contains { word in Self.quotationStems.contains(where: word.hasPrefix) }
    }

    private static let wantingWords: Set<String> = [
        "quiero", "quisiera", "busco", "necesito", "ocupo", "tienes", "tienen", "tiene", "hay", "dame", "venden",
        "kiero", "want", "need", "looking", "have", "sell", "got", "quero", "queria", "preciso", "procuro", "tem",
        "vende", "vendem",
    ]

    /// Whether a product is asked for, whichever.
    var saysToWant: Bool { folded.contains(where: Self.wantingWords.contains) }

    var saysToBuy: Bool { folded.contains(where: Self.buyingWords.contains) }

    /// A number in digits or words, 1 to 9,999.
    var quantity: Int? {
        folded.lazy.compactMap { Int($0) ?? ChoiceWords.cardinals[$0] }.first { (1...9_999).contains($0) }
    }
}
