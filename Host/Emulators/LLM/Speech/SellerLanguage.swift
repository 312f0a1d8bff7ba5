// Data: what the emulated seller says, in the customer's language.

internal import OrkestaModel

/// A language of the seller.
enum SellerLanguage: Sendable {
    case spanish
    case english
    case portuguese

    /// By a few words that only one of them has; Spanish where none is heard.
    init(of heard: String) {
        let words = Set(heard.lowercased().split { !$0.isLetter }.map(String.init))
        if !words.isDisjoint(with: ["the", "hello", "hi", "looking", "need", "want", "price", "please", "you"]) {
            self = .english
        } else if !words.isDisjoint(with: ["olá", "oi", "você", "preço", "quero", "preciso", "procuro", "obrigado"]) {
            self = .portuguese
        } else {
            self = .spanish
        }
    }

    var greeting: String {
        switch self {
        case .spanish: "¡Hola! Soy su vendedor. ¿Qué pieza busca y para qué vehículo o uso la necesita?"
        case .english: "Hello! I am your sales assistant. What are you looking for, and what is it for?"
        case .portuguese: "Olá! Sou o seu vendedor. O que você procura e para que vai usar?"
        }
    }

    /// Reads out what a tool returned: names and prices as they stand there.
    func report(_ result: JSON) -> String {
        let found = Self.items(in: result).prefix(3).map { item in
            [item.name, item.price].compactMap(\.self).joined(separator: ": ")
        }
        guard !found.isEmpty else { return nothing }
        return "\(opening) \(found.joined(separator: "; ")). \(question)"
    }

    private var opening: String {
        switch self {
        case .spanish: "Esto es lo que tengo:"
        case .english: "This is what I have:"
        case .portuguese: "Isto é o que tenho:"
        }
    }

    private var question: String {
        switch self {
        case .spanish: "¿Se lo aparto?"
        case .english: "Shall I set it aside for you?"
        case .portuguese: "Quer que eu reserve?"
        }
    }

    private var nothing: String {
        switch self {
        case .spanish: "No encontré eso. ¿Me da otro nombre o la clave?"
        case .english: "I could not find that. Do you have another name or the part number?"
        case .portuguese: "Não encontrei isso. Você tem outro nome ou o código?"
        }
    }

    /// Every object with a name in a result, in order.
    private static func items(in result: JSON) -> [(name: String, price: String?)] {
        if let elements = result.arrayValue { return elements.flatMap(items) }
        guard let members = result.objectValue else { return [] }
        if let name = (members["title"] ?? members["name"] ?? members["nombre"])?.stringValue {
            return [(name, price(members["price"] ?? members["precio"] ?? members["total"]))]
        }
        return members.sorted { $0.key < $1.key }.flatMap { items(in: $0.value) }
    }

    private static func price(_ price: JSON?) -> String? {
        guard let amount = price?["amount"]?.stringValue, let currency = price?["currency"]?.stringValue else {
            return price?.stringValue
        }
        return Money(decimal: amount, currency: currency)?.description ?? "\(amount) \(currency)"
    }
}
