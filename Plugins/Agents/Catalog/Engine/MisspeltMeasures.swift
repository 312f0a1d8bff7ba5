// Units and amounts with a wrong letter, "meda pulgada", "25 quilos": read as
// what they must be, but only where that makes a measure.

enum MisspeltMeasures {
    private static let lettersMin = 4

    /// The tokens with misspelt measures put right; nil when there are none.
    static func corrected(_ tokens: [Token], isKnown: (Token) -> Bool) -> [Token]? {
        var best: [Token]?
        var corrected = tokens
        var measures = count(MeasureReader.combine(tokens))
        for place in tokens.indices {
            let token = tokens[place]
            guard token.kind == .word, token.bytes.count >= lettersMin, !isKnown(token) else { continue }
            for word in words.neighbours(of: token.bytes, edits: 1).prefix(3) {
                var attempt = corrected
                attempt[place].bytes = Array(words.text(word.term).utf8)
                corrected = attempt
                let found = count(MeasureReader.combine(attempt))
                guard found > measures else { continue }
                measures = found
                best = attempt
                break
            }
        }
        return best.map(MeasureReader.combine)
    }

    private static func count(_ tokens: [Token]) -> Int { tokens.count { $0.kind == .measure } }

    private static let words: Vocabulary = {
        var words = Vocabulary()
        for word in MeasureUnits.names + MeasureReader.amountNames where word.count >= lettersMin {
            _ = words.intern(word, .word)
        }
        return words
    }()
}
