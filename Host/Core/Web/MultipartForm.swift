// Reads multipart/form-data (RFC 7578): parts between boundaries, each with a
// few headers.

/// Reads forms that hold files.
public enum MultipartForm {
    public static let partsMax = 32
    private static let headBytesMax = 8 << 10

    /// A field, which may be a file.
    public struct Part: Sendable {
        public let name: String
        /// As the sender wrote it: never a path to write to.
        public let fileName: String?
        public let contentType: String?
        public let body: ArraySlice<UInt8>
    }

    /// The `boundary` of a content type; nil when there is none (1 to 70 bytes).
    public static func boundary(in contentType: String) -> String? {
        parameter("boundary", in: contentType).flatMap { (1...70).contains($0.utf8.count) ? $0 : nil }
    }

    /// The parts in order. Throws a problem when the body is cut short.
    public static func parts(of body: [UInt8], boundary: String) throws(Problem) -> [Part] {
        let delimiter = Array("--\(boundary)".utf8)
        let separator = Array("\r\n--\(boundary)".utf8)
        guard body.starts(with: delimiter) || search(separator, in: body[...]) != nil else { throw cutShort }
        var position =
            body.starts(with: delimiter) ? delimiter.count : (search(separator, in: body[...]) ?? 0) + separator.count
        var parts: [Part] = []
        while !body[position...].starts(with: "--".utf8) {
            guard let lineEnd = search([0x0D, 0x0A], in: body[position...]),
                let end = search(separator, in: body[lineEnd...])
            else { throw cutShort }
            guard parts.count < partsMax else {
                throw Problem(
                    .tooLarge,
                    "the form has too many fields",
                    field: "body",
                    remedy: "Send at most \(partsMax) fields."
                )
            }
            if let part = part(body[min(lineEnd + 2, end)..<end]) { parts.append(part) }
            position = end + separator.count
        }
        return parts
    }

    /// Nil for a part without a name.
    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let headEnd = search(Array("\r\n\r\n".utf8), in: bytes.prefix(headBytesMax))
        guard let headEnd else { return nil }
        let head = String(decoding: bytes[bytes.startIndex..<headEnd], as: UTF8.self)
        var fields: [String: String] = [:]
        for line in head.split(whereSeparator: \.isNewline) {
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { continue }
            fields[pair[0].lowercased()] = String(pair[1].drop { $0 == " " })
        }
        guard let disposition = fields["content-disposition"], let name = parameter("name", in: disposition) else {
            return nil
        }
        return Part(
            name: name,
            fileName: parameter("filename", in: disposition),
            contentType: fields["content-type"],
            body: bytes[(headEnd + 4)...]
        )
    }

    /// A parameter of a header's value, quoted or not.
    private static func parameter(_ name: String, in value: String) -> String? {
        for part in value.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == name else { continue }
            let text = pair[1].drop { $0 == " " }
            return text.hasPrefix("\"")
                ? String(text.dropFirst().prefix { $0 != "\"" }) : String(text.prefix { $0 != " " })
        }
        return nil
    }

    /// Where `pattern` begins in `bytes`; nil when it does not occur.
    private static func search(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        let last = bytes.endIndex - pattern.count
        return bytes.withUnsafeBufferPointer { buffer -> Int? in
            let base = bytes.startIndex
            var index = 0
            while index <= last - base {
                if buffer[index] == first, pattern.indices.allSatisfy({ buffer[index + $0] == pattern[$0] }) {
                    return base + index
                }
                index += 1
            }
            return nil
        }
    }

    private static let cutShort = Problem(
        .invalid,
        "the multipart body is cut short",
        field: "body",
        remedy: "Send the whole form, with its last boundary."
    )
}
