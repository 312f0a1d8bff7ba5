// The connections of emulated mail servers: bytes to lines, and replies to bytes.

internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle

/// The server's side of one connection that speaks in lines.
protocol LineDialogue: Sendable {
    /// What the server says first.
    var greeting: String { get }
    /// Takes a line without its end.
    mutating func take(_ line: [UInt8]) async -> LineAnswer
}

/// What a server says to a line.
struct LineAnswer: Sendable {
    /// Without the end of its last line; nil: nothing.
    var bytes: [UInt8]?
    /// The connection is closed behind it.
    var isLast = false

    static func say(_ text: String) -> LineAnswer { LineAnswer(bytes: Array(text.utf8)) }
}

/// Listens on 127.0.0.1, and holds one dialogue a connection.
struct LineServer<Dialogue: LineDialogue>: Service {
    /// 0: a free port.
    let port: Int
    let makeDialogue: @Sendable () -> Dialogue
    /// Gets the port when the server is ready.
    let onListening: @Sendable (Int) async -> Void

    init(
        port: Int,
        _ makeDialogue: @escaping @Sendable () -> Dialogue,
        onListening: @escaping @Sendable (Int) async -> Void
    ) {
        self.port = port
        self.makeDialogue = makeDialogue
        self.onListening = onListening
    }

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
            }
        await onListening(server.channel.localAddress?.port ?? 0)
        // Closed, not cancelled: a server of NIO must not be (apple/swift-nio#3481).
        try await withGracefulShutdownHandler {
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        group.addTask { await hold(connection) }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
    }

    private func hold(_ connection: Connection) async {
        let channel = connection.channel
        await withGracefulShutdownHandler {
            do {
                try await connection.executeThenClose { inbound, outbound in
                    try await converse(inbound, outbound)
                }
            } catch {
                // The client went away, which ends the session as well as QUIT does.
            }
        } onGracefulShutdown: {
            channel.close(promise: nil)
        }
    }

    private func converse(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        var dialogue = makeDialogue()
        var pending: [UInt8] = []
        try await outbound.write(ByteBuffer(string: dialogue.greeting + "\r\n"))
        for try await buffer in inbound {
            pending += buffer.readableBytesView
            var start = 0
            while let end = pending[start...].firstIndex(of: 0x0A) {
                let line = pending[start..<end]
                start = end + 1
                let answer = await dialogue.take(Array(line.last == 0x0D ? line.dropLast() : line))
                if let bytes = answer.bytes { try await outbound.write(ByteBuffer(bytes: bytes + [0x0D, 0x0A])) }
                if answer.isLast { return }
            }
            pending.removeFirst(start)
            guard pending.count <= EmulatorLimits.mailLineBytesMax else {
                return try await outbound.write(ByteBuffer(string: "500 5.5.2 The line is too long\r\n"))
            }
        }
    }
}
