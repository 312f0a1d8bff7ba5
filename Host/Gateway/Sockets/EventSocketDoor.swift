// Who may open a WebSocket: the same key, permission and parameters as for every route.

import HTTPTypes
import HostCore
import HostStorage
import HostTurns
import Hummingbird
import Logging
import NIOHTTP1
import OrkestaModel

/// Lets readers of events in.
struct EventSocketDoor: Sendable {
    /// The protocol that is spoken, and what stands before a key that comes as one.
    static let protocolName = "orkesta.events"
    private static let keyPrefix = "orkesta.key."

    private let endpoint: RouteEndpoint
    private let logger: Logger

    init(_ services: GatewayServices) {
        endpoint = RouteEndpoint(RouteTable.eventSocketRoute, services, ports: .client, trust: .none)
        logger = services.logger
    }

    /// A stream that is to be followed.
    struct Opened: Sendable {
        let stream: DomainEventStream
        let signals: AsyncStream<ConversationFeed.Event>
        /// Whether the client offered ``EventSocketDoor/protocolName``.
        let namesProtocol: Bool
    }

    /// Nil for whoever may not: the route answers why.
    func admit(_ head: HTTPRequestHead) async -> Opened? {
        guard head.uri.prefix(while: { $0 != "?" }) == endpoint.route.path else { return nil }
        let offered = head.headers[canonicalForm: "Sec-WebSocket-Protocol"].map(String.init)
        do {
            let exchange = try await endpoint.admit(request(head, offered), GatewayContext(logger: logger))
            let last = try exchange.query("last_event_id")
            let stream = try await DomainEventStream(exchange, after: last, field: "last_event_id")
            return Opened(
                stream: stream,
                signals: try stream.watch(),
                namesProtocol: offered.contains(Self.protocolName)
            )
        } catch {
            return nil
        }
    }

    private func request(_ head: HTTPRequestHead, _ offered: [String]) -> Request {
        var fields = HTTPFields()
        for (name, value) in head.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        if let key = offered.first(where: { $0.hasPrefix(Self.keyPrefix) }) {
            fields[.apiKey] = String(key.dropFirst(Self.keyPrefix.count))
        }
        return Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: nil, path: head.uri, headerFields: fields),
            body: RequestBody(buffer: .init())
        )
    }
}
