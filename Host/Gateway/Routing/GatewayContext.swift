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

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The context of a request that comes through no socket.
    init(logger: Logger) {
        coreContext = CoreRequestContextStorage(source: WithoutChannel(logger: logger))
        channel = nil
    }

    private struct WithoutChannel: RequestContextSource {
        let logger: Logger
    }
}
