// Data: the words by which the emulated seller knows what a customer wants, and
// the tools that serve it, in three languages.

/// What a customer may want, the more particular first.
enum SellerWish: CaseIterable {
    case quotation
    case discount
    case payment
    case product

    var words: Set<String> {
        switch self {
        case .quotation:
            ["cotización", "cotizacion", "cotiza", "cotízame", "quote", "quotation", "orçamento", "cotação"]
        case .discount: ["descuento", "rebaja", "discount", "desconto"]
        case .payment: ["pagar", "pago", "liga", "pay", "payment", "pagamento", "link"]
        case .product:
            [
                "busco", "quiero", "necesito", "tienes", "tienen", "precio", "cuánto", "cuanto", "looking", "need",
                "want", "price", "have", "procuro", "quero", "preciso", "preço", "tem",
            ]
        }
    }

    /// Parts of the names of tools that serve it.
    var toolWords: [String] {
        switch self {
        case .quotation: ["cotiz", "quot", "orcament"]
        case .discount: ["descuento", "discount", "descont"]
        case .payment: ["pago", "pay", "pag"]
        case .product: ["buscar", "search", "catalog", "procurar"]
        }
    }

    /// As the orchestrator names it.
    var intent: String {
        switch self {
        case .quotation: "quotation"
        case .discount, .payment: "purchase"
        case .product: "product_search"
        }
    }

    private static let fillers: Set<String> = [
        "un", "una", "el", "la", "los", "las", "de", "del", "para", "por", "favor", "me", "a", "an", "the", "for", "do",
        "you", "i", "am", "is", "um", "uma", "o", "os", "as", "que", "y", "e", "and", "hola", "hello", "olá", "please",
    ]

    /// What is left of a sentence without the words that say nothing of the thing.
    static func subject(of heard: String) -> String {
        if let product = SellerNeeds.product(for: heard) { return product }
        let known = allCases.reduce(into: fillers) { $0.formUnion($1.words) }
        let words = heard.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "/" }.map(String.init)
        let subject = words.filter { !known.contains($0) }
        return subject.isEmpty ? heard : subject.joined(separator: " ")
    }
}
