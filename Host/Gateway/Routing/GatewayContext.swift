// What a request brings along besides itself.

public import Hummingbird
import Logging
public import NIOCore

/// The context of one request.
public struct GatewayContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The connection; nil for a request that comes through no socket.
    public let channel: (any Channel)?

    var remoteAddress: SocketAddress? { channel?.remoteAddress }

    /// Whether whoever asks is on this machine; so is what comes through no socket.
    var isFromThisMachine: Bool {
        guard let channel else { return true }
        return Self.isOneMachine(channel.remoteAddress?.ipAddress, channel.localAddress?.ipAddress)
    }

    /// Over loopback, or from the machine's own address to that address.
    static func isOneMachine(_ peer: String?, _ own: String?) -> Bool {
        guard let peer else { return false }
        return peer == own || peer == "::1" || peer.hasPrefix("127.") || peer.hasPrefix("::ffff:127.")
    }

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The context of a request that comes through no socket.
    init(logger: Logger) {
        coreContext = CoreRequestContextStorage(source: WithoutChannel(logger: logger))
        channel = nil
    }

    /// Does `work`, which is cancelled when the client hangs up.
    func whileClientWaits<Value: Sendable>(
        _ work: @escaping @Sendable @concurrent () async throws -> Value
    ) async throws -> Value {
        guard let channel else { return try await work() }
        let (connection, end) = AsyncStream.makeStream(of: Void.self)
        try await HangUpHandler.onHangUp(of: channel) { end.finish() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask(operation: work)
            group.addTask {
                for await _ in connection {}
                return nil
            }
            while let ended = try await group.next() {
                group.cancelAll()
                if let ended { return ended }
            }
            throw CancellationError()
        }
    }

    private struct WithoutChannel: RequestContextSource {
        let logger: Logger
    }
}
