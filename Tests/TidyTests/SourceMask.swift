// Tells code from comments and literals, so that a rule about calls is not
// fooled by a sentence about them. It keeps every line and column where it was.

/// One source text, three times the same length: as code alone and as comments alone, the rest blank.
struct SourceMask {
    /// Code; comments and the contents of string literals are spaces.
    private(set) var code: [UInt8]
    /// Comments; everything else is spaces.
    private(set) var comments: [UInt8]

    private let text: [UInt8]
    private let language: SourceFile.Language
    private var place = 0

    init(_ text: [UInt8], language: SourceFile.Language) {
        self.text = text
        self.language = language
        self.code = text
        self.comments = text.map { $0 == Byte.newline ? $0 : Byte.space }
        scanCode(untilClosingParenthesis: false)
    }

    private mutating func scanCode(untilClosingParenthesis: Bool) {
        var depth = 0
        while place < text.count {
            switch text[place] {
            case Byte.slash where peek(1) == Byte.slash: scanLineComment()
            case Byte.slash where peek(1) == Byte.star: scanBlockComment()
            case Byte.quote: scanString(hashes: 0)
            case Byte.apostrophe where language == .c: scanCharacter()
            case Byte.hash where language == .swift: scanHashes()
            case Byte.openParenthesis:
                depth += 1
                place += 1
            case Byte.closeParenthesis:
                depth -= 1
                place += 1
                if untilClosingParenthesis, depth == 0 { return }
            default: place += 1
            }
        }
    }

    private mutating func scanLineComment() {
        while place < text.count, text[place] != Byte.newline { blank(asComment: true) }
    }

    /// Swift nests block comments, C does not.
    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            if text[place] == Byte.slash, peek(1) == Byte.star, depth == 0 || language == .swift {
                depth += 1
                blank(asComment: true)
            } else if text[place] == Byte.star, peek(1) == Byte.slash {
                depth -= 1
                blank(asComment: true)
            }
            blank(asComment: true)
        } while place < text.count && depth > 0
    }

    /// A raw string has as many hashes behind its closing quotes as before its opening ones.
    private mutating func scanHashes() {
        let start = place
        while place < text.count, text[place] == Byte.hash { place += 1 }
        if place < text.count, text[place] == Byte.quote { scanString(hashes: place - start) }
    }

    private mutating func scanString(hashes: Int) {
        let isMultiline = peek(1) == Byte.quote && peek(2) == Byte.quote
        let quotes = isMultiline ? 3 : 1
        place += quotes
        while place < text.count {
            if text[place] == Byte.newline, !isMultiline { return }
            if isClosing(quotes: quotes, hashes: hashes) {
                place += quotes + hashes
                return
            }
            guard text[place] == Byte.backslash, hasHashes(hashes, at: place + 1) else {
                blank()
                continue
            }
            place += 1 + hashes
            if language == .swift, place < text.count, text[place] == Byte.openParenthesis {
                scanCode(untilClosingParenthesis: true)
            } else {
                blank()
            }
        }
    }

    private mutating func scanCharacter() {
        place += 1
        while place < text.count, text[place] != Byte.apostrophe, text[place] != Byte.newline {
            if text[place] == Byte.backslash { blank() }
            blank()
        }
        place += 1
    }

    private func isClosing(quotes: Int, hashes: Int) -> Bool {
        for offset in 0..<quotes where peek(offset) != Byte.quote { return false }
        return hasHashes(hashes, at: place + quotes)
    }

    private func hasHashes(_ count: Int, at start: Int) -> Bool {
        guard start + count <= text.count else { return false }
        return text[start..<start + count].allSatisfy { $0 == Byte.hash }
    }

    private func peek(_ offset: Int) -> UInt8? {
        place + offset < text.count ? text[place + offset] : nil
    }

    /// Takes one byte out of the code, and if it is a comment's gives it to the comments.
    private mutating func blank(asComment: Bool = false) {
        guard place < text.count else { return }
        if text[place] != Byte.newline {
            code[place] = Byte.space
            if asComment { comments[place] = text[place] }
        }
        place += 1
    }

    /// The few bytes the two grammars turn on.
    private enum Byte {
        static let newline = UInt8(ascii: "\n")
        static let space = UInt8(ascii: " ")
        static let slash = UInt8(ascii: "/")
        static let star = UInt8(ascii: "*")
        static let quote = UInt8(ascii: "\"")
        static let apostrophe = UInt8(ascii: "'")
        static let hash = UInt8(ascii: "#")
        static let backslash = UInt8(ascii: "\\")
        static let openParenthesis = UInt8(ascii: "(")
        static let closeParenthesis = UInt8(ascii: ")")
    }
}
