// Everything that the written patterns could ever produce, not only what training
// draws of it: whether a message is in there.

@testable import OrchestratorUnderstanding

/// The patterns of one book, and the openings that may stand before them.
struct PatternLanguage {
    private enum Token {
        case letters([UInt8])
        /// Any of these.
        case slot([[UInt8]])
    }

    /// A pattern: pieces, each a choice of sequences.
    private typealias Pieces = [[[Token]]]

    private let patterns: [Pieces]
    private let openings: [[UInt8]]

    private init(_ book: ExampleBook) {
        let slots = book.slots.mapValues { $0.map(squeezed) }
        patterns = book.groups.flatMap { $0.lines.split(separator: "\n") }.map { line in
            ExamplePattern(line).pieces.map { $0.map { Self.tokens($0, slots) } }
        }
        openings = [[]] + book.openings.map(squeezed)
    }

    private static let all = ExampleBook.all.map { (language: $0.language, patterns: PatternLanguage($0)) }

    /// Whether a pattern of its language can produce the message, with or without an opening.
    static func canProduce(_ message: LabelledMessage) -> Bool {
        all.contains { $0.language == message.language && $0.patterns.canProduce(message.text) }
    }

    private func canProduce(_ text: String) -> Bool {
        let letters = squeezed(text[...])
        let starts = Set(openings.filter(letters.starts).map(\.count))
        return patterns.contains { Self.ends(of: $0, in: letters, from: starts).contains(letters.count) }
    }

    private static func tokens(_ choice: Substring, _ slots: [String: [[UInt8]]]) -> [Token] {
        var tokens: [Token] = []
        var rest = choice
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            let name = rest[rest.index(after: open)..<close]
            tokens.append(.letters(squeezed(rest[..<open])))
            tokens.append(slots[String(name)].map(Token.slot) ?? .letters(squeezed(name)))
            rest = rest[rest.index(after: close)...]
        }
        return tokens + [.letters(squeezed(rest))]
    }

    /// Where the pattern can end in `letters`, from any of `starts`.
    private static func ends(of pieces: Pieces, in letters: [UInt8], from starts: Set<Int>) -> Set<Int> {
        var places = starts
        for choices in pieces where !places.isEmpty {
            places = Set(choices.flatMap { choice in choice.reduce(places) { ends(of: $1, in: letters, from: $0) } })
        }
        return places
    }

    private static func ends(of token: Token, in letters: [UInt8], from starts: Set<Int>) -> Set<Int> {
        let texts =
            switch token {
            case .letters(let text): [text]
            case .slot(let entries): entries
            }
        return Set(
            starts.flatMap { start in
                texts.filter { letters[start...].starts(with: $0) }.map { start + $0.count }
            }
        )
    }
}

/// Lowercase letters and digits only, so that neither spaces nor signs hide a likeness.
private func squeezed(_ text: Substring) -> [UInt8] {
    Array(text.lowercased().filter { $0.isLetter || $0.isNumber }.utf8)
}
