// A WebSocket client that knows as much of RFC 6455 as is needed to see what a server
// sends: a handshake, and frames that are not masked.

import NIOCore
import NIOPosix
import Synchronization

/// One connection, its answer's head read.
final class RawSocket: Sendable {
    /// With the line end behind its last field.
    let head: String
    private let reader: Reader

    private init(_ head: String, _ reader: Reader) {
        self.head = head
        self.reader = reader
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
        let reader = try await Reader.connect(port)
        try await reader.write(ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n" + body))
        while true {
            if let head = reader.takeHead() { return RawSocket(head, reader) }
            try await reader.more()
        }
    }

    /// The next text frame; pings are passed over. Nil at the end.
    func nextText() async throws -> String? {
        while true {
            while let (opcode, content) = reader.takeFrame() {
                if opcode == 1 { return content }
                if opcode == 8 { return nil }
            }
            try await reader.more()
        }
    }

    func close() async throws { try await reader.close() }

    /// Bytes of the connection, gathered until they make sense.
    private final class Reader: Sendable {
        struct Gone: Error {}

        private let channel: any Channel
        private let bytes: AsyncStream<ByteBuffer>
        private let gathered = Mutex(ByteBuffer())

        private init(_ channel: any Channel, _ bytes: AsyncStream<ByteBuffer>) {
            self.channel = channel
            self.bytes = bytes
        }

        static func connect(_ port: Int) async throws -> Reader {
            let (bytes, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Listener(continuation))
                    }
                }
                .connect(host: "127.0.0.1", port: port).get()
            return Reader(channel, bytes)
        }

        func write(_ buffer: ByteBuffer) async throws { try await channel.writeAndFlush(buffer) }

        func more() async throws {
            guard var buffer = await bytes.first(where: { _ in true }) else { throw Gone() }
            gathered.withLock { _ = $0.writeBuffer(&buffer) }
        }

        func takeHead() -> String? {
            gathered.withLock { gathered in
                let text = String(buffer: gathered)
                guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
                let head = String(text[..<end.lowerBound]) + "\r\n"
                gathered.moveReaderIndex(forwardBy: head.utf8.count + 2)
                return head
            }
        }

        func takeFrame() -> (opcode: UInt8, content: String)? {
            gathered.withLock { gathered in
                var buffer = gathered
                guard let first = buffer.readInteger(as: UInt8.self), let short = buffer.readInteger(as: UInt8.self)
                else { return nil }
                let length = short == 126 ? buffer.readInteger(as: UInt16.self).map(Int.init) : Int(short)
                guard let length, let content = buffer.readString(length: length) else { return nil }
                gathered = buffer
                return (first & 0x0F, content)
            }
        }

        func close() async throws { try await channel.close() }

        private final class Listener: ChannelInboundHandler {
            typealias InboundIn = ByteBuffer

            private let continuation: AsyncStream<ByteBuffer>.Continuation

            init(_ continuation: AsyncStream<ByteBuffer>.Continuation) { self.continuation = continuation }

            func channelRead(context: ChannelHandlerContext, data: NIOAny) { continuation.yield(unwrapInboundIn(data)) }

            func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
        }
    }
}
