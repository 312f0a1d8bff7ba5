// The domain events of a tenant as a stream: what happened since, then what happens.

import HTTPTypes
import HostAccess
import HostCore
import HostStorage
import HostTurns
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let eventRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/events/stream",
            ports: .both,
            access: .permission(Permission(.events, .read)),
            id: "streamEvents",
            tag: "Events",
            summary: "What happens in the tenant's business, as it happens",
            description: """
                Server-sent events: `event` is the type, `data` a DomainEvent. After a break, go on behind the last \
                one with its id as `Last-Event-ID`; events are kept for \(Limits.eventDaysKept) days.
                """,
            parameters: [
                .eventTypes,
                Route.Parameter(
                    name: "Last-Event-ID",
                    place: .header,
                    description: "The last event that you saw.",
                    schema: Schema.text("An event's id.")
                ),
                .tenant,
            ],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The stream.",
                    content: [("text/event-stream", Schema.reference("DomainEvent"))]
                )
            ],
            problems: [.notFound, .rateLimited],
            handler: { exchange in
                let last = exchange.request.headers[.lastEventID]
                let stream = try await DomainEventStream(exchange, after: last, field: "Last-Event-ID")
                let signals = try stream.watch()
                return .events { writer in
                    var sink = EventStreamSink(writer: writer)
                    defer { writer = sink.writer }
                    try await stream.follow(signals, into: &sink)
                }
            }
        ),
        eventSocketRoute,
    ]

    /// Answers who may not come in, or asks for no WebSocket; the others go through
    /// ``EventSocketDoor``.
    static let eventSocketRoute = Route(
        method: .get,
        path: "/api/events/socket",
        ports: .client,
        access: .permission(Permission(.events, .read)),
        id: "openEventSocket",
        tag: "Events",
        summary: "The same events over a WebSocket",
        description: """
            Each text frame is a DomainEvent. After a break, go on behind the last one with its id as \
            `last_event_id`. A page cannot send headers: it offers the protocols `orkesta.events` and \
            `orkesta.key.KEY`. The host pings; what a client says besides is not read.
            """,
        parameters: [
            .eventTypes,
            .query("last_event_id", "The last event that you saw.", Schema.text("An event's id.")),
            .tenant,
        ],
        responses: [Route.Answer(status: 101, description: "The WebSocket is open.", content: [])],
        problems: [.notFound, .rateLimited],
        handler: { exchange in
            // Why it was not let in, if there is a reason.
            let last = try exchange.query("last_event_id")
            _ = try await DomainEventStream(exchange, after: last, field: "last_event_id").watch()
            throw Problem(
                .invalid,
                "the request asks for no WebSocket, or is not the first of its connection",
                field: "Upgrade",
                remedy: "Open it as a WebSocket (RFC 6455), or read GET /api/events/stream."
            )
        }
    )
}

extension Route.Parameter {
    fileprivate static let eventTypes = query(
        "types",
        "Only these, divided by commas, of \(DomainEventType.names); `payment` stands for all of its kind.",
        Schema.text("Types.", example: "conversation,payment.succeeded")
    )
}
