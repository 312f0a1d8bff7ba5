// Server-sent events (WHATWG HTML, 9.2): bytes in, events out, no input or output.

/// One event of an event stream.
public struct ServerSentEvent: Sendable, Equatable {
    /// The `event` field; `message` when the event has none.
    public let name: String
    /// The `data` lines, joined by line feeds.
    public let data: String
    /// The last `id` seen up to here on this stream, or nil.
    public let id: String?

    public init(name: String = "message", data: String, id: String? = nil) {
        self.name = name
        self.data = data
        self.id = id
    }
}

/// An event was longer than the parser allows.
public struct ServerSentEventTooLarge: Error, Equatable {
    public let bytesMax: Int
}

/// Turns a byte stream, cut anywhere, into events.
public struct ServerSentEventParser: Sendable {
    private let bytesMax: Int
    private var line: [UInt8] = []
    private var endedWithReturn = false
    private var isFirstLine = true
    private var name = ""
    private var dataLines: [String] = []
    private var eventByteCount = 0
    private var lastID: String?

    /// The server's wish for the pause before a reconnection (`retry`), or nil.
    public private(set) var retryMilliseconds: Int64?

    public init(bytesMax: Int = NetLimits.eventBytesMax) {
        self.bytesMax = bytesMax
    }

    /// Takes the next bytes and returns the events they completed.
    public mutating func feed(_ bytes: [UInt8]) throws(ServerSentEventTooLarge) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var rest = bytes[...]
        while let first = rest.first {
            let followsReturn = endedWithReturn
            endedWithReturn = first == 0x0D
            guard first != 0x0A && first != 0x0D else {
                if !(first == 0x0A && followsReturn), let event = endLine() { events.append(event) }
                rest.removeFirst()
                continue
            }
            let text = rest.prefix { $0 != 0x0A && $0 != 0x0D }
            eventByteCount += text.count
            guard eventByteCount <= bytesMax else { throw ServerSentEventTooLarge(bytesMax: bytesMax) }
            line += text
            rest = rest[text.endIndex...]
        }
        return events
    }

    private mutating func endLine() -> ServerSentEvent? {
        defer {
            line.removeAll(keepingCapacity: true)
            isFirstLine = false
        }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        guard !line.isEmpty else { return dispatch() }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            take(field: String(decoding: line, as: UTF8.self), value: "")
            return nil
        }
        // A line that begins with a colon is a comment; it costs no memory.
        guard colon > 0 else {
            eventByteCount -= line.count
            return nil
        }
        var value = line[(colon + 1)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        take(field: String(decoding: line[..<colon], as: UTF8.self), value: String(decoding: value, as: UTF8.self))
        return nil
    }

    private mutating func take(field: String, value: String) {
        switch field {
        case "event":
            name = value
        case "data":
            dataLines.append(value)
        case "id":
            if !value.utf8.contains(0) { lastID = value }
        case "retry":
            let isNumber = !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
            if isNumber { retryMilliseconds = Int64(value) ?? retryMilliseconds }
        default:
            break
        }
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = ""
            dataLines = []
            eventByteCount = 0
        }
        guard !dataLines.isEmpty else { return nil }
        return ServerSentEvent(
            name: name.isEmpty ? "message" : name,
            data: dataLines.joined(separator: "\n"),
            id: lastID
        )
    }
}
