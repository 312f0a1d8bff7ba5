// A text that is too long for one message, as several that each end where a reader pauses.

import OrkestaModel

/// Divides texts. Lengths are Unicode scalars, as channels count them.
enum TextParts {
    static func length(of text: String) -> Int { text.unicodeScalars.count }

    /// The reply as messages of at most `lengthMax`: what can be tapped comes with the last of
    /// its text. Above a link, and below an image, there is room for all of its text or for none.
    static func replies(of reply: Reply, _ lengthMax: Int?) -> [Reply] {
        guard let lengthMax else { return [reply] }
        switch reply {
        case .text(let text): return texts(of: text, lengthMax) { .text($0) }
        case .buttons(let text, let buttons): return texts(of: text, lengthMax) { .buttons(text: $0, buttons) }
        case .list(let text, let items): return texts(of: text, lengthMax) { .list(text: $0, items) }
        case .link(let url, let title?):
            guard !fits(reply.plainText, lengthMax) else { return [reply] }
            return divided(title, lengthMax).map { Reply.text($0) } + [.link(url: url, title: nil)]
        case .image(let url, let caption?):
            guard !fits(caption, lengthMax) else { return [reply] }
            return [.image(url: url, caption: nil)] + divided(caption, lengthMax).map { Reply.text($0) }
        case .image, .document, .link: return [reply]
        }
    }

    private static func texts(of text: String, _ lengthMax: Int, last form: (String) -> Reply) -> [Reply] {
        let parts = divided(text, lengthMax)
        return parts.dropLast().map { Reply.text($0) } + [form(parts.last ?? text)]
    }

    /// The text in parts of at most `lengthMax`, at least 1; the blanks between them are left
    /// out. Never empty.
    static func divided(_ text: String, _ lengthMax: Int) -> [String] {
        guard !fits(text, lengthMax) else { return [text] }
        var parts: [String] = []
        var rest = text[...].drop(while: \.isWhitespace)
        while rest.utf8.count > lengthMax, rest.unicodeScalars.count > lengthMax {
            let end = end(in: rest, lengthMax)
            parts.append(trimmed(rest[..<end]))
            rest = rest[end...].drop(while: \.isWhitespace)
        }
        if !rest.isEmpty || parts.isEmpty { parts.append(trimmed(rest)) }
        return parts
    }

    /// Where the first part of a longer text ends: in its second half in front of an empty line,
    /// else of a new line, else of a blank; else where there is no more room. No character is
    /// torn unless it alone is too long.
    private static func end(in rest: Substring, _ lengthMax: Int) -> Substring.Index {
        var paragraph: Substring.Index?
        var line: Substring.Index?
        var word: Substring.Index?
        var (length, end) = (0, rest.startIndex)
        for index in rest.indices {
            let character = rest[index]
            (end, length) = (index, length + character.unicodeScalars.count)
            let isLater = length > lengthMax / 2 && index > rest.startIndex
            if isLater, character.isNewline {
                let next = rest.index(after: index)
                if next < rest.endIndex, rest[next].isNewline { paragraph = index }
                line = index
            } else if isLater, character.isWhitespace {
                word = index
            }
            if length > lengthMax { break }
        }
        if end == rest.startIndex { return rest.unicodeScalars.index(end, offsetBy: max(1, lengthMax)) }
        return paragraph ?? line ?? word ?? end
    }

    private static func fits(_ text: String, _ lengthMax: Int) -> Bool {
        text.utf8.count <= lengthMax || length(of: text) <= lengthMax
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
