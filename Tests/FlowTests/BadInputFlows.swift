// Wrong requests get an RFC 9457 document that says what is wrong, and the host
// goes on as if nothing had been.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct BadInputFlows {
    private static let customer: JSON = ["phone": "+525510000001"]

    private func chat(_ body: [UInt8], type: String? = "application/json") async throws -> APIResponse {
        try await FlowHost.client().send("POST", "/api/chat", body: body, type: type)
    }

    @Test func keysAreChecked() async throws {
        let message: JSON = ["customer": Self.customer, "message": "hola"]
        for key in [nil, "wrong", "", "ork_" + String(repeating: "x", count: 5_000)] {
            let answer = try await FlowHost.client(key: key).post("/api/chat", message)
            #expect(answer.isProblem(401), "\(key ?? "no key"): \(answer.text)")
            #expect(answer.header("WWW-Authenticate") != nil)
        }
    }

    @Test func unknownTenantsAreNotThere() async throws {
        let client = try await FlowHost.client("platform")
        let message: JSON = ["customer": Self.customer, "message": "hola"]
        #expect(try await client.post("/api/chat?tenant_id=nobody", message).isProblem(404))
        #expect(try await client.post("/api/chat?tenant_id=..%2F..", message).isProblem(404))
        #expect(try await client.post("/api/chat", message).isProblem(400))
    }

    @Test func unknownPathsAndMethods() async throws {
        let client = try await FlowHost.client()
        #expect(try await client.get("/api/no/such/path").isProblem(404))
        #expect(try await client.get("/").status == 200)
        let wrongMethod = try await client.delete("/api/chat")
        #expect(
            wrongMethod.isProblem(405) && wrongMethod.header("Allow")?.contains("POST") == true,
            "\(wrongMethod.text)"
        )
        // What only the tower has is not on the client port.
        #expect(try await client.get("/api/tenants").isProblem(404))
    }

    @Test func bodiesAreBounded() async throws {
        let text = String(repeating: "a", count: 2 << 20)
        let answer = try await chat(JSON.object(["customer": Self.customer, "message": .string(text)]).utf8)
        #expect(answer.isProblem(413), "\(answer.status) \(answer.text.prefix(300))")
        let long = String(repeating: "a", count: 100_000)
        let tooLong = try await chat(JSON.object(["customer": Self.customer, "message": .string(long)]).utf8)
        #expect(tooLong.isProblem(413) || tooLong.isProblem(400), "\(tooLong.text)")
        #expect(tooLong.json["field"] == "message", "\(tooLong.text)")
    }

    @Test func brokenJSONIsLocated() async throws {
        let broken: [(body: [UInt8], place: String)] = [
            (Array(#"{"customer": {"phone": "+525510000001"}, "message": }"#.utf8), "byte 52"),
            ([], "byte 0"),
            (Array(#"{"message": "half"#.utf8), "byte"),
            (Array(#"{"message": ""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8), "byte 13"),
            (Array(String(repeating: "[", count: 100_000).utf8), "byte"),
        ]
        for (body, place) in broken {
            let answer = try await chat(body)
            #expect(answer.isProblem(400), "\(answer.text)")
            #expect(answer.json["detail"]?.stringValue?.contains(place) == true, "\(place): \(answer.text)")
        }
    }

    @Test(arguments: [
        (["message": "hola"] as JSON, "customer"),
        (["customer": ["phone": "+525510000001"]] as JSON, "message"),
        (["customer": ["phone": "abc"], "message": "hola"] as JSON, "customer.phone"),
        (["customer": ["phone": "+525510000001", "id": "x"], "message": "hola"] as JSON, "customer"),
        (["customer": ["phone": 5_510_000_001], "message": "hola"] as JSON, "customer.phone"),
        (["customer": ["phone": "+525510000001"], "message": 7] as JSON, "message"),
        (["customer": ["phone": "+525510000001"], "message": ""] as JSON, "message"),
        (["customer": ["phone": "+525510000001"], "message": "hola", "mesage_id": "x"] as JSON, "mesage_id"),
        (["customer": ["phone": "+525510000001"], "message": "hola", "message_id": ""] as JSON, "message_id"),
    ])
    func fieldsAreNamed(body: JSON, field: String) async throws {
        let answer = try await chat(body.utf8)
        #expect(answer.isProblem(400), "\(answer.text)")
        #expect(answer.json["field"]?.stringValue == field, "\(answer.text)")
    }

    @Test func otherTypesAreRefused() async throws {
        let body = JSON.object(["customer": Self.customer, "message": "hola"]).utf8
        for type in ["text/plain", "application/xml"] {
            #expect(try await chat(body, type: type).isProblem(415))
        }
    }

    @Test func cursorsAndLimitsAreChecked() async throws {
        let client = try await FlowHost.client()
        for query in ["limit=0", "limit=201", "limit=many", "cursor=@@@"] {
            let answer = try await client.get("/api/chat/active?\(query)")
            #expect(answer.isProblem(400), "\(query): \(answer.text)")
        }
    }

    @Test func oddTextIsJustText() async throws {
        let client = try await FlowHost.client()
        let texts = [
            "'; DROP TABLE messages; --", "\u{202E}olleh", "{{name}} ${x} <script>alert(1)</script>", "🧨🧨🧨",
            "\u{0}\u{1}",
            String(repeating: "ñ", count: 4_000),
        ]
        for text in texts {
            let phone = FlowHost.newPhone()
            let answer = try await client.chat(phone: phone, text: text)
            #expect([200, 400].contains(answer.status), "\(answer.text)")
            guard answer.status == 200 else { continue }
            let history = try await client.get("/api/chat/history/\(phone)")
            #expect(history.json["items"]?.arrayValue?.first?["reply"]?["text"]?.stringValue == text)
        }
    }

    @Test func theHostGoesOn() async throws {
        let host = try await FlowHost.shared()
        let pid = host.pid
        let answer = try await FlowHost.client().chat(phone: FlowHost.newPhone(), text: "hola")
        #expect(answer.status == 200 && host.isRunning && host.pid == pid)
        let health = try await FlowHost.client(key: nil).get("/api/health")
        #expect(health.status == 200 && health.json["status"] == "ok", "\(health.text)")
    }
}
