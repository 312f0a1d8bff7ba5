// Links in a text: with a scheme, with `www.`, or a bare host under a well-known
// end, as chat programs make them tappable.

/// Finds links.
enum LinkReader {
    /// Every link of `text`, as written without scheme, `www.` and final marks.
    static func links(in text: String) -> [Figure] {
        let bytes = text.utf8
        var found: [Figure] = []
        var index = bytes.startIndex
        // Most replies have no point inside a word, and end here.
        while let place = nextMark(in: bytes, from: index) {
            let start = bytes[..<place].lastIndex(where: endsWord).map { bytes.index(after: $0) } ?? bytes.startIndex
            let end = bytes[place...].firstIndex(where: endsWord) ?? bytes.endIndex
            let word = trimmed(text[start..<end])
            if let link = link(word) { found.append(Figure(claim: .link(link), text: String(word))) }
            index = end
        }
        return found
    }

    /// The next point before a letter, or colon before a slash.
    private static func nextMark(in bytes: String.UTF8View, from start: String.Index) -> String.Index? {
        var index = start
        while index < bytes.endIndex {
            let next = bytes.index(after: index)
            guard next < bytes.endIndex else { return nil }
            let (mark, follower) = (bytes[index], bytes[next])
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(follower | 0x20) || follower > 0x7F
            if mark == UInt8(ascii: "."), isLetter { return index }
            if mark == UInt8(ascii: ":"), follower == UInt8(ascii: "/") { return index }
            index = next
        }
        return nil
    }

    /// How a link is compared: its host in lower case, no scheme, no `www.`, no
    /// final slash.
    static func normalized(_ link: some StringProtocol) -> String {
        var rest = String(link)[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        if rest.lowercased().hasPrefix("www.") { rest = rest.dropFirst(4) }
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest.dropFirst(host.count)
        return host.lowercased() + (path == "/" ? "" : path)
    }

    private static func link(_ word: Substring) -> String? {
        if let scheme = word.firstRange(of: "://") {
            return scheme.lowerBound > word.startIndex ? normalized(word) : nil
        }
        guard !word.contains("@") else { return nil }
        let host = word.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, !labels.contains(where: \.isEmpty), let end = labels.last?.lowercased(),
            labels.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } })
        else { return nil }
        return ends.contains(end) && labels[0].contains(where: \.isLetter) ? normalized(word) : nil
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte <= UInt8(ascii: " ") || brackets.contains(byte)
    }

    private static let brackets = Array("<>\"()[]{}|,".utf8)

    private static func trimmed(_ word: Substring) -> Substring {
        var word = word.drop { "*_~`'¿¡“”".contains($0) }
        while let last = word.last, "*_~`'.,;:!?…“”".contains(last) { word = word.dropLast() }
        return word
    }

    /// Ends under which shops, shorteners and payment pages live.
    private static let ends: Set<String> = [
        "com", "mx", "net", "org", "io", "br", "co", "app", "shop", "store", "me", "info", "to", "gg", "ly", "link",
        "page",
        "site", "online", "dev", "ai", "gob", "edu", "es", "pt", "ar", "cl", "pe", "us", "uk", "cc", "gl", "ru", "cn",
        "xyz", "biz", "club", "tienda", "pay", "money", "cash", "do", "ec", "gt", "uy", "tv", "eu", "ws", "be",
    ]
}
