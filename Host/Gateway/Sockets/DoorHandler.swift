// The first request of a connection, before NIO's upgrade looks at it. NIO forgets the
// request whose upgrade is refused, and would leave its client without an answer; so
// whoever is not let in loses the `Upgrade` field here, and is answered by the route.

import NIOCore
import NIOHTTP1
import Synchronization

/// Decides, once for each connection, whether its first request may become a WebSocket.
final class DoorHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let door: EventSocketDoor
    private let admitted: Admitted
    /// What came of the request while it is looked at; nil: nothing has come.
    private var waiting: [HTTPServerRequestPart]?

    init(_ door: EventSocketDoor, _ admitted: Admitted) {
        self.door = door
        self.admitted = admitted
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard waiting == nil else {
            waiting?.append(part)
            return
        }
        waiting = [part]
        guard case .head(let head) = part, Self.asksForSocket(head) else { return pass(context, mayUpgrade: false) }
        let isOpen = context.eventLoop.makeFutureWithTask { [door, admitted] in
            guard let opened = await door.admit(head) else { return false }
            admitted.put(opened)
            return true
        }
        isOpen.assumeIsolated().whenComplete { result in
            self.pass(context, mayUpgrade: (try? result.get()) ?? false)
        }
    }

    /// Lets go what has waited, and everything that comes after it.
    private func pass(_ context: ChannelHandlerContext, mayUpgrade: Bool) {
        for part in waiting ?? [] {
            if case .head(var head) = part, !mayUpgrade {
                head.headers.remove(name: "Upgrade")
                context.fireChannelRead(wrapInboundOut(.head(head)))
            } else {
                context.fireChannelRead(wrapInboundOut(part))
            }
        }
        context.fireChannelReadComplete()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    /// RFC 6455, section 4.2.1. What NIO would refuse is not shown to it.
    private static func asksForSocket(_ head: HTTPRequestHead) -> Bool {
        let fields = head.headers
        return head.method == .GET && !fields.contains(name: "Transfer-Encoding")
            && fields[canonicalForm: "Content-Length"].allSatisfy { $0 == "0" }
            && fields[canonicalForm: "Upgrade"].map { $0.lowercased() } == ["websocket"]
            && fields[canonicalForm: "Connection"].contains { $0.lowercased() == "upgrade" }
            && fields[canonicalForm: "Sec-WebSocket-Version"] == ["13"]
            && fields["Sec-WebSocket-Key"].count == 1
    }

    /// Whom the door let in, until the protocol has changed.
    final class Admitted: Sendable {
        private let opened = Mutex<EventSocketDoor.Opened?>(nil)

        /// The protocol to be named in the answer; nil: the client named none.
        var protocolName: String? {
            opened.withLock { $0?.namesProtocol == true ? EventSocketDoor.protocolName : nil }
        }

        func put(_ value: EventSocketDoor.Opened) { opened.withLock { $0 = value } }
        func take() -> EventSocketDoor.Opened? { opened.withLock { $0.take() } }
    }
}
