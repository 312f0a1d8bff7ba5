// What a request brings along besides itself.

public import Hummingbird
import Logging
import NIOCore

/// The context of one request.
public struct GatewayContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    /// The context of a request that comes through no socket.
    init(logger: Logger) {
        coreContext = CoreRequestContextStorage(source: WithoutChannel(logger: logger))
        remoteAddress = nil
    }

    private struct WithoutChannel: RequestContextSource {
        let logger: Logger
    }
}
