// Where a tenant's own systems hear of events: endpoints made, changed, tried and
// removed, with the tenant's own key.

import HTTPTypes
import HostAccess
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let endpointRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/webhooks/endpoints",
            ports: .tower,
            access: .permission(Permission(.events, .read)),
            id: "listEndpoints",
            tag: "Webhooks",
            summary: "Where the tenant's systems hear of events",
            parameters: [.tenant],
            responses: [.json(Schema.page(of: Schema.reference("Endpoint")), "All of them.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let endpoints = exchange.endpoints(of: tenant)
                return .page(
                    try await exchange.services.database.read { try endpoints.list(in: $0) }.map(\.json),
                    next: nil
                )
            }
        ),
        Route(
            method: .post,
            path: "/api/webhooks/endpoints",
            ports: .tower,
            access: .permission(Permission(.events, .write)),
            id: "createEndpoint",
            tag: "Webhooks",
            summary: "Makes an endpoint; its secret is shown this once",
            description: """
                Events are sent as Standard Webhooks 1.0.0: `webhook-id` (the same in every attempt: the receiver's \
                idempotency key), `webhook-timestamp` and `webhook-signature`. What is not answered with 2xx is sent \
                again for about three days, in order for each entity; after that, or a 410, the endpoint is switched \
                off. Real tenants are called over HTTPS and on the public internet only.
                """,
            parameters: [.tenant],
            body: .json(Schema.reference("NewEndpoint")),
            responses: [.json(Schema.reference("EndpointWithSecret"), status: 201, "The endpoint.")],
            problems: [.notFound, .conflict],
            handler: { try await EndpointRoutes.create($0) }
        ),
        Route(
            method: .put,
            path: "/api/webhooks/endpoints/{id}",
            ports: .tower,
            access: .permission(Permission(.events, .write)),
            id: "changeEndpoint",
            tag: "Webhooks",
            summary: "Changes what is named; switching one on sends what waits for it",
            parameters: [idParameter, .tenant],
            body: .json(Schema.reference("EndpointChange")),
            responses: [.json(Schema.reference("Endpoint"), "The endpoint.")],
            problems: [.notFound],
            handler: { try await EndpointRoutes.change($0) }
        ),
        Route(
            method: .delete,
            path: "/api/webhooks/endpoints/{id}",
            ports: .tower,
            access: .permission(Permission(.events, .write)),
            id: "deleteEndpoint",
            tag: "Webhooks",
            summary: "Removes an endpoint, and cancels what waits for it",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("Endpoint"), "The endpoint as it was.")],
            problems: [.notFound],
            handler: { try await EndpointRoutes.delete($0) }
        ),
        Route(
            method: .post,
            path: "/api/webhooks/endpoints/{id}/rotate",
            ports: .tower,
            access: .permission(Permission(.events, .write)),
            id: "rotateEndpointSecret",
            tag: "Webhooks",
            summary: "Makes a new secret, shown this once; for a day the one before signs too",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("EndpointWithSecret"), "The endpoint.")],
            problems: [.notFound],
            handler: { try await EndpointRoutes.rotate($0) }
        ),
        Route(
            method: .post,
            path: "/api/webhooks/endpoints/{id}/test",
            ports: .tower,
            access: .permission(Permission(.events, .write)),
            id: "testEndpoint",
            tag: "Webhooks",
            summary: "Sends an event of the type `endpoint.test` to an endpoint",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("Delivery"), status: 202, "Look it up for how it went.")],
            problems: [.notFound, .conflict],
            handler: { try await EndpointRoutes.test($0) }
        ),
    ]

    private static let idParameter = Route.Parameter.path("id", "An endpoint's key.", Schema.text("A key."))
}

private enum EndpointRoutes {
    static func create(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let draft = try EndpointDraft(
            json: try await exchange.object(),
            isSandbox: access.tenant.environment == .sandbox
        )
        let (now, randomness) = (exchange.services.clock.now(), exchange.services.randomness)
        let endpoints = exchange.endpoints(of: access.handle)
        let document = try await exchange.services.database.write { connection in
            let made = try endpoints.create(draft, at: now, randomness: randomness, in: connection)
            try record("endpoint.create", made.endpoint, exchange, access, at: now, in: connection)
            return made.endpoint.json.merging(["secret": .string(made.secret)])
        }
        return .json(document, status: .created)
    }

    static func change(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let id = EndpointID(try exchange.path("id"))
        let draft = try EndpointDraft(
            json: try await exchange.object(),
            isSandbox: access.tenant.environment == .sandbox
        )
        let now = exchange.services.clock.now()
        let endpoints = exchange.endpoints(of: access.handle)
        let changed = try await exchange.services.database.write { connection in
            let changed = try endpoints.update(id, draft, at: now, in: connection)
            try record("endpoint.change", changed, exchange, access, at: now, in: connection)
            return changed
        }
        exchange.services.payments.courierWakeUp.signal()
        return .json(changed.json)
    }

    static func delete(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let id = EndpointID(try exchange.path("id"))
        let now = exchange.services.clock.now()
        let endpoints = exchange.endpoints(of: access.handle)
        let deleted = try await exchange.services.database.write { connection in
            let known = try endpoints.get(id, in: connection)
            try endpoints.delete(id, at: now, in: connection)
            try record("endpoint.delete", known, exchange, access, at: now, in: connection)
            return known
        }
        return .json(deleted.json)
    }

    static func rotate(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let id = EndpointID(try exchange.path("id"))
        let (now, randomness) = (exchange.services.clock.now(), exchange.services.randomness)
        let endpoints = exchange.endpoints(of: access.handle)
        let document = try await exchange.services.database.write { connection in
            let secret = try endpoints.rotate(id, at: now, randomness: randomness, in: connection)
            let endpoint = try endpoints.get(id, in: connection)
            try record("endpoint.rotate", endpoint, exchange, access, at: now, in: connection)
            return endpoint.json.merging(["secret": .string(secret)])
        }
        return .json(document)
    }

    static func test(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let id = EndpointID(try exchange.path("id"))
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, exchange.services.randomness)
        let endpoints = exchange.endpoints(of: tenant)
        let delivery = try await exchange.services.database.write { connection in
            guard try endpoints.get(id, in: connection).isEnabled else {
                throw Problem(
                    .conflict,
                    "the endpoint is switched off",
                    field: "id",
                    remedy: "Switch it on with {\"enabled\": true} first."
                )
            }
            let event = DomainEventID(at: now, randomness: randomness)
            let key = try DomainEvents(tenant).send(
                .endpointTest,
                entity: event.rawValue,
                data: ["endpoint": .string(id.rawValue)],
                id: event,
                at: now,
                to: id.rawValue,
                in: connection
            )
            return try Deliveries(tenant).get(DeliveryID(key), in: connection)
        }
        exchange.services.payments.courierWakeUp.signal()
        return .json(delivery.json, status: .accepted)
    }

    private static func record(
        _ action: String,
        _ endpoint: EndpointRow,
        _ exchange: Exchange,
        _ access: TenantAccess,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let audit = exchange.audit(
            action,
            "webhook_endpoint",
            endpoint.id.rawValue,
            tenant: access.handle.id,
            after: endpoint.json,
            at: now
        )
        try AuditLog.record(audit, in: connection)
    }
}

extension Exchange {
    fileprivate func endpoints(of tenant: TenantHandle) -> Endpoints {
        Endpoints(tenant, box: services.payments.secretBox)
    }
}
