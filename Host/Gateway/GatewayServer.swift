// A server of one router on one address, as a service of the host's group.

public import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore
public import ServiceLifecycle

/// A service that serves `router` on `address` until the graceful shutdown of
/// its group: then it accepts no more, finishes the requests under way, and
/// ends. `onListening` gets the bound address, which says the port when 0 was
/// asked for.
public func makeServer(
    _ router: GatewayRouter,
    address: BindAddress,
    logger: Logger,
    onListening: @escaping @Sendable (SocketAddress?) async -> Void = { _ in }
) -> some Service {
    Application(
        responder: router.buildResponder(),
        server: .http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [HangUpHandler()],
                idleTimeout: .seconds(120)
            )
        ),
        configuration: ApplicationConfiguration(address: address, backlog: 1024),
        onServerRunning: { channel in await onListening(channel.localAddress) },
        logger: logger
    )
}
