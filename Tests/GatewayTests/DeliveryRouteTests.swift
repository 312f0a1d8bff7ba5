// The outbox, the policies and the stream of events, through the routes.

import HTTPTypes
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import OrkestaModel
import Testing

@testable import HostGateway

@Suite struct DeliveryRouteTests {
    @Test func aPolicyIsChangedMemberByMember() async throws {
        let host = try await GatewayFixture()
        let path = "/api/tenants/alpha/channels/whatsapp/delivery"
        let key = host.keys.alpha
        #expect(try await host.tower.ask(.get, path, key: key).json["fallback"] == [])
        let first = try await host.tower.ask(
            .put,
            path,
            key: key,
            json: ["fallback": ["sms", "email"], "undelivered_minutes": 30]
        )
        #expect(first.status == 200, "\(first.text)")
        let template: JSON = ["name": "aviso", "language": "es_MX", "parameters": ["text"]]
        let second = try await host.tower.ask(
            .put,
            path,
            key: key,
            json: ["template": template, "undelivered_minutes": .null]
        )
        #expect(second.json == ["fallback": ["sms", "email"], "undelivered_minutes": .null, "template": template])
        #expect(try await host.tower.ask(.get, path, key: key).json == second.json)
    }

    @Test(
        arguments: [
            (["fallback": ["whatsapp"]], "fallback[0]"), (["fallback": ["sms", "sms"]], "fallback"),
            (["fallback": ["sms", "smss"]], "fallback[1]"), (["undelivered_minutes": 0], "undelivered_minutes"),
            (["undelivered_minutes": "soon"], "undelivered_minutes"),
            (["template": ["name": "a", "language": "es", "parameters": ["customer"]]], "template.parameters"),
            (["fallbacks": []], "fallbacks"),
        ] as [(JSON, String)]
    )
    func aWrongPolicyNamesItsField(change: JSON, field: String) async throws {
        let host = try await GatewayFixture()
        let path = "/api/tenants/alpha/channels/whatsapp/delivery"
        let reply = try await host.tower.ask(.put, path, key: host.keys.alpha, json: change)
        #expect(reply.status == 400, "\(reply.text)")
        #expect(reply.json["field"]?.stringValue == field, "\(reply.text)")
    }

    /// Whoever sets a template anew knows that its provider lets it through again.
    @Test func aTemplateThatWasHeldBackIsTriedOnceItIsSetAnew() async throws {
        let host = try await GatewayFixture()
        let whatsapp = try #require(PluginID("whatsapp"))
        try await host.services.database.write { connection in
            let tenant = try TenantDirectory().handle(for: Self.item().tenant, in: connection)
            let paused = TemplateDecision(name: "aviso", language: "es_MX", approval: .paused, reason: nil, at: nil)
            try MessageTemplates(tenant).record([paused], by: whatsapp, now: SystemClock().now(), in: connection)
        }
        let template: JSON = ["name": "aviso", "language": "es_MX", "parameters": ["text"]]
        for (change, held) in [(["fallback": ["sms"]], 1), (["template": template], 0)] as [(JSON, Int64)] {
            let path = "/api/tenants/alpha/channels/whatsapp/delivery"
            let reply = try await host.tower.ask(.put, path, key: host.keys.alpha, json: change)
            #expect(reply.status == 200, "\(reply.text)")
            let count = try await host.services.database.read { connection in
                try connection.row("SELECT COUNT(*) FROM template_decisions")?.integer(0)
            }
            #expect(count == held)
        }
    }

    /// Puts a message into the outbox that was given up for `reason`.
    private static func bury(_ item: OutboxItem, _ reason: String, at host: GatewayFixture) async throws {
        try await host.services.database.write { connection in
            let tenant = try TenantDirectory().handle(for: item.tenant, in: connection)
            let now = Timestamp(milliseconds: 4_000_000_000_000)
            let owner = "nobody"
            _ = try Outbox(tenant).enqueue([item], environment: .sandbox, leaseOwner: owner, now: now, in: connection)
            try connection.execute("UPDATE outbox SET state = 'dead', last_error = ?", reason)
        }
    }

    private static func item() throws -> OutboxItem {
        OutboxItem(
            id: OutboxItemID("01a20a47-0000-7000-8000-000000000001"),
            tenant: try #require(TenantID("alpha")),
            channel: try #require(PluginID("web")),
            address: "ana",
            conversationID: ConversationID("c1"),
            messageID: MessageID("m1"),
            sequence: 1,
            reply: ["type": "text", "text": "hola"],
            locale: nil,
            createdAt: Timestamp(milliseconds: 1)
        )
    }

    @Test(arguments: [true, false])
    func whatAKillSwitchHeldIsSentOrDiscarded(isDiscarded: Bool) async throws {
        let host = try await GatewayFixture()
        let item = try Self.item()
        func change(_ json: JSON) async throws -> Reply {
            let scope: JSON = ["scope": "tenant", "tenant_id": "alpha", "reason": "drill"]
            let key = host.keys.platform
            return try await host.tower.ask(.post, "/api/kill-switch", key: key, json: scope.merging(json))
        }
        try await host.services.database.write { try $0.execute("UPDATE tenants SET environment = 'production'") }
        #expect(try await change(["set": true]).status == 200)
        try await host.services.database.write { connection in
            let tenant = try TenantDirectory().handle(for: item.tenant, in: connection)
            let now = SystemClock().now()
            let free = try Outbox(tenant).enqueue(
                [item],
                environment: .production,
                leaseOwner: "nobody",
                now: now,
                in: connection
            )
            guard free.isEmpty else { throw Problem(.internal, "it is not held", remedy: "None.") }
        }
        #expect(try await change(["set": false, "discard_held": .bool(isDiscarded)]).status == 200)
        let path = "/api/outbox?tenant_id=alpha&state=\(isDiscarded ? "cancelled" : "sent")"
        var found: JSON = .null
        for _ in 0..<500 where found["state"] == nil {
            try await Task.sleep(for: .milliseconds(20))
            found =
                try await host.tower.ask(.get, path, key: host.keys.platform).json["items"]?.arrayValue?.first ?? .null
        }
        #expect(found["id"] == .string(item.id.rawValue))
        let error = isDiscarded ? "discarded when the kill switch was lifted" : nil
        #expect(found["error"]?.stringValue == error)
    }

    @Test func aDeadMessageIsSentAgainByHandAndOnlyOnce() async throws {
        let host = try await GatewayFixture()
        let item = try Self.item()
        try await Self.bury(item, "refused", at: host)
        let list = try await host.tower.ask(.get, "/api/outbox?state=dead", key: host.keys.alpha)
        #expect(list.json["items"]?.arrayValue?.first?["error"] == "refused", "\(list.text)")
        #expect(try await host.tower.ask(.get, "/api/outbox?state=dead", key: host.keys.beta).json["items"] == [])
        let path = "/api/outbox/\(item.id)/replay"
        #expect(try await host.tower.ask(.post, path, key: host.keys.beta).status == 409)
        #expect(try await host.tower.ask(.post, path, key: host.keys.alphaReadOnly).status == 403)
        #expect(try await host.tower.ask(.post, path, key: host.keys.alpha).status == 200)
        while try await host.tower.ask(.get, "/api/outbox?state=sent", key: host.keys.alpha).json["items"] == [] {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try await host.tower.ask(.post, path, key: host.keys.alpha).status == 409)
    }

    /// Whoever reads the conversation sees what did not go out.
    @Test func aMessageThatDiedIsShownInItsConversation() async throws {
        let host = try await GatewayFixture()
        let message: JSON = ["customer": ["id": "x"], "message": "hola"]
        let answer = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message)
        let id = try #require(answer.json["conversation_id"]?.stringValue)
        let path = "/api/conversations/\(id)"
        #expect(try await host.client.ask(.post, "\(path)/take", key: host.keys.alpha).json["taken"]?["by"] != nil)
        let said = try await host.client.ask(.post, "\(path)/messages", key: host.keys.alpha, json: ["text": "Sí"])
        let item = OutboxItem(
            id: OutboxItemID("01a20a47-0000-7000-8000-000000000001"),
            tenant: try #require(TenantID("alpha")),
            channel: try #require(PluginID("web")),
            address: "x",
            conversationID: ConversationID(id),
            messageID: MessageID(try #require(said.json["id"]?.stringValue)),
            sequence: 4,
            reply: ["type": "text", "text": "Sí"],
            locale: nil,
            createdAt: Timestamp(milliseconds: 1)
        )
        try await Self.bury(item, "window closed", at: host)
        let shown = try await host.client.ask(.get, path, key: host.keys.alpha)
        let last = shown.json["messages"]?.arrayValue?.last
        #expect(last?["delivery"] == ["state": "dead", "channel": "web", "error": "window closed"], "\(shown.text)")
    }

    @Test func theStreamGoesOnBehindTheLastEvent() async throws {
        let host = try await GatewayFixture()
        @Sendable func say(_ text: String, _ id: String) async throws {
            let message: JSON = ["customer": ["id": "x"], "message": .string(text), "message_id": .string(id)]
            #expect(try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message).status == 200)
        }
        let stream = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await stream.read(
            "/api/events/stream?types=conversation",
            key: host.keys.alpha,
            enough: { $0.hasPrefix(":") },
            then: {
                try await say("uno", "1")
                try await say("dos", "2")
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
        @Sendable func say(_ text: String) async throws {
            let message: JSON = ["customer": ["id": "x"], "message": .string(text), "message_id": .string(text)]
            #expect(try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message).status == 200)
        }
        try await say("uno")
        try await say("dos")
        let stream = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await stream.read(
            "/api/events/stream?types=conversation",
            key: host.keys.alpha,
            enough: { $0.hasPrefix(":") },
            then: {
                try await say("tres")
                try await say("cuatro")
            },
            until: { $0.contains("eco: cuatro") }
        )
        #expect(stream.text.contains("eco: tres"))
        #expect(!stream.text.contains("eco: uno") && !stream.text.contains("eco: dos"))
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

    @Test func theInboxIsAPageOfItsOwnFiles() async throws {
        let host = try await GatewayFixture()
        let page = try await host.client.ask(.get, "/dashboard?lang=pt")
        #expect(page.status == 200)
        let policy = HTTPField.Name("Content-Security-Policy").flatMap { page.headers[$0] }
        #expect(policy?.contains("default-src 'none'") == true)
        let names = page.text.matches(of: #/\/dashboard\/assets\/([a-z.-]+)/#).map { String($0.output.1) }
        #expect(names.count == 7)
        for name in names {
            #expect(try await host.client.ask(.get, "/dashboard/assets/\(name)").status == 200, "\(name)")
        }
        #expect(try await host.client.ask(.get, "/dashboard/assets/chat.css").status == 404)
        // Each word in each of the three languages.
        let words = try await host.client.ask(.get, "/dashboard/assets/dashboard-strings.js").text
            .matches(of: #/([A-Za-z]+): "/#).map { String($0.output.1) }
        let counts = Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.count > 30 && counts.allSatisfy { $0.value == 3 }, "\(counts)")
    }
}

extension GatewayFixture {
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
