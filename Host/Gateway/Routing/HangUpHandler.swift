// Whether the client of a request is still there. HTTP/1 has no word for it, and
// who serves a request reads nothing meanwhile: the end of what the client sends
// is the sign, as other servers take it too.

import NIOCore

/// Notices that a client hangs up. One for each connection, on its event loop.
final class HangUpHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private var isOver = false
    private var tell: (@Sendable () -> Void)?

    /// Calls `tell` when the client of `channel` hangs up, at once if it has; it
    /// takes the place of what was to be called before, as requests follow one another.
    /// - Throws: `ChannelPipelineError.notFound` for a channel without such a handler.
    static func onHangUp(of channel: any Channel, _ tell: @escaping @Sendable () -> Void) async throws {
        try await channel.eventLoop.submit {
            // A connection that is over has lost its handlers.
            guard channel.isActive else { return tell() }
            try channel.pipeline.syncOperations.handler(type: HangUpHandler.self).watch(tell)
        }
        .get()
    }

    private func watch(_ tell: @escaping @Sendable () -> Void) {
        if isOver { tell() } else { self.tell = tell }
    }

    func channelInactive(context: ChannelHandlerContext) {
        hangUp()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { hangUp() }
        context.fireUserInboundEventTriggered(event)
    }

    private func hangUp() {
        isOver = true
        tell?()
        tell = nil
    }
}
