// The words of a message as the catalog agent's few fixed rules compare them.

/// A message as folded words: lowercase, without accents and punctuation.
struct MessageWords: Sendable {
    /// Only the beginning of a long message is read.
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

    func equals(_ text: String) -> Bool { !words.isEmpty && words == MessageWords(text).words }

    /// What is left without these words.
    func removing(_ others: Set<String>) -> [String] { words.filter { !others.contains($0) } }

    /// Nil for what separates words.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "a"..."z", "0"..."9": scalar
        case "á", "à", "â", "ã", "ä", "ª": "a"
        case "é", "è", "ê", "ë": "e"
        case "í", "ì", "î", "ï": "i"
        case "ó", "ò", "ô", "õ", "ö", "º": "o"
        case "ú", "ù", "û", "ü": "u"
        case "ñ": "n"
        case "ç": "c"
        default: nil
        }
    }
}
