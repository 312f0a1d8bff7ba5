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
                .query(
                    "types",
                    "Only these, divided by commas; `payment` stands for all of its kind.",
                    Schema.text("Types.", example: "conversation,payment.succeeded")
                ),
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
                let tenant = try await exchange.servedTenant()
                let types = try exchange.query("types")?.split(separator: ",").map(String.init) ?? []
                let last = exchange.request.headers[.lastEventID].map { DomainEventID($0) }
                return try DomainEventStream(services: exchange.services, tenant: tenant, types: types)
                    .response(after: last)
            }
        )
    ]
}
