// Texts with parse_mode HTML, as the Bot API reads them: the text without its
// tags, and what they said of it.

internal import OrkestaModel

/// A text and its entities. Offsets and lengths count UTF-16 units.
struct FormattedText: Sendable {
    private(set) var text = ""
    private(set) var entities: [JSON] = []

    private struct OpenTag {
        let name: String
        let kind: String
        let offset: Int
        let address: String?
    }

    private static let kinds: [String: String] = [
        "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
        "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
        "a": "text_link", "tg-spoiler": "spoiler", "blockquote": "blockquote",
    ]

    /// Throws as the Bot API does, for a mode that this emulator does not know too.
    init(_ source: String, mode: String?) throws(BotError) {
        switch mode {
        case nil, "": text = source
        case "HTML": try read(source)
        default: throw .badRequest("this emulator reads parse_mode HTML only")
        }
    }

    private mutating func read(_ source: String) throws(BotError) {
        var rest = source[...]
        var open: [OpenTag] = []
        while let next = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
            text += rest[..<next]
            rest = rest[next...]
            if rest.first == "&" {
                rest = readEntity(rest)
            } else {
                rest = try readTag(rest, &open)
            }
        }
        text += rest
        if let tag = open.last {
            throw .badRequest("can't parse entities: Can't find end tag corresponding to start tag \"\(tag.name)\"")
        }
        text = text.trimmed
    }

    /// `&lt;` and the like; anything else stays as it is.
    private mutating func readEntity(_ rest: Substring) -> Substring {
        for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\"")]
        where rest.hasPrefix(name) {
            text += character
            return rest.dropFirst(name.count)
        }
        if rest.hasPrefix("&#"), let end = rest.prefix(10).firstIndex(of: ";") {
            let digits = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
            let value = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            if let scalar = value.flatMap(Unicode.Scalar.init) {
                text.unicodeScalars.append(scalar)
                return rest[rest.index(after: end)...]
            }
        }
        text += "&"
        return rest.dropFirst()
    }

    private mutating func readTag(_ rest: Substring, _ open: inout [OpenTag]) throws(BotError) -> Substring {
        let place = text.utf8.count
        guard let end = rest.firstIndex(of: ">") else {
            throw .badRequest("can't parse entities: Unclosed start tag at byte offset \(place)")
        }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        let after = rest[rest.index(after: end)...]
        if inside.first == "/" {
            guard let tag = open.popLast(), tag.name == inside.dropFirst().lowercased() else {
                throw .badRequest("can't parse entities: Unmatched end tag at byte offset \(place)")
            }
            close(tag)
            return after
        }
        let name = inside.prefix { $0 != " " }.lowercased()
        guard let kind = Self.kinds[name] else {
            throw .badRequest("can't parse entities: Unsupported start tag \"\(name)\" at byte offset \(place)")
        }
        open.append(OpenTag(name: name, kind: kind, offset: text.utf16.count, address: Self.address(inside)))
        return after
    }

    private mutating func close(_ tag: OpenTag) {
        let length = text.utf16.count - tag.offset
        guard length > 0 else { return }
        var entity: [String: JSON] = [
            "type": .string(tag.kind), "offset": .integer(Int64(tag.offset)), "length": .integer(Int64(length)),
        ]
        if let address = tag.address { entity["url"] = .string(address) }
        entities.append(.object(entity))
    }

    private static func address(_ tag: Substring) -> String? {
        guard let start = tag.firstRange(of: "href=\"") else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" })
    }
}

extension String {
    /// Without the white space at its end, which Telegram cuts off.
    fileprivate var trimmed: String {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[...last])
    }
}
