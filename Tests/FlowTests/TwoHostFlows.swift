// Two hosts on one database: whatever is said to one of them holds for both.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TwoHostFlows {
    /// Two hosts with data folders of their own and one database.
    private struct Pair {
        let first: HostProcess
        let second: HostProcess
        let http: HTTPClient

        static func start(environment: [String: String] = [:]) async throws -> Pair {
            var configuration = FlowHost.configuration
            configuration.environment = environment
            configuration.databaseURL = try await PostgresServer.shared().newSchema()
            configuration.environment["ORKESTA_MASTER_KEY"] = String(repeating: "5a", count: 32)
            let first = try await HostProcess.start(configuration)
            return Pair(first: first, second: try await HostProcess.start(configuration), http: try HTTPClient())
        }

        /// The first host made the demo tenants, and has their keys.
        func client(_ host: HostProcess) throws -> APIClient {
            APIClient(
                baseURL: try #require(host.clientURL),
                apiKey: try first.apiKey(FlowHost.laCentral),
                http: http
            )
        }

        func tower(_ host: HostProcess) throws -> APIClient {
            APIClient(baseURL: try #require(host.towerURL), apiKey: try first.apiKey("platform"), http: http)
        }

        func stop() async throws {
            try await first.stop()
            try await second.stop()
        }
    }

    @Test func oneConversationOverBothStaysInOrder() async throws {
        let pair = try await Pair.start()
        let clients = [try pair.client(pair.first), try pair.client(pair.second)]
        let phone = FlowHost.newPhone()
        // One after the other, at alternating hosts.
        for number in 0..<16 {
            let text = "busco clavos \(number)"
            let answer = try await clients[number % 2].chat(phone: phone, text: text, messageID: "o-\(number)")
            #expect(answer.status == 200, "\(answer.text)")
        }
        // All at once.
        let answers = try await withThrowingTaskGroup(of: APIResponse.self) { group in
            for number in 16..<48 {
                group.addTask {
                    try await clients[number % 2].chat(phone: phone, text: "hola \(number)", messageID: "o-\(number)")
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.status == 200 }, "\(answers.map(\.status))")
        let history = try await clients[1].get("/api/chat/history/\(phone)?limit=200")
        let items = try #require(history.json["items"]?.arrayValue)
        // Each turn has one message and its answers.
        let turns = Dictionary(grouping: items) { $0["turn_id"]?.stringValue ?? "" }
        #expect(turns.count == 48, "\(turns.count) turns")
        #expect(turns.values.allSatisfy { $0.count(where: { $0["role"] == "user" }) == 1 && $0.count > 1 })
        let said = items.filter { $0["role"] == "user" }.compactMap { $0["reply"]?["text"]?.stringValue }
        #expect(Array(said.prefix(16)) == (0..<16).map { "busco clavos \($0)" })
        #expect(said.count == 48)
        try await pair.stop()
    }

    /// The same message at another host: the same turn, whoever runs it.
    @Test func aMessageRepeatedAtTheOtherHostHasTheSameAnswer() async throws {
        let pair = try await Pair.start()
        let clients = [try pair.client(pair.first), try pair.client(pair.second)]
        let answers = try await withThrowingTaskGroup(of: [APIResponse].self) { group in
            for number in 0..<20 {
                group.addTask {
                    let phone = FlowHost.newPhone()
                    async let one = clients[0].chat(phone: phone, text: "martillo \(number)", messageID: "r-\(number)")
                    async let other = clients[1].chat(
                        phone: phone,
                        text: "martillo \(number)",
                        messageID: "r-\(number)"
                    )
                    return try await [one, other]
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for pair in answers {
            #expect(pair[0].status == 200 && pair[0].json == pair[1].json, "\(pair.map(\.text))")
        }
        try await pair.stop()
    }

    @Test func changesAtOneHostAreLiveAtTheOther() async throws {
        let pair = try await Pair.start()
        let tower = try pair.tower(pair.first)
        let other = try pair.client(pair.second)
        let search: JSON = ["query": "martillo"]
        #expect(try await other.post("/api/catalog/search", search).status == 200)
        let path = "/api/tenants/\(FlowHost.laCentral)/plugins/catalog"
        #expect(try await tower.put(path, ["enabled": false]).status == 200)
        #expect(try await eventually { try await other.post("/api/catalog/search", search).status == 409 })
        #expect(try await tower.put(path, ["enabled": true, "settings": ["results_per_reply": 2]]).status == 200)
        #expect(
            try await eventually {
                try await other.chat(phone: FlowHost.newPhone(), text: "busco clavos").products.count == 2
            }
        )
        // A product that was uploaded here is found there.
        let csv = Array("sku,name,price\nZZZ-1,Zarandaja Azul,10\n".utf8)
        let upload = try await pair.client(pair.first).send("POST", "/api/catalog/upload", body: csv, type: "text/csv")
        #expect(upload.status == 200, "\(upload.text)")
        #expect(
            try await eventually {
                try await other.post("/api/catalog/search", ["query": "zarandaja"]).text.contains("ZZZ-1")
            }
        )
        let suspended: JSON = ["status": "suspended"]
        #expect(try await tower.put("/api/tenants/\(FlowHost.laCentral)/settings", suspended).status == 200)
        #expect(try await eventually { try await other.chat(phone: FlowHost.newPhone(), text: "hola").status == 403 })
        try await pair.stop()
    }

    /// What a tenant chooses of language models at one host, the other's turns obey.
    @Test func modelsChosenAtOneHostAreAskedAtTheOther() async throws {
        let provider = try EmulatedProvider()
        let pair = try await Pair.start(environment: [
            "GROQ_API_KEY": "any", "GROQ_BASE_URL": "\(provider.url)/openai/v1", "OLLAMA_HOST": provider.url,
        ])
        let (tower, other) = (try pair.tower(pair.first), try pair.client(pair.second))
        // Each time in other words: equal questions have kept answers.
        var number = 0
        func providersOfATurn() async throws -> Set<String> {
            number += 1
            let text = "algo para que no se salga el agua del lavabo \(number)"
            let answer = try await other.chat(phone: FlowHost.newPhone(), text: text)
            let id = try #require(answer.turnID, "\(answer.text)")
            let turn = try await other.get("/api/turns/\(id)")
            let attempts = (turn.json["trace"]?["models"]?.arrayValue ?? []).flatMap { question in
                question["attempts"]?.arrayValue ?? []
            }
            return Set(attempts.compactMap { $0["provider"]?.stringValue })
        }
        #expect(try await eventually { try await providersOfATurn() == ["groq"] })
        let settings = "/api/tenants/\(FlowHost.laCentral)/llm-settings"
        #expect(try await tower.put(settings, ["order": ["ollama"]]).status == 200)
        #expect(try await eventually { try await providersOfATurn() == ["ollama"] })
        #expect(try await pair.tower(pair.second).get(settings).json["order"] == ["ollama"])
        #expect(try await tower.put(settings, ["enabled": false]).status == 200)
        #expect(try await eventually { try await providersOfATurn().isEmpty })
        // And the other way about, for a program that asks the first.
        #expect(try await pair.tower(pair.second).put(settings, ["enabled": .null, "order": .null]).status == 200)
        let hello: JSON = ["model": "orkesta", "messages": [["role": "user", "content": "hola"]]]
        let first = try pair.client(pair.first)
        #expect(
            try await eventually {
                try await first.post("/v1/chat/completions", hello).json["orkesta"]?["provider"] == "groq"
            }
        )
        try await pair.stop()
    }

    @Test func aMovedClockIsMovedAtBoth() async throws {
        let pair = try await Pair.start()
        let phone = FlowHost.newPhone()
        // The second host has the conversation, and the first one moves the clock.
        #expect(try await pair.client(pair.second).chat(phone: phone, text: "hola", messageID: "1").status == 200)
        let current = "/api/time-machine/current?tenant_id=\(FlowHost.laCentral)"
        let now = try await pair.tower(pair.second).get(current).json["now"]?.stringValue
        let target = try #require(now.flatMap { Timestamp($0) }).advanced(bySeconds: 3 * 86_400)
        let moved = try await pair.tower(pair.first).post(
            "/api/time-machine/set",
            ["tenant_id": .string(FlowHost.laCentral), "now": .string(target.description)]
        )
        #expect(moved.status == 200 && moved.json["steps"]?.arrayValue?.count == 1, "\(moved.text)")
        let tower = try pair.tower(pair.second)
        #expect(try await eventually { try await tower.get(current).json["now"]?.stringValue == target.description })
        let active = try await pair.client(pair.second).get("/api/chat/active")
        #expect(active.json["items"]?.arrayValue == [], "\(active.text)")
        try await pair.stop()
    }

    /// A page that is open at one host shows what was written at the other.
    @Test func anOpenPageShowsTheTurnsOfTheOtherHost() async throws {
        let pair = try await Pair.start()
        let tenant = FlowHost.laCentral
        let (here, there) = (
            APIClient(baseURL: try #require(pair.first.clientURL), apiKey: nil, http: pair.http),
            APIClient(baseURL: try #require(pair.second.clientURL), apiKey: nil, http: pair.http)
        )
        let page = try await here.get("/chat/\(tenant)")
        let cookie = [("Cookie", String(try #require(page.header("Set-Cookie")).prefix { $0 != ";" }))]
        // The other host loads the plugins with its first turn.
        #expect(
            try await pair.client(pair.second).chat(phone: FlowHost.newPhone(), text: "busco clavos", messageID: "1")
                .status == 200
        )
        let events = try await here.events("/chat/\(tenant)/events?after=0", headers: cookie)
        let message: JSON = ["message_id": "e-1", "text": "¿tienen martillos?", "locale": "es"]
        #expect(try await there.post("/channels/web/\(tenant)", message, headers: cookie).status == 200)
        let other = try pair.client(pair.second)
        var roles: [String] = []
        var conversation = ""
        var (saidAt, shortest) = (ContinuousClock.now, Duration.seconds(3_600))
        for try await event in events where event.name == "message" {
            roles.append(try JSON(parsing: event.data)["role"]?.stringValue ?? "")
            if roles.last == "agent" { conversation = try await takeTheConversation(at: other) }
            if roles.last == "person" { shortest = min(shortest, ContinuousClock.now - saidAt) }
            if roles.count == 6 { break }
            // A person's answer is no turn's.
            guard roles.last == "agent" || roles.last == "person" else { continue }
            saidAt = ContinuousClock.now
            let said = try await other.post("/api/conversations/\(conversation)/messages", ["text": "Soy Ana."])
            #expect(said.status == 201, "\(said.text)")
        }
        // In between the customer is told that a person is there.
        #expect(roles == ["customer", "agent", "system", "person", "person", "person"])
        // Sooner than the keep-alive, at which the table is read anyway: the machine may stand
        // still once, but hardly each time.
        #expect(shortest < .seconds(10))
        try await pair.stop()
    }

    /// Takes the one conversation of the web channel; its id.
    private func takeTheConversation(at client: APIClient) async throws -> String {
        let open = try await client.get("/api/conversations?state=active")
        let conversation = open.json["items"]?.arrayValue?.first { $0["channel"] == "web" }
        let id = try #require(conversation?["id"]?.stringValue, "\(open.text)")
        #expect(try await client.post("/api/conversations/\(id)/take").status == 200)
        return id
    }

    @Test func aHostThatDiesLeavesItsWorkToTheOther() async throws {
        let pair = try await Pair.start()
        let phone = FlowHost.newPhone()
        #expect(try await pair.client(pair.first).chat(phone: phone, text: "hola").status == 200)
        await pair.first.kill()
        // The conversation is the dead host's for the rest of its lease.
        let other = APIClient(
            baseURL: try #require(pair.second.clientURL),
            apiKey: try pair.first.apiKey(FlowHost.laCentral),
            http: pair.http
        )
        var answer = try await other.chat(phone: phone, text: "¿sigues ahí?", messageID: "d-1")
        while answer.status == 202 {
            answer = try await other.chat(phone: phone, text: "¿sigues ahí?", messageID: "d-1")
        }
        #expect(answer.status == 200 && !answer.said.isEmpty, "\(answer.text)")
        try await pair.second.stop()
    }
}
