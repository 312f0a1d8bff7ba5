// A connection that speaks HTTP, or becomes a WebSocket with its first request.

import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// Hummingbird's HTTP/1.1, with a door for WebSockets before it.
struct UpgradableChannel: ServerChildChannel, HTTPChannelHandler {
    /// Clients of events have nothing to say that is longer.
    private static let frameBytesMax = 16 << 10

    let responder: HTTPChannelHandler.Responder
    let door: EventSocketDoor
    let idleTimeout: Duration

    /// What a connection turned out to be.
    enum Negotiated: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case socket(EventSocket)
    }

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let negotiated: EventLoopFuture<Negotiated>
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let admitted = DoorHandler.Admitted()
            var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
                upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
                    upgraders: [upgrader(admitted)],
                    notUpgradingCompletionHandler: { becomeHTTP($0, logger) }
                )
            )
            // As Hummingbird's own channel has it: NIOAsyncChannel does what these would.
            configuration.enablePipelining = false
            configuration.enableErrorHandling = false
            configuration.enableResponseHeaderValidation = false
            let pipeline = channel.pipeline.syncOperations
            let negotiated = try pipeline.configureUpgradableHTTPServerPipeline(
                configuration: configuration
            )
            let upgrading = try pipeline.handler(type: NIOTypedHTTPServerUpgradeHandler<Negotiated>.self)
            try pipeline.addHandler(DoorHandler(door, admitted), position: .before(upgrading))
            // Whoever connects and asks for nothing is not waited for.
            let patience = channel.eventLoop.scheduleTask(in: TimeAmount(idleTimeout)) {
                channel.close(promise: nil)
            }
            negotiated.whenComplete { _ in patience.cancel() }
            return Value(channel: channel, negotiated: negotiated)
        }
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.negotiated.get() {
            case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
            case .socket(let socket): try await socket.serve()
            }
        } catch {
            // The client went away, as it may at any time.
            logger.trace("a connection ended", metadata: ["error": "\(error)"])
        }
    }

    /// For the connections that ``DoorHandler`` let in, and for no others.
    private func upgrader(_ admitted: DoorHandler.Admitted) -> NIOTypedWebSocketServerUpgrader<Negotiated> {
        NIOTypedWebSocketServerUpgrader(
            maxFrameSize: Self.frameBytesMax,
            shouldUpgrade: { channel, _ in
                channel.eventLoop.makeSucceededFuture(
                    admitted.protocolName.map { ["Sec-WebSocket-Protocol": $0] } ?? [:]
                )
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    guard let opened = admitted.take() else { throw ChannelError.inappropriateOperationForState }
                    return .socket(
                        EventSocket(
                            connection: try NIOAsyncChannel(wrappingChannelSynchronously: channel),
                            opened: opened
                        )
                    )
                }
            }
        )
    }

    private func becomeHTTP(_ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Negotiated> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(HangUpHandler())
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: idleTimeout, logger: logger))
            return .http(
                try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel,
                    configuration: .init(isOutboundHalfClosureEnabled: true)
                )
            )
        }
    }
}
