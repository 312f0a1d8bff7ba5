// Cuts folded text into words, numbers and part numbers; measures are put
// together afterwards (MeasureReader).

struct Tokenizer {
    private let bytes: [UInt8]
    private let tokensMax: Int
    private var position = 0
    private(set) var tokens: [Token] = []
    /// Where the last token ended, to tell "1/2 x" from "1/2x".
    private var lastEnd = -1
    /// Whether an x between two numbers was read: what follows belongs to them.
    private var isAfterTimes = false

    private init(_ bytes: [UInt8], tokensMax: Int) {
        self.bytes = bytes
        self.tokensMax = tokensMax
    }

    /// The tokens of a text, measures recognised.
    static func tokens(
        of text: String,
        scalarsMax: Int = SearchLimits.fieldScalarsMax,
        tokensMax: Int = SearchLimits.fieldTokensMax
    ) -> [Token] {
        MeasureReader.combine(rawTokens(of: text, scalarsMax: scalarsMax, tokensMax: tokensMax))
    }

    /// The tokens of a text, numbers and units still apart.
    static func rawTokens(of text: String, scalarsMax: Int, tokensMax: Int) -> [Token] {
        var tokenizer = Tokenizer(FoldedText(text, scalarsMax: scalarsMax).bytes, tokensMax: tokensMax)
        tokenizer.run()
        return tokenizer.tokens
    }

    private mutating func run() {
        while position < bytes.count, tokens.count < tokensMax {
            let byte = bytes[position]
            if byte.isDigit || byte.isLetter {
                readRun()
            } else {
                readMark(byte)
            }
        }
    }

    /// An inch mark behind a number is its unit; all other punctuation only separates.
    private mutating func readMark(_ byte: UInt8) {
        let doubled = byte == UInt8(ascii: "'") && next == byte
        let length = doubled ? 2 : 1
        if doubled || byte == UInt8(ascii: "\""), lastEnd == position, tokens.last?.kind == .number {
            append(Array("in".utf8), .word)
            lastEnd = position + length
        }
        position += length
    }

    private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

    private mutating func readRun() {
        let start = position
        var letters = 0
        var digits = 0
        var run: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte.isDigit {
                digits += 1
            } else if byte.isLetter {
                letters += 1
            } else if byte == UInt8(ascii: "'"), letters > 0, next?.isLetter == true {
                // Apostrophes join: "pap's" is "paps".
                position += 1
                continue
            } else if !isInsideNumber(byte, start: start) {
                break
            }
            run.append(byte)
            position += 1
        }
        appendRun(run[...], letters: letters, digits: digits, start: start)
    }

    /// Whether a separator stands between two digits, as in 1.5, 1,000 and 1/2.
    private func isInsideNumber(_ byte: UInt8, start: Int) -> Bool {
        guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "/") else { return false }
        return position > start && bytes[position - 1].isDigit && next?.isDigit == true
    }

    private mutating func appendRun(_ run: ArraySlice<UInt8>, letters: Int, digits: Int, start: Int) {
        let isGlued = !tokens.isEmpty && !bytes[max(0, lastEnd)..<start].contains(FoldedText.space)
        let isFactor = isAfterTimes
        isAfterTimes = false
        defer { lastEnd = position }
        let followsNumber = tokens.last.map { $0.kind == .number || isInchMark($0) } ?? false
        if followsNumber, run.first == UInt8(ascii: "x") {
            // The x of 1/2"x2 and of 1/2 x 2.
            if run.count == 1 {
                isAfterTimes = true
                return
            }
            if isGlued, run.dropFirst().first?.isDigit == true {
                appendSizes(run.dropFirst(), isGlued: true, isFactor: true)
                return
            }
        }
        defer {
            if start > 0, bytes[start - 1] == UInt8(ascii: "$"), !tokens.isEmpty {
                tokens[tokens.count - 1].isPrice = true
            }
        }
        if digits == 0 {
            append(Array(run), .word, isGlued: isGlued)
            if position < bytes.count, bytes[position] == UInt8(ascii: "."), !tokens.isEmpty {
                tokens[tokens.count - 1].isDotted = true
            }
        } else {
            appendSizes(run, isGlued: isGlued, isFactor: isFactor)
        }
    }

    private func isInchMark(_ token: Token) -> Bool { token.isGlued && token.bytes == Array("in".utf8) }

    /// A run with digits: `500`, `500g`, `1/2x2x3`, `20w50`, `h4`.
    private mutating func appendSizes(_ run: ArraySlice<UInt8>, isGlued: Bool, isFactor: Bool) {
        let isNumberByte = { (byte: UInt8) in byte.isDigit || !byte.isLetter }
        let number = run.prefix(while: isNumberByte)
        let rest = run.dropFirst(number.count)
        if number.isEmpty || (!rest.isEmpty && !isSuffix(rest)) {
            append(run.filter { $0.isDigit || $0.isLetter }, .code, isGlued: isGlued)
            return
        }
        append(Numeral.normalized(number), .number, isGlued: isGlued, isFactor: isFactor)
        guard let first = rest.first else { return }
        if first == UInt8(ascii: "x"), rest.dropFirst().first?.isDigit == true {
            appendSizes(rest.dropFirst(), isGlued: true, isFactor: true)
        } else if MeasureUnits.unit(Array(rest)) != nil {
            append(Array(rest), .word, isGlued: true)
        } else {
            // 14ft is a measure but 2da or 7up are one word.
            tokens.removeLast()
            append(run.filter { $0.isDigit || $0.isLetter }, .code, isGlued: isGlued)
        }
    }

    /// Whether what follows a number is a unit or another dimension, not the rest of a code.
    private func isSuffix(_ rest: ArraySlice<UInt8>) -> Bool {
        let isDimension = rest.first == UInt8(ascii: "x") && rest.dropFirst().first?.isDigit == true
        return isDimension || rest.allSatisfy(\.isLetter)
    }

    private mutating func append(
        _ bytes: [UInt8],
        _ kind: Token.Kind,
        isGlued: Bool = true,
        isFactor: Bool = false
    ) {
        guard tokens.count < tokensMax, !bytes.isEmpty else { return }
        let bytes = Array(bytes.prefix(SearchLimits.tokenBytesMax))
        tokens.append(Token(bytes: bytes, kind: kind, isGlued: isGlued, isFactor: isFactor))
    }
}
