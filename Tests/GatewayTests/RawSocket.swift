// A WebSocket client that knows as much of RFC 6455 as is needed to see what a server
// sends: a handshake, frames that are not masked, and the pongs that every client owes.

import NIOCore
import NIOPosix
import Synchronization

/// One connection, its answer's head read. Pings are answered as they come, whether
/// somebody reads or not.
final class RawSocket: Sendable {
    /// The connection has ended.
    struct Gone: Error {}

    /// With the line end behind its last field.
    let head: String
    private let channel: any Channel
    private let arrivals: Arrivals

    private init(_ head: String, _ channel: any Channel, _ arrivals: Arrivals) {
        self.head = head
        self.channel = channel
        self.arrivals = arrivals
    }

    /// What a client sends to become a WebSocket.
    static let upgrade = [
        "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]

    static func open(
        _ port: Int,
        _ target: String,
        key: String? = nil,
        protocols: [String] = [],
        method: String = "GET",
        fields: [String] = upgrade,
        body: String = ""
    ) async throws -> RawSocket {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)"] + fields
        if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
        if let key { lines.append("X-API-Key: \(key)") }
        if !protocols.isEmpty { lines.append("Sec-WebSocket-Protocol: \(protocols.joined(separator: ", "))") }
        let arrivals = Arrivals()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Listener(arrivals))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n" + body))
        guard case .head(let head)? = await arrivals.stream.first(where: { _ in true }) else { throw Gone() }
        return RawSocket(head, channel, arrivals)
    }

    /// The next text frame. Nil when the server says that it closes.
    func nextText() async throws -> String? {
        guard let arrival = await arrivals.stream.first(where: { _ in true }) else { throw Gone() }
        switch arrival {
        case .text(let text): return text
        case .close: return nil
        case .head: throw Gone()
        }
    }

    /// How many pings have come.
    var pings: Int { arrivals.pings.withLock { $0 } }

    func close() async throws { try await channel.close() }
}

/// What somebody waits for.
private enum Arrival: Sendable {
    case head(String)
    case text(String)
    case close
}

private final class Arrivals: Sendable {
    let stream: AsyncStream<Arrival>
    let continuation: AsyncStream<Arrival>.Continuation
    let pings = Mutex(0)

    init() { (stream, continuation) = AsyncStream.makeStream(of: Arrival.self) }
}

/// Gathers bytes until they make sense.
private final class Listener: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let arrivals: Arrivals
    private var gathered = ByteBuffer()
    /// Nil until the head is here; false where an answer's body follows it.
    private var isSocket: Bool?

    init(_ arrivals: Arrivals) { self.arrivals = arrivals }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        gathered.writeBuffer(&buffer)
        if isSocket == nil { takeHead() }
        while isSocket == true, let (opcode, content) = takeFrame() {
            switch opcode {
            case 0x1: arrivals.continuation.yield(.text(content))
            case 0x8: arrivals.continuation.yield(.close)
            case 0x9:
                arrivals.pings.withLock { $0 += 1 }
                context.writeAndFlush(wrapOutboundOut(pong(content)), promise: nil)
            default: break
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) { arrivals.continuation.finish() }

    private func takeHead() {
        let text = String(buffer: gathered)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return }
        let head = String(text[..<end.lowerBound]) + "\r\n"
        gathered.moveReaderIndex(forwardBy: head.utf8.count + 2)
        isSocket = head.hasPrefix("HTTP/1.1 101 ")
        arrivals.continuation.yield(.head(head))
    }

    private func takeFrame() -> (opcode: UInt8, content: String)? {
        var buffer = gathered
        guard let first = buffer.readInteger(as: UInt8.self), let short = buffer.readInteger(as: UInt8.self)
        else { return nil }
        let length = short == 126 ? buffer.readInteger(as: UInt16.self).map(Int.init) : Int(short)
        guard let length, let content = buffer.readString(length: length) else { return nil }
        gathered = buffer
        return (first & 0x0F, content)
    }

    /// What a client says is masked; with zeros it stays as it is.
    private func pong(_ content: String) -> ByteBuffer {
        ByteBuffer(bytes: [0x8A, 0x80 | UInt8(content.utf8.count), 0, 0, 0, 0] + Array(content.utf8))
    }
}
