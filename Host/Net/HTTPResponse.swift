// What came back: the head alone, or the head and its body.

/// Status and header fields of a response.
public struct HTTPResponseHead: Sendable {
    public let status: Int
    /// In the order received, names as the server wrote them.
    public let headers: [(name: String, value: String)]

    /// The first field of that name, in any capitalization, or nil.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}

/// A response that was read to its end.
public struct HTTPResponse: Sendable {
    public let head: HTTPResponseHead
    public let body: [UInt8]

    public var status: Int { head.status }
    public var headers: [(name: String, value: String)] { head.headers }

    /// The first field of that name, in any capitalization, or nil.
    public func header(_ name: String) -> String? { head.header(name) }
}

/// Gathers header lines into a head; a status line begins anew, so that only
/// the final response of `100 Continue` and the like counts.
struct HTTPResponseHeadBuilder {
    private var status = 0
    private var headers: [(name: String, value: String)] = []
    private var byteCount = 0
    private var isComplete = false

    /// Takes one line with its line end.
    /// - Returns: the head, when this line completed it.
    /// - Throws: ``NetError/tooLarge`` beyond ``NetLimits/headerBytesMax``.
    mutating func take(_ line: [UInt8]) throws(NetError) -> HTTPResponseHead? {
        // Lines behind the body are trailers, which nobody here reads.
        guard !isComplete else { return nil }
        byteCount += line.count
        guard byteCount <= NetLimits.headerBytesMax else { throw .tooLarge }
        let text = trimmed(line[...])
        if text.starts(with: "HTTP/".utf8) {
            status = statusCode(text)
            headers = []
        } else if text.isEmpty {
            guard status >= 200 else { return nil }
            isComplete = true
            return HTTPResponseHead(status: status, headers: headers)
        } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            let name = String(decoding: text[..<colon], as: UTF8.self)
            let value = String(decoding: trimmed(text[(colon + 1)...]), as: UTF8.self)
            headers.append((name, value))
        }
        return nil
    }

    /// The number behind the first space: `HTTP/1.1 200 OK`, `HTTP/2 200`.
    private func statusCode(_ line: ArraySlice<UInt8>) -> Int {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard parts.count > 1 else { return 0 }
        return Int(String(decoding: parts[1], as: UTF8.self)) ?? 0
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }),
            let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return bytes[first...last]
    }
}
