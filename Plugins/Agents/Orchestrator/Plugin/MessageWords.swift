// The words of a message as the orchestrator's few fixed rules compare them.

/// A message as folded words: lowercase, without accents and punctuation.
struct MessageWords: Sendable {
    /// Messages longer than this are no small talk; only the beginning is read.
    private static let scalarsMax = 400
    let words: [String]

    init(_ text: String) {
        var words: [String] = []
        var word = ""
        for scalar in String(text.unicodeScalars.prefix(Self.scalarsMax)).lowercased().unicodeScalars {
            if let letter = Self.folded(scalar) {
                word.unicodeScalars.append(letter)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        self.words = word.isEmpty ? words : words + [word]
    }

    func equals(_ text: String) -> Bool { words == MessageWords(text).words }

    func contains(oneOf others: Set<String>) -> Bool { words.contains(where: others.contains) }

    /// Every word is one of these, and there is one.
    func consists(of others: Set<String>) -> Bool { !words.isEmpty && words.allSatisfy(others.contains) }

    /// A word that can be an order's number: 3 to 20 characters with at least
    /// two digits in a row at its end.
    var hasOrderNumber: Bool {
        words.contains { word in
            let digits = word.reversed().prefix(while: \.isWholeNumber).count
            return digits >= 2 && word.count <= 20 && (digits >= 3 || word.count > digits || words.count <= 3)
        }
    }

    /// Nil for what separates words.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "a"..."z", "0"..."9": scalar
        case "á", "à", "â", "ã", "ä": "a"
        case "é", "è", "ê", "ë": "e"
        case "í", "ì", "î", "ï": "i"
        case "ó", "ò", "ô", "õ", "ö": "o"
        case "ú", "ù", "û", "ü": "u"
        case "ñ": "n"
        case "ç": "c"
        default: nil
        }
    }
}
