// The stream of a tenant's events, through the routes.

import HTTPTypes
import HostCore
import HostStorage
import HostTime
import OrkestaModel
import Testing

@testable import HostGateway

@Suite(.timeLimit(.minutes(10))) struct EventStreamTests {
    @Test func theStreamGoesOnBehindTheLastEvent() async throws {
        let host = try await GatewayFixture()
        let stream = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await stream.read(
            "/api/events/stream?types=conversation",
            key: host.keys.alpha,
            enough: { $0.hasPrefix(":") },
            then: {
                try await host.say("uno")
                try await host.say("dos")
            },
            until: { $0.components(of: "event: conversation.message") == 2 }
        )
        #expect(stream.text.contains("eco: uno"))
        let id = try #require(stream.text.split(separator: "\n").first { $0.hasPrefix("id: ") }?.dropFirst(4))
        let resumed = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await resumed.read(
            "/api/events/stream",
            key: host.keys.alpha,
            lastEventID: String(id),
            enough: { $0.contains("eco: dos") }
        )
        #expect(!resumed.text.contains("eco: uno"))
    }

    /// Who begins to watch, or goes on, hears nothing twice: not even what happened a
    /// moment before.
    @Test func aStreamBeginsWithWhatIsNew() async throws {
        let host = try await GatewayFixture()
        try await host.say("uno")
        try await host.say("dos")
        let stream = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await stream.read(
            "/api/events/stream?types=conversation",
            key: host.keys.alpha,
            enough: { $0.hasPrefix(":") },
            then: {
                try await host.say("tres")
                try await host.say("cuatro")
            },
            until: { $0.contains("eco: cuatro") }
        )
        #expect(stream.text.contains("eco: tres"))
        #expect(!stream.text.contains("eco: uno") && !stream.text.contains("eco: dos"))
    }

    /// Who has an answer misses nothing of what happens from then on.
    @Test func aStreamBeginsWithItsAnswer() async throws {
        let host = try await GatewayFixture()
        let stream = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await stream.read(
            "/api/events/stream?types=conversation",
            key: host.keys.alpha,
            enough: { $0.hasPrefix(":") },
            then: { try await host.say("dos") },
            until: { $0.contains("eco: dos") },
            onceAnswered: { try await host.say("uno") }
        )
        #expect(stream.text.contains("eco: uno"))
    }

    /// A turn takes seconds, and its events are of its beginning: by then readers may have
    /// more than a page of what happened since.
    @Test func whatBeganLongAgoComesWhenItIsDone() async throws {
        let host = try await GatewayFixture()
        let now = Timestamp(milliseconds: 1_790_000_000_000)
        try await host.happen("quick", at: (0...Limits.pageItemsMax).map { now.advanced(byMilliseconds: Int64($0)) })
        let stream = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await stream.read(
            "/api/events/stream?types=quote",
            key: host.keys.alpha,
            enough: { $0.hasPrefix(":") },
            then: { try await host.happen("slow", at: [now.advanced(bySeconds: -60)]) },
            until: { $0.contains(#""slow""#) }
        )
        #expect(!stream.text.contains(#""quick""#))
        let seen = try #require(stream.text.split(separator: "\n").first { $0.hasPrefix("id: ") }?.dropFirst(4))
        // And after a break.
        try await host.happen("slower", at: [now.advanced(bySeconds: -120)])
        let resumed = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await resumed.read(
            "/api/events/stream",
            key: host.keys.alpha,
            lastEventID: String(seen),
            enough: { $0.contains(#""slower""#) }
        )
        #expect(!resumed.text.contains(#""slow""#))
    }

    @Test(arguments: ["zzz", "42", "01a20a47-0000-7000-8000-00000000000Z"])
    func aPlaceThatIsNoEventIsAProblem(last: String) async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(
            .get,
            "/api/events/stream",
            key: host.keys.alpha,
            headers: [.lastEventID: last]
        )
        #expect(reply.status == 400 && reply.json["field"] == "Last-Event-ID", "\(reply.text)")
    }

    /// It would be silent for ever, and nobody would know why.
    @Test(arguments: ["foo", "conversation,payments", "payment.", "conversation.message.more", "*"])
    func anEventThatNeverHappensIsAProblem(types: String) async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(.get, "/api/events/stream?types=\(types)", key: host.keys.alpha)
        #expect(reply.status == 400 && reply.json["field"] == "types", "\(reply.text)")
        #expect(reply.headers[.contentType] == "application/problem+json")
        let remedy = reply.json["remedy"]?.stringValue ?? ""
        #expect(remedy.contains("conversation.message") && remedy.contains("payment.succeeded"), "\(remedy)")
    }

    @Test(arguments: ["quote", "quote.*", "quote.created", "order,quote", "", "order,%20quote"])
    func eventsAreNamedByTypeOrKind(types: String) async throws {
        let host = try await GatewayFixture()
        let stream = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await stream.read(
            "/api/events/stream?types=\(types)",
            key: host.keys.alpha,
            enough: { $0.hasPrefix(":") },
            then: { try await host.happen("COT-1", at: [SystemClock().now()]) },
            until: { $0.contains("event: quote.created") }
        )
    }
}

extension GatewayFixture {
    /// A customer of alpha's says something, which is answered.
    fileprivate func say(_ text: String) async throws {
        let message: JSON = ["customer": ["id": "x"], "message": .string(text), "message_id": .string(text)]
        #expect(try await client.ask(.post, "/api/chat", key: keys.alpha, json: message).status == 200)
    }

    /// Events of the tenant's, each of its moment, which may be long over.
    fileprivate func happen(_ entity: String, at moments: [Timestamp]) async throws {
        let alpha = try #require(TenantID("alpha"))
        try await services.database.write { connection in
            let events = DomainEvents(try TenantDirectory().handle(for: alpha, in: connection))
            for moment in moments {
                let id = DomainEventID(at: moment, randomness: SystemRandomness())
                try events.record(.quoteCreated, entity: entity, data: [:], id: id, at: moment, in: connection)
            }
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
