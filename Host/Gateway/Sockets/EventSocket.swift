// An open WebSocket: events out, pings out, and an ear for the client's going.

import HostCore
import NIOCore
import NIOWebSocket
import OrkestaModel
import Synchronization

/// One reader over a WebSocket (RFC 6455).
struct EventSocket: Sendable {
    typealias Connection = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    let connection: Connection
    let opened: EventSocketDoor.Opened

    /// Until the client goes, or the host stops.
    func serve() async throws {
        try await connection.executeThenClose { inbound, outbound in
            let heard = Heard()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    var sink = SocketSink(outbound: outbound, heard: heard)
                    try await opened.stream.follow(opened.signals, into: &sink)
                    // The host stops: 1001, going away.
                    try await outbound.write(Self.closing(1001))
                }
                group.addTask { try await listen(inbound, outbound, heard) }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func listen(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>,
        _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>,
        _ heard: Heard
    ) async throws {
        for try await frame in inbound {
            heard.note()
            switch frame.opcode {
            case .ping: try await outbound.write(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
            case .connectionClose:
                return try await outbound.write(
                    WebSocketFrame(fin: true, opcode: .connectionClose, data: frame.unmaskedData)
                )
            // What a client says besides is not read.
            default: break
            }
        }
    }

    private static func closing(_ code: UInt16) -> WebSocketFrame {
        var data = ByteBuffer()
        data.writeInteger(code)
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }

    /// Whether the client gave a sign of life since it was last asked for one.
    private final class Heard: Sendable {
        private let isAlive = Mutex(true)

        func note() { isAlive.withLock { $0 = true } }

        func take() -> Bool {
            isAlive.withLock { isAlive in
                defer { isAlive = false }
                return isAlive
            }
        }
    }

    /// The client answers no more.
    private struct Silence: Error {}

    private struct SocketSink: EventSink {
        let outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
        let heard: Heard

        @concurrent mutating func send(_ events: [StreamEvent]) async throws {
            try await outbound.write(
                contentsOf: events.map { event in
                    WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: event.data.description))
                }
            )
        }

        /// Who has not answered the last ping is gone.
        @concurrent mutating func keepAlive() async throws {
            guard heard.take() else { throw Silence() }
            try await outbound.write(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()))
        }
    }
}
