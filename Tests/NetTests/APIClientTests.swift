// The API client's requests as a server sees them, and its answers.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct APIClientTests {
    @Test func sendsKeyAndJSON() async throws {
        let server = try TinyServer { request, connection in
            connection.answer(200, request.body.isEmpty ? Array("no json".utf8) : request.body, headers: ["ETag: 1"])
        }
        let api = APIClient(baseURL: server.baseURL, apiKey: "secret", http: try HTTPClient())
        let answer = try await api.chat(phone: "+521", text: "hola", messageID: "m-1", name: "Ana", locale: "es")
        #expect(
            answer.json == [
                "customer": ["phone": "+521", "name": "Ana"], "message": "hola", "message_id": "m-1", "locale": "es",
            ]
        )
        #expect(answer.header("etag") == "1")
        let put = try await api.put("/api/x", ["a": 1], headers: [("Idempotency-Key", "7")])
        #expect(put.json["a"]?.integerValue == 1)
        let get = try await api.get("/api/health")
        #expect(get.json.isNull && get.text == "no json")
        _ = try await api.delete("/api/x")
        _ = try await api.post("/api/x")

        let requests = server.requests
        #expect(requests.map(\.method) == ["POST", "PUT", "GET", "DELETE", "POST"])
        #expect(requests.map(\.path) == ["/api/chat", "/api/x", "/api/health", "/api/x", "/api/x"])
        #expect(requests.allSatisfy { $0.headers["x-api-key"] == "secret" })
        #expect(requests[0].headers["content-type"] == "application/json")
        #expect(requests[1].headers["idempotency-key"] == "7")
        #expect(requests[2].headers["content-type"] == nil)
    }

    @Test func readsEvents() async throws {
        let server = try TinyServer { request, connection in
            connection.answer(200, Array("event: \(request.headers["accept"] ?? "")\ndata: 1\n\n".utf8))
        }
        let api = APIClient(baseURL: server.baseURL, apiKey: nil, http: try HTTPClient())
        var events: [ServerSentEvent] = []
        for try await event in try await api.events("/api/events/x") { events.append(event) }
        #expect(events == [ServerSentEvent(name: "text/event-stream", data: "1")])
    }
}
