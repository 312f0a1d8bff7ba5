// The words of an HTML body, for mail that has no plain text: tags fall away, blocks
// become lines. What a page would look like is nobody's concern here. Read byte by byte:
// such bodies are long, and mostly tags.

/// Reads HTML as text.
enum HTMLText {
    /// Longer names are of no tag that matters.
    private static let nameBytesMax = 12
    private static let entityBytesMax = 10

    static func plain(_ html: String) -> String {
        var text: [UInt8] = []
        var rest = Array(html.utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            add(rest[..<open], to: &text)
            rest = rest[(open + 1)...]
            let name = name(of: rest)
            if let end = skipped[name] {
                guard let close = rest.end(of: end) else { return String(decoding: text, as: UTF8.self) }
                rest = rest[close...]
                continue
            }
            if blocks.contains(String(name.drop { $0 == "/" })), text.last.map({ $0 != lineEnd }) ?? true {
                text.append(lineEnd)
            }
            // Quoted mail begins here: Gmail, Apple Mail and Outlook.
            if name == "blockquote" { text += Array("\n> ".utf8) }
            guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else {
                return String(decoding: text, as: UTF8.self)
            }
            rest = rest[(close + 1)...]
        }
        add(rest, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static let lineEnd = UInt8(ascii: "\n")
    private static let blank = UInt8(ascii: " ")
    private static let blocks: Set<String> = [
        "br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "hr",
    ]
    private static let skipped: [String: [UInt8]] = [
        "style": "</style>", "script": "</script>", "head": "</head>", "title": "</title>", "!": "-->",
    ].mapValues { Array($0.utf8) }
    private static let names: [String: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "aacute": "á", "eacute": "é",
        "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "Aacute": "Á", "Eacute": "É", "Iacute": "Í",
        "Oacute": "Ó", "Uacute": "Ú", "Ntilde": "Ñ", "uuml": "ü", "iquest": "¿", "iexcl": "¡", "atilde": "ã",
        "otilde": "õ", "ccedil": "ç", "acirc": "â", "ecirc": "ê", "ocirc": "ô", "euro": "€", "hellip": "…",
        "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°",
    ]

    /// `p`, `/p`; `!` of a comment, `!doctype`. In lower case.
    private static func name(of tag: ArraySlice<UInt8>) -> String {
        let mark = tag.prefix(1).filter { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "!") }
        let word = tag.dropFirst(mark.count).prefix(nameBytesMax).prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        return String(decoding: mark + word, as: UTF8.self).lowercased()
    }

    /// Text between tags: line ends are blanks there, and characters may have names.
    private static func add(_ source: ArraySlice<UInt8>, to text: inout [UInt8]) {
        let isLineEnd = { (byte: UInt8) in byte == lineEnd || byte == UInt8(ascii: "\r") }
        let lines = source.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd)
        for (place, line) in lines.enumerated() {
            if place > 0, let last = text.last, last != lineEnd, last != blank { text.append(blank) }
            var rest = place > 0 ? line.drop { $0 == blank || $0 == UInt8(ascii: "\t") } : line
            while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
                text += rest[..<mark]
                rest = rest[(mark + 1)...]
                let name = rest.prefix(entityBytesMax).prefix { $0 != UInt8(ascii: ";") }
                let isClosed = name.endIndex < rest.endIndex && rest[name.endIndex] == UInt8(ascii: ";")
                guard isClosed, let character = character(String(decoding: name, as: UTF8.self)) else {
                    text.append(UInt8(ascii: "&"))
                    continue
                }
                text += Array(String(character).utf8)
                rest = rest[(name.endIndex + 1)...]
            }
            text += rest
        }
    }

    private static func character(_ name: String) -> Character? {
        guard name.hasPrefix("#") else { return names[name] }
        let digits = name.dropFirst()
        let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map(Character.init)
    }
}

extension ArraySlice<UInt8> {
    /// Behind the first place where an ASCII text stands, in any capitalization of its letters.
    fileprivate func end(of text: [UInt8]) -> Index? {
        guard let first = text.first else { return nil }
        var rest = self
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            guard rest.count >= text.count else { return nil }
            if zip(rest, text).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) { return start + text.count }
            rest = rest.dropFirst()
        }
        return nil
    }
}
