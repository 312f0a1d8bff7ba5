// Who has a conversation, as people see it through the routes.

import HTTPTypes
import HostCore
import HostGateway
import OrkestaModel
import Testing

@Suite struct HandOffRouteTests {
    /// Several people share a business's key; what they call themselves tells them apart.
    @Test func aPersonIsCalledByTheNameThatTheyGive() async throws {
        let host = try await GatewayFixture()
        let path = try await host.conversation()
        let key = host.keys.alpha
        let unnamed = try await host.client.ask(.post, "\(path)/take", key: key)
        #expect(unnamed.json["taken"] == ["by": "test"], "\(unnamed.text)")
        let luis = try await host.client.ask(.post, "\(path)/take?minutes=480", key: key, json: ["by": " Luis "])
        #expect(luis.json["taken"]?["by"] == "Luis" && luis.json["taken"]?["until"] != nil, "\(luis.text)")
        let said = try await host.client.ask(.post, "\(path)/messages", key: key, json: ["text": "Sí", "by": "Ana"])
        #expect(said.status == 201, "\(said.text)")
        #expect(try await host.client.ask(.get, path, key: key).json["taken"]?["by"] == "Luis")
        // Whoever takes it again, for more time or from a colleague, has it.
        let ana = try await host.client.ask(.post, "\(path)/take?minutes=480", key: key, json: ["by": "Ana"])
        #expect(ana.json["taken"]?["by"] == "Ana", "\(ana.text)")
        let list = try await host.client.ask(.get, "/api/conversations", key: key)
        #expect(list.json["items"]?.arrayValue?.first?["taken"]?["by"] == "Ana", "\(list.text)")
    }

    /// Who did not hear the answer asks again under the same key, and nothing happens twice.
    @Test func whatAPersonDoesIsDoneOnceUnderItsKey() async throws {
        let host = try await GatewayFixture()
        let path = try await host.conversation()
        let name = try #require(HTTPField.Name("Idempotency-Key"))
        let steps: [(action: String, body: JSON)] = [
            ("take", ["by": "Luis"]), ("messages", ["text": "Sí, mañana"]), ("give-back", ["note": "Mañana"]),
        ]
        for step in steps {
            var answers: [Reply] = []
            for _ in 1...2 {
                answers.append(
                    try await host.client.ask(
                        .post,
                        "\(path)/\(step.action)",
                        key: host.keys.alpha,
                        json: step.body,
                        headers: [name: "key-1"]
                    )
                )
            }
            #expect(answers[0].status < 300 && answers[0].status == answers[1].status, "\(answers[1].text)")
            #expect(answers[0].json == answers[1].json, "\(step.action): \(answers[1].text)")
        }
        let detail = try await host.client.ask(.get, path, key: host.keys.alpha)
        let roles = detail.json["messages"]?.arrayValue?.compactMap { $0["role"]?.stringValue }
        #expect(roles == ["user", "assistant", "system", "person", "system"], "\(detail.text)")
        let other = try await host.client.ask(
            .post,
            "\(path)/messages",
            key: host.keys.alpha,
            json: ["text": "No"],
            headers: [name: "key-1"]
        )
        #expect(other.status == 422 && other.json["field"] == "Idempotency-Key", "\(other.text)")
    }

    @Test(arguments: ["channel:whatsapp", .string(String(repeating: "x", count: 61)), "Luis\nAna", 7] as [JSON])
    func aNameIsAPersons(name: JSON) async throws {
        let host = try await GatewayFixture()
        let path = try await host.conversation()
        for (action, body) in [("take", ["by": name]), ("messages", ["text": "Sí", "by": name])] as [(String, JSON)] {
            let reply = try await host.client.ask(.post, "\(path)/\(action)", key: host.keys.alpha, json: body)
            #expect(reply.status == 400 && reply.json["field"] == "by", "\(action): \(reply.text)")
        }
        #expect(try await host.client.ask(.get, path, key: host.keys.alpha).json["state"] == "active")
    }
}

extension GatewayFixture {
    /// The path of a conversation that agents have.
    fileprivate func conversation() async throws -> String {
        let message: JSON = ["customer": ["id": "x"], "message": "hola"]
        let answer = try await client.ask(.post, "/api/chat", key: keys.alpha, json: message)
        return "/api/conversations/\(try #require(answer.json["conversation_id"]?.stringValue))"
    }
}
