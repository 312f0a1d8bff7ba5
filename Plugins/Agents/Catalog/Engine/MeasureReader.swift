// Finds measures among tokens: "1/2 pulgada", "5L", "medio kilo", "litro y
// medio", "2 1/2 in", and puts mixed numbers together.

struct MeasureReader {
    private let tokens: [Token]
    private var position = 0
    private var combined: [Token] = []

    /// The tokens with every number and its unit as one measure.
    static func combine(_ tokens: [Token]) -> [Token] {
        guard tokens.contains(where: { $0.kind == .number || isAmountWord($0) || isUnit($0) }) else { return tokens }
        var reader = MeasureReader(tokens: joiningMixedNumbers(tokens))
        reader.run()
        return reader.combined
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    private mutating func run() {
        combined.reserveCapacity(tokens.count)
        while position < tokens.count {
            if let (token, length) = measure(at: position) {
                combined.append(token)
                position += length
            } else {
                combined.append(tokens[position])
                position += 1
            }
        }
    }

    /// "1 1/2" and "1-1/2" are one number; "100 1/2" are two.
    private static func joiningMixedNumbers(_ tokens: [Token]) -> [Token] {
        var joined: [Token] = []
        for token in tokens {
            if let last = joined.last, last.kind == .number, token.kind == .number, last.bytes.count <= 2,
                !token.isFactor, last.bytes.allSatisfy(\.isDigit), isProperFraction(token.bytes)
            {
                joined[joined.count - 1].bytes = last.bytes + [FoldedText.space] + token.bytes
            } else {
                joined.append(token)
            }
        }
        return joined
    }

    private static func isProperFraction(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(UInt8(ascii: "/")), let fraction = Numeral(bytes) else { return false }
        return fraction.numerator < fraction.denominator
    }

    private func measure(at start: Int) -> (token: Token, length: Int)? {
        guard let amount = amount(at: start) else { return measureWithoutAmount(at: start) }
        var index = start + amount.length
        if amount.isWord, index < tokens.count, Self.fillers.contains(tokens[index].text) { index += 1 }
        guard index < tokens.count, let unit = unit(at: index) else { return nil }
        index += 1
        var numeral = amount.numeral
        var isWritten = !amount.isWord
        if let half = trailingFraction(at: index), let sum = numeral.adding(half.numeral) {
            numeral = sum
            index += half.length
            isWritten = false
        }
        return token(numeral, unit, written: isWritten ? tokens[start].bytes : [], start: start, end: index)
    }

    /// "kilo y medio" says one and a half without a number.
    private func measureWithoutAmount(at start: Int) -> (token: Token, length: Int)? {
        guard let unit = unit(at: start), let half = trailingFraction(at: start + 1),
            let numeral = Numeral(1).adding(half.numeral)
        else { return nil }
        return token(numeral, unit, written: [], start: start, end: start + 1 + half.length)
    }

    private func token(
        _ numeral: Numeral,
        _ unit: MeasureUnit,
        written: [UInt8],
        start: Int,
        end: Int
    ) -> (token: Token, length: Int)? {
        guard let measure = Measure(numeral, unit, written: written) else { return nil }
        let token = Token(
            bytes: measure.term,
            kind: .measure,
            isGlued: tokens[start].isGlued,
            isFactor: tokens[start].isFactor,
            numeral: written.isEmpty ? Array(numeral.decimal.utf8) : written,
            written: tokens[start..<end].flatMap(\.squeezed),
            measure: measure
        )
        return (token, end - start)
    }

    private func amount(at index: Int) -> (numeral: Numeral, length: Int, isWord: Bool)? {
        let token = tokens[index]
        if token.kind == .number {
            guard let numeral = Numeral(token.bytes) else { return nil }
            return (numeral, 1, false)
        }
        guard token.kind == .word, let numeral = Self.amountWords[token.text] else { return nil }
        if index + 1 < tokens.count, Self.quarters.contains(tokens[index + 1].text), numeral.denominator == 1 {
            return (Numeral(numeral.numerator, 4), 2, true)
        }
        return (numeral, 1, true)
    }

    private func unit(at index: Int) -> MeasureUnit? {
        let token = tokens[index]
        guard token.kind == .word, let unit = MeasureUnits.unit(token.bytes) else { return nil }
        if unit.mustBeGlued, !token.isGlued { return nil }
        // "5 in 1" counts, it does not measure.
        if token.bytes == Array("in".utf8), !token.isGlued, index + 1 < tokens.count,
            tokens[index + 1].kind == .number
        {
            return nil
        }
        return unit
    }

    /// The "y medio" of "kilo y medio".
    private func trailingFraction(at index: Int) -> (numeral: Numeral, length: Int)? {
        guard index + 1 < tokens.count, Self.ands.contains(tokens[index].text),
            let numeral = Self.amountWords[tokens[index + 1].text], numeral.denominator > 1
        else { return nil }
        return (numeral, 2)
    }

    private static func isAmountWord(_ token: Token) -> Bool { amountWords[token.text] != nil }
    private static func isUnit(_ token: Token) -> Bool { MeasureUnits.unit(token.bytes) != nil }

    private static let fillers: Set<String> = ["de", "of", "a", "an", "do"]
    private static let quarters: Set<String> = ["cuartos", "quartos", "quarters"]
    private static let ands: Set<String> = ["y", "e", "and"]
    /// Every word for an amount, sorted.
    static var amountNames: [[UInt8]] { (amountWords.keys.sorted() + quarters.sorted()).map { Array($0.utf8) } }

    /// The amount that a word says; nil for other words.
    static func amount(of word: String) -> Numeral? { amountWords[word] }

    private static let amountWords: [String: Numeral] = [
        "un": Numeral(1), "una": Numeral(1), "uno": Numeral(1), "um": Numeral(1), "uma": Numeral(1),
        "one": Numeral(1), "dos": Numeral(2), "dois": Numeral(2), "duas": Numeral(2), "two": Numeral(2),
        "tres": Numeral(3), "three": Numeral(3), "cuatro": Numeral(4), "quatro": Numeral(4), "four": Numeral(4),
        "cinco": Numeral(5), "five": Numeral(5), "seis": Numeral(6), "six": Numeral(6), "siete": Numeral(7),
        "sete": Numeral(7), "seven": Numeral(7), "ocho": Numeral(8), "oito": Numeral(8), "eight": Numeral(8),
        "nueve": Numeral(9), "nove": Numeral(9), "nine": Numeral(9), "diez": Numeral(10), "dez": Numeral(10),
        "ten": Numeral(10), "once": Numeral(11), "doce": Numeral(12), "doze": Numeral(12), "twelve": Numeral(12),
        "quince": Numeral(15), "quinze": Numeral(15), "fifteen": Numeral(15), "veinte": Numeral(20),
        "vinte": Numeral(20), "twenty": Numeral(20), "treinta": Numeral(30), "trinta": Numeral(30),
        "cuarenta": Numeral(40), "quarenta": Numeral(40), "cincuenta": Numeral(50), "cinquenta": Numeral(50),
        "cien": Numeral(100), "cem": Numeral(100), "medio": Numeral(1, 2), "media": Numeral(1, 2),
        "meio": Numeral(1, 2),
        "meia": Numeral(1, 2), "half": Numeral(1, 2), "cuarto": Numeral(1, 4), "quarter": Numeral(1, 4),
    ]
}
