// The seam's placeholders are `?`; PostgreSQL's are `$1`, `$2` and so on.

/// An SQL text with PostgreSQL's placeholders.
struct NumberedSQL: Sendable {
    let text: String
    let placeholders: Int

    /// Leaves question marks alone that stand in literals, quoted names and
    /// comments.
    init(_ sql: String) {
        var scanner = SQLScanner(sql)
        var numbered: [UInt8] = []
        numbered.reserveCapacity(sql.utf8.count + 16)
        var count = 0
        while let piece = scanner.next() {
            switch piece {
            case .placeholder:
                count += 1
                numbered.append(UInt8(ascii: "$"))
                numbered.append(contentsOf: String(count).utf8)
            case .bytes(let range): numbered.append(contentsOf: scanner.bytes[range])
            }
        }
        text = String(decoding: numbered, as: UTF8.self)
        placeholders = count
    }
}

/// Cuts SQL into placeholders and everything else.
private struct SQLScanner {
    enum Piece {
        case placeholder
        case bytes(Range<Int>)
    }

    let bytes: [UInt8]
    private var position = 0

    init(_ sql: String) { bytes = Array(sql.utf8) }

    mutating func next() -> Piece? {
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: "?") {
            position += 1
            return .placeholder
        }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "?") { position = endOfPart(position) }
        return .bytes(start..<position)
    }

    /// Where the literal, name or comment that begins here ends; else the next byte.
    private func endOfPart(_ start: Int) -> Int {
        let following = start + 1 < bytes.count ? bytes[start + 1] : 0
        switch bytes[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return end(after: start + 1, closing: [bytes[start]])
        case UInt8(ascii: "-") where following == UInt8(ascii: "-"): return end(after: start + 2, closing: [0x0A])
        case UInt8(ascii: "/") where following == UInt8(ascii: "*"):
            return end(after: start + 2, closing: [UInt8(ascii: "*"), UInt8(ascii: "/")])
        default: return start + 1
        }
    }

    /// A doubled quote ends one part and begins the next, which comes to the same.
    private func end(after start: Int, closing: [UInt8]) -> Int {
        var position = start
        while position + closing.count <= bytes.count {
            if bytes[position..<position + closing.count].elementsEqual(closing) { return position + closing.count }
            position += 1
        }
        return bytes.count
    }
}
