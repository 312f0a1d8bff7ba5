// Webhooks looked at and sent or processed once more: those that go out, and those
// of providers that came in.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let deliveryRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/webhooks/deliveries",
            ports: .tower,
            access: .permission(Permission(.events, .read)),
            id: "listDeliveries",
            tag: "Webhooks",
            summary: "Webhooks that go out, the latest first",
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: DeliveryRow.State.allCases.map(\.rawValue))
                ),
                .query("endpoint", "Only those to this endpoint.", Schema.text("A key.")), .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Delivery")), "A page of deliveries.")],
            problems: [.notFound],
            handler: { try await DeliveryRoutes.list($0) }
        ),
        Route(
            method: .get,
            path: "/api/webhooks/deliveries/{id}",
            ports: .tower,
            access: .permission(Permission(.events, .read)),
            id: "getDelivery",
            tag: "Webhooks",
            summary: "One webhook with its body and every attempt at it",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("DeliveryLog"), "The delivery.")],
            problems: [.notFound],
            handler: { try await DeliveryRoutes.get($0) }
        ),
        Route(
            method: .post,
            path: "/api/webhooks/deliveries/{id}/replay",
            ports: .tower,
            access: .permission(Permission(.events, .write)),
            id: "replayDelivery",
            tag: "Webhooks",
            summary: "Sends a webhook once more, under the same id",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("Delivery"), status: 202, "The delivery as it was.")],
            problems: [.notFound],
            handler: { try await DeliveryRoutes.replay($0) }
        ),
        Route(
            method: .post,
            path: "/api/webhooks/endpoints/{id}/replay",
            ports: .tower,
            access: .permission(Permission(.events, .write)),
            id: "replayDeliveries",
            tag: "Webhooks",
            summary: "Sends an endpoint once more what it did not get in a stretch of time",
            parameters: [.path("id", "An endpoint's key.", Schema.text("A key.")), .tenant],
            body: .json(Schema.reference("ReplayRange")),
            responses: [.json(Schema.reference("Replayed"), status: 202, "How many were queued.")],
            problems: [.notFound],
            handler: { try await DeliveryRoutes.replayRange($0) }
        ),
        Route(
            method: .post,
            path: "/api/payments/webhooks/replay",
            ports: .tower,
            access: .permission(Permission(.billing, .operate)),
            id: "replayPaymentWebhooks",
            tag: "Payments",
            summary: "Processes webhooks of providers once more: one, or those of a stretch of time",
            description: "What was booked by them is not booked again: an attempt to pay only climbs.",
            parameters: [.tenant],
            body: .json(Schema.reference("WebhookReplay")),
            responses: [.json(Schema.reference("Replayed"), status: 202, "How many were queued.")],
            problems: [.notFound],
            handler: { try await DeliveryRoutes.replayInbound($0) }
        ),
    ]

    private static let idParameter = Route.Parameter.path("id", "A delivery's key.", Schema.text("A key."))
}

private enum DeliveryRoutes {
    static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let state: DeliveryRow.State? = try exchange.word("state")
        let endpoint = try exchange.query("endpoint").map { EndpointID($0) }
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read {
            try Deliveries(tenant).list(state: state, endpoint: endpoint, before: cursor, limit: limit, in: $0)
        }
        return .page(page.deliveries.map(\.json), next: page.next?.description)
    }

    static func get(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let id = DeliveryID(try exchange.path("id"))
        let document = try await exchange.services.database.read { connection in
            let delivery = try Deliveries(tenant).get(id, in: connection)
            let attempts = try Deliveries(tenant).attempts(at: id, in: connection)
            return delivery.json.merging([
                "body": .string(delivery.body), "log": .array(attempts.map(\.json)),
            ])
        }
        return .json(document)
    }

    static func replay(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let (tenant, id) = (access.handle, DeliveryID(try exchange.path("id")))
        let now = exchange.services.clock.now()
        let delivery = try await exchange.services.database.write { connection in
            let delivery = try Deliveries(tenant).replay(id, in: connection)
            let audit = exchange.audit("delivery.replay", "delivery", id.rawValue, tenant: tenant.id, at: now)
            try AuditLog.record(audit, in: connection)
            return delivery
        }
        exchange.services.payments.courierWakeUp.signal()
        return .json(delivery.json, status: .accepted)
    }

    static func replayRange(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let (tenant, id) = (access.handle, EndpointID(try exchange.path("id")))
        let json = try await exchange.object()
        let (from, until) = try range(json)
        let alsoDelivered = try json.flag("also_delivered", default: false)
        let now = exchange.services.clock.now()
        let box = exchange.services.payments.secretBox
        let count = try await exchange.services.database.write { connection in
            _ = try Endpoints(tenant, box: box).get(id, in: connection)
            let audit = exchange.audit("endpoint.replay", "webhook_endpoint", id.rawValue, tenant: tenant.id, at: now)
            try AuditLog.record(audit, in: connection)
            return try Deliveries(tenant)
                .replay(of: id, from: from, until: until, alsoDelivered: alsoDelivered, in: connection)
        }
        exchange.services.payments.courierWakeUp.signal()
        return .json(["replayed": .integer(Int64(count))], status: .accepted)
    }

    static func replayInbound(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let json = try await exchange.object()
        let one = try json.optionalText("webhook").map { WebhookID($0) }
        let span = try one == nil ? range(json) : nil
        let now = exchange.services.clock.now()
        let count = try await exchange.services.database.write { connection in
            let entity = one?.rawValue ?? "\(span?.from.description ?? "") \(span?.until.description ?? "")"
            let audit = exchange.audit("webhook.replay", "webhook", entity, tenant: tenant.id, at: now)
            try AuditLog.record(audit, in: connection)
            if let one { return try Webhooks(tenant).replay(one, in: connection) }
            guard let span else { return 0 }
            return try Webhooks(tenant).replay(from: span.from, until: span.until, in: connection)
        }
        guard count > 0 || one == nil else {
            throw Problem(
                .notFound,
                "there is no such webhook",
                field: "webhook",
                remedy: "GET /api/payments/webhooks lists them."
            )
        }
        exchange.services.payments.processorWakeUp.signal()
        return .json(["replayed": .integer(Int64(count))], status: .accepted)
    }

    private static func range(_ json: JSON) throws -> (from: Timestamp, until: Timestamp) {
        let (from, until) = (try json.moment("from"), try json.moment("until"))
        guard from < until else { throw DocumentError(field: "until", reason: "a time behind `from` is expected") }
        return (from, until)
    }
}
