// What a message looks like before it is taken apart. The parser keeps every part and
// field, enters groups of addresses with its stack, and reads a list of them once for each:
// made for that, one mail would end the host, and every tenant with it.

import EmailGMime

/// Counts what costs the parser, line by line.
struct MailShape {
    /// Parts within parts use the stack; mail that people write has a handful.
    private static let partsMax = 200
    /// Lines that may end one part and begin another.
    private static let edgesMax = 10_000
    private static let fieldsMax = 20_000
    /// Of one field of addresses: its bytes, and how many there are. Groups stand in groups
    /// where somebody wants the stack to end.
    private static let addressBytesMax = 64 << 10
    private static let addressesMax = 1_000
    private static let groupsMax = 100
    /// Of all such fields.
    private static let allAddressBytesMax = 256 << 10

    private static let addressFields: Set<String> = ["from", "sender", "reply-to", "to", "cc", "bcc"]
    private static let typeField = "content-type"
    private static let typeBytesMax = 100
    private static let blank = UInt8(ascii: " ")
    private static let tab = UInt8(ascii: "\t")

    /// A line, with its end.
    private typealias Line = UnsafeBufferPointer<UInt8>

    /// The fields of a message, or of a part.
    private struct Header {
        var isOfPart = false
        var namesType = false
        /// Its content is a message, or may be one: another header follows the blank line.
        var encloses = false

        /// Parts of a digest are messages without saying so.
        var isFollowedByAnother: Bool { encloses || isOfPart && !namesType }
    }

    /// The addresses of a field, as far as it was read.
    private struct Addresses {
        var bytes = 0
        var commas = 0
        var colons = 0
    }

    private var partCount = 0
    private var edgeCount = 0
    private var fieldCount = 0
    private var allAddressBytes = 0
    /// Nil within a body.
    private var header: Header? = Header()
    /// Nil within other fields.
    private var addresses: Addresses?

    /// Whether the parser may have it: it is none of which nobody could write the like.
    static func isSound(_ source: [UInt8]) -> Bool {
        source.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return true }
            var shape = MailShape()
            var place = 0
            while place < source.count {
                let length = ork_line_length(start + place, source.count - place)
                guard shape.takes(Line(start: start + place, count: length)) else { return false }
                place += length
            }
            return true
        }
    }

    /// False for one line too many.
    private mutating func takes(_ line: Line) -> Bool {
        guard let first = line.first else { return true }
        // The field above goes on.
        if first == Self.blank || first == Self.tab { return addresses == nil || takesAddresses(line) }
        addresses = nil
        if Self.isEmpty(line) {
            header = header?.isFollowedByAnother == true ? Header() : nil
            return true
        }
        if line.count >= 2, first == UInt8(ascii: "-"), line[1] == UInt8(ascii: "-") {
            edgeCount += 1
            header = Header(isOfPart: true)
            return edgeCount <= Self.edgesMax
        }
        if header != nil { fieldCount += 1 }
        return fieldCount <= Self.fieldsMax && takesField(line)
    }

    private mutating func takesField(_ line: Line) -> Bool {
        guard let name = Self.name(line) else { return true }
        if name == Self.typeField {
            partCount += 1
            header?.namesType = true
            if Self.mayEnclose(line.dropFirst(name.utf8.count)) { header?.encloses = true }
            return partCount <= Self.partsMax
        }
        guard Self.addressFields.contains(name) else { return true }
        addresses = Addresses()
        return takesAddresses(line)
    }

    private mutating func takesAddresses(_ line: Line) -> Bool {
        guard var found = addresses else { return true }
        found.bytes += line.count
        allAddressBytes += line.count
        guard found.bytes <= Self.addressBytesMax, allAddressBytes <= Self.allAddressBytesMax else { return false }
        for byte in line {
            if byte == UInt8(ascii: ",") { found.commas += 1 }
            if byte == UInt8(ascii: ":") { found.colons += 1 }
        }
        addresses = found
        return found.commas <= Self.addressesMax && found.colons <= Self.groupsMax
    }

    /// Of the field that a line begins, in lower case; nil for lines that begin none, and for
    /// names that are longer than those that matter. Blanks may stand before the colon.
    private static func name(_ line: Line) -> String? {
        let word = line.prefix(typeField.utf8.count + 1).prefix { $0 != UInt8(ascii: ":") && $0 != blank && $0 != tab }
        guard !word.isEmpty, word.count <= typeField.utf8.count else { return nil }
        let rest = line[word.endIndex...].drop { $0 == blank || $0 == tab }
        guard rest.first == UInt8(ascii: ":") else { return nil }
        return String(decoding: word, as: UTF8.self).lowercased()
    }

    /// Whether a type may be that of a message: when it says so, or says nothing that can be
    /// read.
    private static func mayEnclose(_ field: Slice<Line>) -> Bool {
        let type = field.drop { $0 == UInt8(ascii: ":") || $0 == blank || $0 == tab }
            .prefix(typeBytesMax).prefix { $0 != UInt8(ascii: ";") && $0 > blank }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard let first = type.first, letters.contains(first | 0x20), type.contains(UInt8(ascii: "/")) else {
            return true
        }
        return String(decoding: type, as: UTF8.self).lowercased().hasPrefix("message")
    }

    private static func isEmpty(_ line: Line) -> Bool {
        switch line.count {
        case 1: line[0] == UInt8(ascii: "\n")
        case 2: line[0] == UInt8(ascii: "\r") && line[1] == UInt8(ascii: "\n")
        default: false
        }
    }
}
