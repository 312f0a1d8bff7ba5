// A server of one router on one address, as a service of the host's group.

public import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore
public import ServiceLifecycle

/// A service that serves `router` on `address` until the graceful shutdown of
/// its group: then it accepts no more, finishes the requests under way, and
/// ends. `onListening` gets the bound address, which says the port when 0 was
/// asked for. `sockets` are served as WebSockets; nil: there are none.
public func makeServer(
    _ router: GatewayRouter,
    address: BindAddress,
    logger: Logger,
    sockets: GatewayServices? = nil,
    onListening: @escaping @Sendable (SocketAddress?) async -> Void = { _ in }
) -> some Service {
    let door = sockets.map { EventSocketDoor($0) }
    return Application(
        responder: router.buildResponder(),
        server: HTTPServerBuilder { responder in
            guard let door else {
                return HTTP1Channel(
                    responder: responder,
                    configuration: HTTP1Channel.Configuration(
                        additionalChannelHandlers: [HangUpHandler()],
                        idleTimeout: TimeAmount(idleTimeout)
                    )
                )
            }
            return UpgradableChannel(responder: responder, door: door, idleTimeout: idleTimeout)
        },
        configuration: ApplicationConfiguration(address: address, backlog: 1024),
        onServerRunning: { channel in await onListening(channel.localAddress) },
        logger: logger
    )
}

/// How long a connection may be silent between two requests.
private let idleTimeout = Duration.seconds(120)
