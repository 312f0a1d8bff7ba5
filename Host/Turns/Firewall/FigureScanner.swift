// Text to tokens, in one pass over its bytes and without making strings: it runs
// on every reply.

/// Cuts a text into the tokens that the reader understands.
struct FigureScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var tokens: [FigureToken] = []
    private var followsSpace = true

    /// The tokens of `text`, in order. Unknown characters are letters of words or
    /// pauses; nothing is refused.
    static func tokens(of text: String) -> [FigureToken] {
        var text = text
        return text.withUTF8 { bytes in
            var scanner = FigureScanner(bytes: bytes)
            return scanner.scan()
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 4 + 4)
    }

    private mutating func scan() -> [FigureToken] {
        while position < bytes.count {
            let start = position
            switch next() {
            case .space: followsSpace = true
            case .newline: mark(.stop, from: start)
            case .nothing: break
            case .digit:
                position = start
                number()
            case .letter(let letter):
                position = start
                word(letter)
            case .sign(let currency): sign(currency, from: start)
            case .mark(let kind): mark(kind, from: start)
            }
        }
        return tokens
    }

    // MARK: Tokens

    private mutating func append(_ token: FigureToken) {
        var token = token
        token.isAttached = !followsSpace && !tokens.isEmpty
        tokens.append(token)
        followsSpace = false
    }

    private mutating func mark(_ kind: FigureToken.Kind, from start: Int) {
        append(FigureToken(kind: kind, start: start, end: position))
    }

    /// A sign takes up the letters before it: `R$`, `US$`, `MX$`.
    private mutating func sign(_ currency: CurrencyHint, from start: Int) {
        var token = FigureToken(kind: .sign, currency: currency, start: start, end: position)
        if currency == .local, !followsSpace, let last = tokens.last, last.kind == .word,
            let prefixed = FigureLexicon.signPrefixes[word(from: last.start, to: last.end)]
        {
            tokens.removeLast()
            token.currency = prefixed
            token.start = last.start
            followsSpace = !last.isAttached
        }
        append(token)
    }

    /// Letters, and digits after the first letter: `d1324` is one word.
    private mutating func word(_ first: UInt8) {
        let start = position
        var hash = WordHash()
        var end = position
        var length = 0
        while position < bytes.count {
            let here = position
            switch next() {
            case .letter(let letter):
                hash.combine(letter)
                length += 1
            case .digit(let digit) where length > 0: hash.combine(UInt8(ascii: "0") &+ digit)
            case .nothing: continue
            default:
                position = here
                end = here
                if joinsInitials(length: length) { continue }
                finishWord(hash, from: start, to: end)
                return
            }
            end = position
        }
        finishWord(hash, from: start, to: end)
    }

    /// `m.n.`, `c/u`, `it's`: a point or slash between single letters belongs to
    /// the word, and an apostrophe between any.
    private mutating func joinsInitials(length: Int) -> Bool {
        if length > 0, let apostrophe = apostropheBytes, position + apostrophe < bytes.count,
            bytes[position + apostrophe].isASCIILetter
        {
            position += apostrophe
            return true
        }
        guard length == 1, position + 1 < bytes.count else { return false }
        guard bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: "/") else { return false }
        let after = position + 2 < bytes.count ? bytes[position + 2] : UInt8(ascii: " ")
        guard bytes[position + 1].isASCIILetter, !after.isASCIILetter else { return false }
        position += 1
        return true
    }

    /// How long the apostrophe here is; nil when here is none.
    private var apostropheBytes: Int? {
        if bytes[position] == UInt8(ascii: "'") { return 1 }
        guard position + 2 < bytes.count, bytes[position] == 0xE2, bytes[position + 1] == 0x80 else { return nil }
        return bytes[position + 2] == 0x99 ? 3 : nil
    }

    private mutating func finishWord(_ hash: WordHash, from start: Int, to end: Int) {
        var token = FigureToken(kind: .word, start: start, end: end)
        if let entry = FigureLexicon.entries[hash.value] {
            token.roles = entry.roles
            token.value = entry.value
            token.currency = entry.currency
        }
        append(token)
    }

    private mutating func number() {
        let start = position
        var numeral = FigureNumeral()
        var end = position
        while position < bytes.count {
            let here = position
            switch next() {
            case .digit(let digit):
                numeral.add(digit: digit)
                end = position
            case .mark(let kind) where kind == .stop || kind == .pause:
                guard let mark = numeralMark(at: here), nextIsDigit else { return finish(numeral, start, end) }
                numeral.add(mark: mark)
            case .space where bytes[here] != UInt8(ascii: " ") && nextIsDigit:
                // A space that does not break lines groups thousands.
                numeral.add(mark: FigureNumeral.space)
            case .nothing: continue
            default: return finish(numeral, start, end)
            }
        }
        finish(numeral, start, end)
    }

    private mutating func finish(_ numeral: FigureNumeral, _ start: Int, _ end: Int) {
        position = end
        var token = FigureToken(kind: .number, value: numeral.value, start: start, end: end)
        token.wholeDigits = numeral.wholeDigits
        token.hasCents = numeral.fractionDigits == 2
        token.hasMarks = numeral.hasMarks
        append(token)
    }

    private func numeralMark(at offset: Int) -> UInt8? {
        let byte = bytes[offset]
        return byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "'") ? byte : nil
    }

    private var nextIsDigit: Bool {
        var ahead = self
        if case .digit = ahead.next() { return position < bytes.count }
        return false
    }

    private func word(from start: Int, to end: Int) -> UInt64 {
        var hash = WordHash()
        for byte in bytes[start..<end] { hash.combine(byte.lowercasedASCII) }
        return hash.value
    }

    // MARK: Characters

    private enum Character {
        case space
        case newline
        /// Invisible, or only there to look bold.
        case nothing
        case digit(UInt8)
        /// In lower case, without accent.
        case letter(UInt8)
        case sign(CurrencyHint)
        case mark(FigureToken.Kind)
    }

    /// The character here; steps over it.
    private mutating func next() -> Character {
        guard position < bytes.count else { return .space }
        let byte = bytes[position]
        position += 1
        if byte < 0x80 { return Self.ascii[Int(byte)] }
        return wide(byte)
    }

    /// A character beyond ASCII, by its scalar; damaged UTF-8 cannot be here.
    private mutating func wide(_ first: UInt8) -> Character {
        var length = 2
        var value = UInt32(first & 0x1F)
        if first >= 0xF0 {
            (length, value) = (4, UInt32(first & 0x07))
        } else if first >= 0xE0 {
            (length, value) = (3, UInt32(first & 0x0F))
        }
        for _ in 1..<length where position < bytes.count {
            value = value << 6 | UInt32(bytes[position] & 0x3F)
            position += 1
        }
        if (0xC0...0x17F).contains(value) { return .letter(FigureLexicon.baseLetter(value)) }
        return Self.rare(value)
    }

    private static func rare(_ value: UInt32) -> Character {
        switch value {
        case 0xA0, 0x2007...0x200A, 0x202F, 0x2000...0x2006, 0x3000: return .space
        case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF, 0x300...0x36F: return .nothing
        case 0x2028, 0x2029, 0x85: return .newline
        case 0x20AC: return .sign(.european)
        case 0xA3: return .sign(.british)
        case 0xFF04: return .sign(.local)
        case 0x2010...0x2015, 0x2212: return .mark(.dash)
        case 0xFF05: return .mark(.percent)
        default: break
        }
        guard let scalar = Unicode.Scalar(value) else { return .mark(.pause) }
        if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
            return .digit(UInt8(digit))
        }
        return scalar.properties.isAlphabetic ? .letter(UInt8(ascii: "?")) : .mark(.pause)
    }

    private static let ascii: [Character] = (0..<128).map { code in
        let byte = UInt8(code)
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return .digit(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return .letter(byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return .letter(byte | 0x20)
        case UInt8(ascii: " "), UInt8(ascii: "\t"): return .space
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .newline
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"): return .nothing
        case UInt8(ascii: "$"): return .sign(.local)
        case UInt8(ascii: "%"): return .mark(.percent)
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"): return .mark(.stop)
        case UInt8(ascii: ":"): return .mark(.colon)
        case UInt8(ascii: "="): return .mark(.equals)
        case UInt8(ascii: "-"): return .mark(.dash)
        case UInt8(ascii: "/"): return .mark(.slash)
        case UInt8(ascii: "+"): return .mark(.plus)
        default: return .mark(.pause)
        }
    }
}

/// FNV-1a over the letters of a word.
struct WordHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func combine(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// Of a word in lower case without accents.
    static func of(_ word: String) -> UInt64 {
        var hash = WordHash()
        for byte in word.utf8 where byte != UInt8(ascii: ".") && byte != UInt8(ascii: "/") { hash.combine(byte) }
        return hash.value
    }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    fileprivate var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
