// A piece of folded text that is matched as one.

/// A word, number, part number or measure.
struct Token: Equatable {
    enum Kind: UInt8 {
        /// Letters only; the one kind that is stemmed, sounded out and forgiven typos.
        case word
        /// Digits, a decimal or a fraction.
        case number
        /// Letters and digits together: H4, 20W50, D583.
        case code
        /// A number with its unit, in normal form.
        case measure
    }

    var bytes: [UInt8]
    var kind: Kind
    /// Whether nothing, or only punctuation, stands between this token and the one before.
    var isGlued = false
    /// Whether it is a further side of a size: the 2 of 1/2x2.
    var isFactor = false
    /// Whether a currency sign stands before it.
    var isPrice = false
    /// Whether a full stop stands behind it, as behind an abbreviation.
    var isDotted = false
    /// The number of a measure as it was written; empty for the other kinds.
    var numeral: [UInt8] = []
    /// The letters and digits a measure was written with ("5l"); empty for the other kinds.
    var written: [UInt8] = []
    /// What a measure measures; nil for the other kinds.
    var measure: Measure?

    /// The letters and digits of the token, for words and part numbers that are written together or apart.
    var squeezed: [UInt8] {
        kind == .measure ? written : bytes.filter { $0.isDigit || $0.isLetter }
    }

    /// What the token is called in an answer.
    var label: String { measure?.label ?? text }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
