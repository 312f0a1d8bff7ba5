// The words of an HTML body, for mail that has no plain text: tags fall away, blocks
// become lines. What a page would look like is nobody's concern here.

/// Reads HTML as text.
enum HTMLText {
    static func plain(_ html: String) -> String {
        var text = ""
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            text += entities(rest[..<open])
            rest = rest[rest.index(after: open)...]
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" }.lowercased()
            if let end = skipped[name] {
                guard let close = rest.firstRange(of: end, ignoringCase: true) else { return text }
                rest = rest[close.upperBound...]
                continue
            }
            if blocks.contains(String(name.drop { $0 == "/" })), !text.hasSuffix("\n") { text += "\n" }
            // Quoted mail begins here: Gmail, Apple Mail and Outlook.
            if name == "blockquote" { text += "\n> " }
            guard let close = rest.firstIndex(of: ">") else { return text }
            rest = rest[rest.index(after: close)...]
        }
        return text + entities(rest)
    }

    private static let blocks: Set<String> = [
        "br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "hr",
    ]
    private static let skipped = [
        "style": "</style>", "script": "</script>", "head": "</head>", "title": "</title>", "!": "-->",
    ]
    private static let names: [String: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "aacute": "á", "eacute": "é",
        "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "Aacute": "Á", "Eacute": "É", "Iacute": "Í",
        "Oacute": "Ó", "Uacute": "Ú", "Ntilde": "Ñ", "uuml": "ü", "iquest": "¿", "iexcl": "¡", "atilde": "ã",
        "otilde": "õ", "ccedil": "ç", "acirc": "â", "ecirc": "ê", "ocirc": "ô", "euro": "€", "hellip": "…",
        "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°",
    ]

    /// Text between tags: line ends are blanks there, and characters may have names.
    private static func entities(_ source: Substring) -> String {
        var text = ""
        var rest = source
        while let mark = rest.firstIndex(of: "&") {
            text += rest[..<mark]
            let name = rest[rest.index(after: mark)...].prefix(10).prefix { $0 != ";" && !$0.isWhitespace }
            let end = rest.index(mark, offsetBy: name.count + 1)
            guard end < rest.endIndex, rest[end] == ";", let character = character(name) else {
                text.append("&")
                rest = rest[rest.index(after: mark)...]
                continue
            }
            text.append(character)
            rest = rest[rest.index(after: end)...]
        }
        text += rest
        return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func character(_ name: Substring) -> Character? {
        guard name.hasPrefix("#") else { return names[String(name)] }
        let digits = name.dropFirst()
        let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map(Character.init)
    }
}

extension Substring {
    /// Where an ASCII text stands first, in any capitalization.
    fileprivate func firstRange(of text: String, ignoringCase: Bool) -> Range<Index>? {
        let wanted = Array(text.utf8)
        let bytes = utf8
        var start = bytes.startIndex
        while let end = bytes.index(start, offsetBy: wanted.count, limitedBy: bytes.endIndex) {
            if zip(bytes[start..<end], wanted).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) { return start..<end }
            guard start < bytes.endIndex else { return nil }
            start = bytes.index(after: start)
        }
        return nil
    }
}
