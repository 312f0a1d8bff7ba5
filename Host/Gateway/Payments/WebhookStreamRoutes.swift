// Watching and trying the webhooks of providers: a stream of those that come in,
// and a test that the same event has one effect.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel
import ServiceLifecycle

extension RouteTable {
    static let webhookStreamRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/webhooks/stream",
            ports: .tower,
            access: .permission(Permission(.events, .read)),
            id: "streamWebhooks",
            tag: "Webhooks",
            summary: "Webhooks of payment providers as they come in, and as they are processed",
            description: """
                Server-sent events `webhook`, each a PaymentWebhook, at most a second after it came or changed. With \
                `Last-Event-ID` the stream goes on after that event.
                """,
            parameters: [.tenant],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The stream.",
                    content: [("text/event-stream", Schema.text("Server-sent events."))]
                )
            ],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let after = exchange.request.headers[.lastEventID].flatMap { ActivityCursor($0) }
                return WebhookStream(services: exchange.services, tenant: tenant).response(after: after)
            }
        ),
        Route(
            method: .post,
            path: "/api/webhooks/test-idempotency",
            ports: .tower,
            access: .permission(Permission(.events, .operate)),
            id: "testIdempotency",
            tag: "Webhooks",
            summary: "Delivers the same signed event many times at once, and tells what became of it",
            description: "An event of the sandbox about nothing, on the way that every provider's events take.",
            parameters: [.tenant],
            body: .json(Schema.reference("IdempotencyTest")),
            responses: [.json(Schema.reference("IdempotencyReport"), "What became of it.")],
            problems: [.notFound, .conflict],
            handler: { try await IdempotencyTest.run($0) }
        ),
    ]
}

/// Webhooks of one tenant as a stream. It looks into the table once a second: they
/// may come in at another host.
private struct WebhookStream: Sendable {
    let services: GatewayServices
    let tenant: TenantHandle

    /// Nil begins with what comes from now on.
    func response(after: ActivityCursor?) -> Response {
        .events { [self] writer in
            let looks = WakeUp()
            let ticking = Task { await looks.tick(every: Limits.pollIntervalMilliseconds) }
            defer { ticking.cancel() }
            try await withGracefulShutdownHandler {
                try await write(looks.signals, after: after, to: &writer)
            } onGracefulShutdown: {
                looks.finish()
            }
        }
    }

    @concurrent private func write(
        _ looks: AsyncStream<Void>,
        after: ActivityCursor?,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        try await writer.write(StreamEvent.comment)
        var last = if let after { after } else { try await newest() }
        var quietMilliseconds: Int64 = 0
        for await _ in looks {
            let fresh = try await next(after: last)
            try await writer.write(contentsOf: fresh.map(\.event.buffer))
            last = fresh.last?.cursor ?? last
            quietMilliseconds = fresh.isEmpty ? quietMilliseconds + Limits.pollIntervalMilliseconds : 0
            guard quietMilliseconds >= Limits.keepAliveCommentMilliseconds else { continue }
            try await writer.write(StreamEvent.comment)
            quietMilliseconds = 0
        }
    }

    private func newest() async throws -> ActivityCursor {
        try await services.database.read { [tenant] in try Webhooks(tenant).newest(in: $0) }
    }

    private func next(after cursor: ActivityCursor) async throws -> [(cursor: ActivityCursor, event: StreamEvent)] {
        let webhooks = try await services.database.read { [tenant] in
            try Webhooks(tenant).list(after: cursor, limit: Limits.pageItemsMax, in: $0)
        }
        return webhooks.map { webhook in
            let cursor = ActivityCursor(at: webhook.changedAt, key: webhook.id.rawValue)
            return (cursor, StreamEvent(name: "webhook", id: cursor.description, data: webhook.json))
        }
    }
}

private enum IdempotencyTest {
    private static let timesDefault: Int64 = 10

    static func run(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let services = exchange.services
        let times = try await exchange.object().optionalInteger("times") ?? timesDefault
        guard (2...Int64(Limits.idempotencyTestMax)).contains(times) else {
            throw DocumentError(field: "times", reason: "a number from 2 to \(Limits.idempotencyTestMax) is expected")
        }
        guard services.payments.sandbox.serves(access.tenant) else {
            throw Problem(
                .conflict,
                "the tenant is in production",
                field: "tenant_id",
                remedy: "Test it with a tenant in the sandbox."
            )
        }
        let event = "evt_test_\(WebhookID(at: services.clock.now(), randomness: services.randomness))"
        let delivery = services.payments.sandbox.testDelivery(event, access.handle.id, now: services.clock.now())
        let endings: [WebhookIntake.Ending] = try await withThrowingTaskGroup(of: WebhookIntake.Ending.self) { group in
            for _ in 0..<times {
                group.addTask {
                    try await services.payments.intake
                        .receive(delivery, provider: PluginID.sandbox.rawValue, tenant: access.handle.id)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let accepted = Int64(endings.filter { $0 == .accepted }.count)
        let duplicates = Int64(endings.filter { $0 == .duplicate }.count)
        return .json([
            "event_id": .string(event), "sent": .integer(times), "accepted": .integer(accepted),
            "duplicates": .integer(duplicates), "deduplicated": .bool(accepted == 1),
        ])
    }
}
