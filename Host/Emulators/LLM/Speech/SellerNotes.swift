// How the emulated seller works with tools that only note what a customer wants:
// it looks up first, and then notes what it found.

internal import HostLLM
internal import OrkestaModel

/// What follows once a search has answered.
enum SellerNotes {
    private static let shownMax = 3
    private static let buying: Set<String> = [
        "quiero", "dame", "deme", "llevo", "ponme", "mándame", "mandame", "agrega", "take", "give", "buy", "quero",
        "levo", "manda",
    ]

    /// The note for what `result` found: bought when the customer says so, shown
    /// otherwise; nil when there is nothing to note, or no tool to note it with.
    static func call(after name: String, _ result: JSON, _ heard: String, _ question: ChatRequest) -> SpokenCall? {
        guard name.hasPrefix("buscar") else { return nil }
        let skus = self.skus(in: result)
        let words = Set(heard.lowercased().split { !$0.isLetter }.map(String.init))
        let isBought = !words.isDisjoint(with: buying)
        let prefix = isBought ? "agregar" : "mostrar"
        guard let tool = question.tools.first(where: { $0.name.hasPrefix(prefix) }), !skus.isEmpty else { return nil }
        let lines = skus.prefix(isBought ? 1 : shownMax).map { sku -> JSON in
            guard isBought, let count = SellerLines.number(in: heard) else { return ["sku": .string(sku)] }
            return ["sku": .string(sku), "cantidad": .string(count)]
        }
        return SpokenCall(name: tool.name, arguments: JSON.object(["lineas": .array(lines)]).description)
    }

    private static func skus(in result: JSON) -> [String] {
        if let elements = result.arrayValue { return elements.flatMap(skus) }
        if let sku = result["sku"]?.stringValue { return [sku] }
        return (result.objectValue ?? [:]).sorted { $0.key < $1.key }.flatMap { skus(in: $0.value) }
    }
}

/// Lines of a list, as the emulated seller reads them.
enum SellerLines {
    private static let counts: [String: String] = [
        "un": "1", "una": "1", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6",
        "diez": "10", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "ten": "10",
        "um": "1", "uma": "1", "dois": "2", "duas": "2", "três": "3", "quatro": "4", "dez": "10",
    ]

    /// `{"name", "quantity", "unit"}` for each number and what follows it.
    static func lines(in heard: String) -> JSON {
        var lines: [(count: String, words: [String])] = []
        for word in heard.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init) {
            if let count = count(word) {
                lines.append((count, []))
            } else if !lines.isEmpty {
                lines[lines.count - 1].words.append(word)
            }
        }
        return .array(
            lines.filter { !$0.words.isEmpty }.map { line in
                let name = SellerWish.subject(of: line.words.prefix(4).joined(separator: " "))
                let need = SellerNeeds.product(for: line.words.joined(separator: " "))
                return ["name": .string(need ?? name), "quantity": .string(line.count), "unit": ""]
            }
        )
    }

    /// The first number that was said.
    static func number(in heard: String) -> String? {
        heard.lowercased().split { !$0.isLetter && !$0.isNumber }.lazy.compactMap { count(String($0)) }.first
    }

    private static func count(_ word: String) -> String? {
        word.allSatisfy(\.isASCII) && Int(word) != nil ? word : counts[word]
    }
}
