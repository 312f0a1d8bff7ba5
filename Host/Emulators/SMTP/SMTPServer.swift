// The connections of the emulated mail server: bytes to lines, and replies to bytes.

internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle

/// Listens on 127.0.0.1, and holds one session a connection.
struct SMTPServer: Service {
    /// 0: a free port.
    let port: Int
    let office: MailOffice
    /// Gets the port when the server is ready.
    let onListening: @Sendable (Int) async -> Void

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
        var session = SMTPSession(office.settings.rules)
        var pending: [UInt8] = []
        try await say(SMTPSession.greeting, outbound)
        for try await buffer in inbound {
            pending += buffer.readableBytesView
            var start = 0
            while let end = pending[start...].firstIndex(of: 0x0A) {
                let line = pending[start..<end]
                start = end + 1
                let step = session.take(Array(line.last == 0x0D ? line.dropLast() : line))
                guard try await perform(step, outbound) else { return }
            }
            pending.removeFirst(start)
            guard pending.count <= SMTPSession.lineBytesMax else {
                return try await say("500 5.5.2 The line is too long", outbound)
            }
        }
    }

    /// Whether the session goes on.
    private func perform(
        _ step: SMTPSession.Step,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws -> Bool {
        switch step {
        case .listen: return true
        case .reply(let text):
            try await say(text, outbound)
            return true
        case .close(let text):
            try await say(text, outbound)
            return false
        case .accept(let envelope): return try await accept(envelope, outbound)
        }
    }

    private func accept(
        _ envelope: SMTPEnvelope,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws -> Bool {
        let fault = office.faults.next(for: SMTPEmulatorSettings.line)
        if let reply = fault?.reply {
            try await say(reply, outbound)
            return fault != .throttled
        }
        switch fault {
        case .hangUp: return false
        // The client's patience ends it, or the emulator's end.
        case .silence: return true
        default: break
        }
        let number = office.deliver(envelope)
        guard fault != .lostAnswer else { return false }
        try await say("250 2.0.0 Queued as \(number)", outbound)
        return true
    }

    private func say(_ text: String, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws {
        try await outbound.write(ByteBuffer(string: text + "\r\n"))
    }
}
