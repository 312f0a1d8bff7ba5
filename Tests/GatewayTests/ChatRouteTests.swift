// POST /api/chat through the door: answers, repetitions, misuse, streams, and
// reading back.

import HTTPTypes
import HostCore
import HostGateway
import OrkestaModel
import Testing

@Suite struct ChatRouteTests {
    private func message(_ text: String, id: String? = nil, phone: String = "+525512345678") -> JSON {
        var members: [String: JSON] = ["customer": ["phone": .string(phone)], "message": .string(text)]
        members["message_id"] = id.map(JSON.string)
        return .object(members)
    }

    @Test func aMessageIsAnswered() async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message("hola"))
        #expect(reply.status == 200)
        #expect(reply.headers[.contentType] == "application/json")
        #expect(reply.json["replies"]?.arrayValue?.first?["text"] == "eco: hola")
        #expect(reply.json["agent"] == "echo")
        #expect(reply.json["intent"] == "echo")
        #expect(reply.json["state"] == "active")
        #expect(reply.json["conversation_id"]?.stringValue?.isEmpty == false)
        #expect(reply.json["turn_id"]?.stringValue?.isEmpty == false)
    }

    @Test func theSameMessageHasTheSameAnswerAndAnotherBodyNone() async throws {
        let host = try await GatewayFixture()
        let first = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message("uno", id: "m1"))
        let again = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message("uno", id: "m1"))
        let other = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message("dos", id: "m1"))
        let elsewhere = try await host.client.ask(
            .post,
            "/api/chat",
            key: host.keys.beta,
            json: message("dos", id: "m1")
        )
        #expect(first.status == 200)
        #expect(first.text == again.text)
        #expect(other.status == 422)
        #expect(other.json["field"] == "message_id")
        #expect(elsewhere.status == 200)
        let history = try await host.client.ask(.get, "/api/chat/history/+525512345678", key: host.keys.alpha)
        #expect(history.json["items"]?.arrayValue?.count == 2)
    }

    @Test func aFailingAgentStillAnswers() async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message("fail"))
        #expect(reply.status == 200)
        #expect(reply.json["replies"]?.arrayValue?.isEmpty == false)
        let cases = try await host.tower.ask(.get, "/api/cases", key: host.keys.alpha)
        let found = cases.json["items"]?.arrayValue ?? []
        #expect(found.count == 1)
        let name = try #require(found.first?["number"]?.stringValue)
        for (verb, state) in [("take", "taken"), ("close", "closed")] {
            let moved = try await host.tower.ask(.post, "/api/cases/\(name)/\(verb)", key: host.keys.alpha)
            #expect(moved.json["state"]?.stringValue == state, "\(moved.text)")
        }
        let again = try await host.tower.ask(.post, "/api/cases/\(name)/close", key: host.keys.alpha)
        #expect(again.status == 409, "\(again.text)")
        let unknown = try await host.tower.ask(.post, "/api/cases/CASE-99/close", key: host.keys.alpha)
        #expect(unknown.status == 404, "\(unknown.text)")
    }

    @Test(
        arguments: [
            (["message": "x"], "customer"), (["customer": [:], "message": "x"], "customer"),
            (["customer": ["phone": "abc"], "message": "x"], "customer.phone"),
            (["customer": ["phone": "+525512345678", "id": "x"], "message": "x"], "customer"),
            (["customer": ["id": "x"]], "message"), (["customer": ["id": "x"], "message": 3], "message"),
            (["customer": ["id": "x"], "message": "  "], "message"),
            (["customer": ["id": "x"], "message": "x", "surprise": 1], "surprise"),
            (["customer": ["id": "x"], "message": "x", "message_id": ""], "message_id"),
        ] as [(JSON, String)]
    )
    func aFieldAtFaultIsNamed(body: JSON, field: String) async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: body)
        #expect(reply.status == 400)
        #expect(reply.headers[.contentType] == "application/problem+json")
        #expect(reply.json["field"] == .string(field))
        #expect(reply.json["remedy"]?.stringValue?.isEmpty == false)
    }

    @Test func brokenBodiesAreRefused() async throws {
        let host = try await GatewayFixture()
        let json: HTTPFields = [.contentType: "application/json"]
        let broken = try await host.client.ask(
            .post,
            "/api/chat",
            key: host.keys.alpha,
            body: #"{"message": }"#,
            headers: json
        )
        #expect(broken.status == 400)
        #expect(broken.json["detail"]?.stringValue?.contains("at byte 12") == true)
        let array = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, body: "[]", headers: json)
        #expect(array.status == 400)
        let form = try await host.client.ask(
            .post,
            "/api/chat",
            key: host.keys.alpha,
            body: "a=b",
            headers: [.contentType: "application/x-www-form-urlencoded"]
        )
        #expect(form.status == 415)
        #expect(form.json["field"] == "Content-Type")
        let large = String(repeating: "x", count: Limits.requestBodyBytesMax + 1)
        let oversized = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, body: large, headers: json)
        #expect(oversized.status == 413)
        let invalid = try await host.client.send(
            .post,
            "/api/chat",
            headers: [.contentType: "application/json", .authorization: "Bearer \(host.keys.alpha)"],
            body: Array(#"{"customer":{"id":"x"},"message":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
        )
        #expect(invalid.status == 400)
    }

    @Test func aStreamTellsTheTurn() async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(
            .post,
            "/api/chat",
            key: host.keys.alpha,
            json: message("progress"),
            headers: [.accept: "text/event-stream"]
        )
        #expect(reply.status == 200)
        #expect(reply.headers[.contentType] == "text/event-stream")
        let names = reply.text.split(separator: "\n").filter { $0.hasPrefix("event: ") }.map { $0.dropFirst(7) }
        #expect(names == ["turn.started", "progress", "message", "turn.finished"])
        #expect(reply.text.contains(#""text":"eco: progress""#))
    }

    @Test func historyIsPagedAndFoundByAnyNameOfTheCustomer() async throws {
        let host = try await GatewayFixture()
        for text in ["uno", "dos", "tres"] {
            _ = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message(text))
        }
        var texts: [String] = []
        var cursor = ""
        repeat {
            let target = "/api/chat/history/%2B525512345678?limit=4&cursor=\(cursor)"
            let page = try await host.client.ask(.get, target, key: host.keys.alphaReadOnly)
            #expect(page.status == 200)
            texts += page.json["items"]?.arrayValue?.compactMap { $0["reply"]?["text"]?.stringValue } ?? []
            cursor = page.json["next_cursor"]?.stringValue ?? ""
        } while !cursor.isEmpty
        #expect(texts == ["uno", "eco: uno", "dos", "eco: dos", "tres", "eco: tres"])
        for name in ["CUST-1", "5512345678", "%2B52%201%2055%201234%205678"] {
            let page = try await host.client.ask(.get, "/api/chat/history/\(name)", key: host.keys.alpha)
            #expect(page.json["items"]?.arrayValue?.count == 6, "\(name)")
        }
        let other = try await host.client.ask(.get, "/api/chat/history/CUST-1", key: host.keys.beta)
        #expect(other.json["items"]?.arrayValue?.isEmpty == true)
        let active = try await host.client.ask(.get, "/api/chat/active", key: host.keys.alpha)
        #expect(active.json["items"]?.arrayValue?.first?["address"] == "+525512345678")
        let dashboard = try await host.client.ask(.get, "/api/dashboard/metrics", key: host.keys.alpha)
        #expect(dashboard.json["messages"]?["total"] == 6)
        #expect(dashboard.json["turns"]?["today"] == 3)
        #expect(dashboard.json["by_intent"]?["echo"] == 3)
        #expect(dashboard.json["response_ms"]?["p95"]?.integerValue != nil)
    }

    @Test(arguments: ["limit=0", "limit=201", "limit=x", "cursor=nonsense", "order=up"])
    func pagingMisuseIsRefused(query: String) async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(.get, "/api/chat/history/CUST-1?\(query)", key: host.keys.alpha)
        #expect(reply.status == 400)
        #expect(reply.json["field"] == .string(String(query.prefix { $0 != "=" })))
    }
}
