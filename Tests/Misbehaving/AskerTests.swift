// ork.llm/1 through the doors of the running host: an agent in C asks, an emulated
// provider answers, and what happened is read back as operators do.

import FoundationEssentials
import HostNet
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct AskerTests {
    @Test func aModelAnswersAndTheTurnTellsWhatItCost() async throws {
        let host = try await AskerHost.shared()
        #expect(try await host.say("available").said == "status 0")
        let answer = try await host.ask("hola, buenas tardes")
        #expect(answer.said.hasPrefix("¡Hola!"), "\(answer.text)")
        let turn = try await host.turn(of: answer)
        let question = try #require(turn["trace"]?["models"]?.arrayValue?.first, "\(turn)")
        #expect(question["outcome"] == "answered" && question["provider"] == "groq", "\(question)")
        #expect(question["why"] == "a test asks" && question["purpose"] == "test" && question["agent"] == "asker")
        #expect(question["prompt_tokens"]?.integerValue ?? 0 > 0, "\(question)")
        #expect(question["attempts"]?.arrayValue?.map { $0["outcome"] } == ["answered"], "\(question)")
        #expect(turn["trace"]?.description.contains("buenas tardes") == false, "nothing of the dialogue is in a trace")

        let shown = try await host.orkesta("turn", "show", "--tenant", host.tenant.id, answer.turnID)
        #expect(shown.exitCode == 0, "\(shown)")
        #expect(shown.standardOutput.contains("question `test` of asker: a test asks"), "\(shown)")
        #expect(shown.standardOutput.contains("PROVIDER") && shown.standardOutput.contains("groq"), "\(shown)")
        let json = try await host.orkesta("turn", "show", "--tenant", host.tenant.id, answer.turnID, "--json")
        #expect(try JSON(parsing: json.standardOutput.filter { $0 != "\n" }) == turn, "\(json)")
        let list = try await host.orkesta("turn", "list", "--tenant", host.tenant.id)
        #expect(list.exitCode == 0 && list.standardOutput.contains(answer.turnID), "\(list)")
    }

    @Test func turnsAreListedPageByPageAndStrangersAreNot() async throws {
        let host = try await AskerHost.shared()
        let conversation = try #require(try await host.say("available").json["conversation_id"]?.stringValue)
        let answer = try await host.ask("hola", phone: "+525577771001")
        let mine = try await host.tower("/api/turns?conversation=\(answer.json["conversation_id"]?.stringValue ?? "")")
        #expect(mine.json["items"]?.arrayValue?.map { $0["id"]?.stringValue } == [answer.turnID], "\(mine.text)")
        let first = try await host.tower("/api/turns?limit=1")
        let cursor = try #require(first.json["next_cursor"]?.stringValue, "\(first.text)")
        let second = try await host.tower("/api/turns?limit=1&cursor=\(cursor)")
        #expect(first.json["items"] != second.json["items"] && second.json["items"]?.arrayValue?.count == 1)
        #expect(try await host.tower("/api/turns?cursor=x").status == 400)
        #expect(try await host.tower("/api/turns/nothing").status == 404)
        #expect(try await host.tower("/api/turns?conversation=\(conversation)").status == 200)
        let missing = try await host.orkesta("turn", "show", "--tenant", host.tenant.id, "nothing")
        #expect(missing.exitCode == 2 && missing.standardError.contains("remedy:"), "\(missing)")
    }

    @Test func aToolThatChangesStateRunsOnceATurn() async throws {
        let host = try await AskerHost.shared()
        let noted = try await host.ask("anota mi tel 5512345678", tools: ["keep_note", "read_note", "no_such_tool"])
        #expect(noted.said == "Solo una vez.", "\(noted.text)")
        let question = try await host.turn(of: noted)["trace"]?["models"]?.arrayValue?.first
        let outcomes: JSON = [
            ["tool": "keep_note", "outcome": "ok"], ["tool": "keep_note", "outcome": "used_this_turn"],
        ]
        #expect(question?["tools"] == outcomes, "\(String(describing: question))")
        #expect(question?["rounds"] == 3 && question?["hidden"] == ["phone": 1], "\(String(describing: question))")
        // What it kept was the telephone itself; what left the host was not.
        #expect(try await host.ask("léela", tools: ["read_note"]).said == "Leída.")
        let stored = try await host.tenant.tower.post("/api/tools/read_note/call?tenant_id=\(host.tenant.id)", [:])
        #expect(stored.json["result"] == ["text": "llamar al 5512345678"], "\(stored.text)")
        #expect(try await !host.requests().contains("5512345678"))
    }

    @Test func namesAndTelephonesStayInTheHouse() async throws {
        let host = try await AskerHost.shared()
        let body = AskerHost.question("soy Ana Robledo, telefono 5587654321, a@robledo.mx")
        let answer = try await host.tenant.client.chat(
            phone: "+525577772001",
            text: body.description,
            messageID: "names",
            name: "Ana Robledo"
        )
        #expect(answer.said == "Te marco al 5587654321, Ana Robledo.", "\(answer.text)")
        let sent = try await host.requests()
        for secret in ["Robledo", "5587654321", "robledo.mx"] { #expect(!sent.contains(secret), "\(secret)") }
    }

    @Test func aPriceThatTheModelMadeUpIsNotSent() async throws {
        let host = try await AskerHost.shared()
        #expect(try await host.ask("¿qué precio tiene?").said == "Sin cifras.")
    }

    /// On a host of its own: a provider that fails often is left alone.
    @Test func whenNobodyAnswersTheAgentHearsWhy() async throws {
        let host = try await AskerHost()
        for (text, reason) in [
            ("[[fault:content-filter]]", "content_filter"), ("responde en inglés", "unfit"),
            ("[[fault:silence]]", "exhausted"), ("[[fault:error-500]]", "exhausted"),
        ] {
            let answer = try await host.ask(text)
            #expect(answer.said == "status -9, \(reason)", "\(answer.text)")
            let turn = try await host.turn(of: answer)
            #expect(turn["status"] == "completed", "the turn itself goes well")
            let question = turn["trace"]?["models"]?.arrayValue?.first
            #expect(question?["outcome"]?.stringValue == reason, "\(turn)")
            #expect(question?["attempts"]?.arrayValue?.isEmpty == false, "\(turn)")
        }
    }

    @Test func aQuestionThatIsGivenUpEnds() async throws {
        let host = try await AskerHost.shared()
        let answer = try await host.say("cancel \(AskerHost.question("hola [[fault:silence]]"))")
        #expect(answer.said == "status -9, cancelled", "\(answer.text)")
        let question = try await host.turn(of: answer)["trace"]?["models"]?.arrayValue?.first
        #expect(question?["outcome"] == "cancelled", "\(String(describing: question))")
    }

    @Test(
        arguments: [
            ("purpose", "Two words"), ("why", ""), ("messages", []), ("unknown", 1), ("size", "huge"),
            ("temperature", 3), ("schema", ["type": "nothing"]), ("data", [["name": "UPPER", "text": "x"]]),
            ("messages", [["role": "system", "text": "x"]]),
        ] as [(String, JSON)]
    )
    func aQuestionThatBreaksARuleIsRefused(member: String, value: JSON) async throws {
        let host = try await AskerHost.shared()
        let body = AskerHost.question("hola").merging([member: value])
        #expect(try await host.say(body.description).said == "refused with -1")
    }

    /// Two conversations write one document: one of the turns is done again, with the
    /// answer that it had. Which races meet, the machine decides; one of them will.
    @Test func aRedoneTurnPaysOnce() async throws {
        let host = try await AskerHost.shared()
        for round in 1...40 {
            let text = "race \(AskerHost.question("carrera \(round)."))"
            async let first = host.say(text, phone: "+52557778\(1000 + round)")
            async let second = host.say(text, phone: "+52557779\(1000 + round)")
            let answers = try await [first, second]
            #expect(answers.allSatisfy { $0.said == "Listo." }, "\(answers.map(\.text))")
            let turns = try await [host.turn(of: answers[0]), host.turn(of: answers[1])]
            let questions = turns.compactMap { $0["trace"]?["models"]?.arrayValue?.first }
            #expect(try await host.requests().ranges(of: "carrera \(round).").count == 2, "each asked once")
            guard questions.contains(where: { $0["replayed"] == true }) else { continue }
            let replayed = questions.first { $0["replayed"] == true }
            #expect(replayed?["attempts"]?.arrayValue?.count == 1, "what was paid stays in the trace")
            return
        }
        Issue.record("no two turns met in 40 rounds")
    }

    @Test func withoutModelsNothingIsAsked() async throws {
        let plugins = try CompiledPlugins()
        try await plugins.add("asker", source: "asker")
        let host = try await MisbehavingHost(plugins)
        let tenant = try await host.newTenant(agent: "asker")
        #expect(try await tenant.enable().status == 200)
        #expect(try await tenant.chat("available", messageID: "1").said == "status -9")
        let asked = try await tenant.chat(AskerHost.question("hola").description, messageID: "2")
        #expect(asked.said == "status -9, unconfigured", "\(asked.text)")
        try await host.process.stop()
    }
}

/// A host whose models are an emulator, and a tenant whose agent asks them.
private struct AskerHost: Sendable {
    let tenant: MisbehavingTenant
    private let host: MisbehavingHost
    private let provider: EmulatedProvider
    private let folder: TemporaryFolder
    private let http: HTTPClient

    private static let starting = Task { try await AskerHost() }
    private static let counter = Atomic(0)

    static func shared() async throws -> AskerHost { try await starting.value }

    init() async throws {
        folder = try TemporaryFolder(prefix: "orkesta-asker")
        let script = folder.file("script.json")
        try Data(rules.utf8).write(to: URL(filePath: script))
        provider = try EmulatedProvider(["--script", script, "--first-piece-ms", "50"])
        let plugins = try CompiledPlugins()
        try await plugins.add("asker", source: "asker")
        let models = ["GROQ_API_KEY": "gsk_secret", "GROQ_BASE_URL": "\(provider.url)/openai/v1"]
        host = try await MisbehavingHost(plugins, environment: models)
        tenant = try await host.newTenant(agent: "asker")
        http = try HTTPClient()
        let enabled = try await tenant.enable()
        try #require(enabled.status == 200, "\(enabled.text)")
    }

    /// A QUESTION of ext/llm.h.
    static func question(_ text: String, tools: [String] = []) -> JSON {
        LLMQuestion(
            purpose: "test",
            why: "a test asks",
            system: "Vendes refacciones.",
            messages: [LLMQuestion.Message(.user, text)],
            tools: tools,
            language: "es"
        ).json
    }

    func ask(_ text: String, tools: [String] = [], phone: String? = nil) async throws -> APIResponse {
        try await say(AskerHost.question(text, tools: tools).description, phone: phone)
    }

    /// Writes to the agent, as a customer of its own unless one is named.
    func say(_ text: String, phone: String? = nil) async throws -> APIResponse {
        let number = AskerHost.counter.add(1, ordering: .relaxed).newValue
        return try await tenant.chat(text, messageID: "m\(number)", phone: phone ?? "+52557760\(1000 + number)")
    }

    func turn(of answer: APIResponse) async throws -> JSON {
        let turn = try await tower("/api/turns/\(answer.turnID)")
        try #require(turn.status == 200, "\(turn.text)")
        return turn.json
    }

    func tower(_ path: String) async throws -> APIResponse {
        try await tenant.tower.get("\(path)\(path.contains("?") ? "&" : "?")tenant_id=\(tenant.id)")
    }

    /// What the provider was asked, as text.
    func requests() async throws -> String {
        try await APIClient(baseURL: provider.url, apiKey: nil, http: http).get("/control/requests").text
    }

    func orkesta(_ arguments: String...) async throws -> CommandLineRun {
        try await CommandLineRun.orkesta(
            arguments + ["--data", host.process.dataFolder, "--plugins", host.plugins.pluginsFolder]
        )
    }
}

extension APIResponse {
    fileprivate var turnID: String { json["turn_id"]?.stringValue ?? "" }
}

private let rules = #"""
    {"rules": [
      {"after_tool": "keep_note", "hears": "used_this_turn", "says": "Solo una vez."},
      {"after_tool": "keep_note", "calls": [{"name": "keep_note", "arguments": {"text": "otra"}}]},
      {"after_tool": "read_note", "says": "Leída."},
      {"hears": "anota", "calls": [{"name": "keep_note", "arguments": {"text": "llamar al [PHONE_1]"}}]},
      {"hears": "léela", "calls": [{"name": "read_note", "arguments": {}}]},
      {"hears": "telefono", "says": "Te marco al [PHONE_1], [NAME_1]."},
      {"hears": "precio", "says": "Te lo dejo en $99.00 MXN."},
      {"hears": "inglés", "says": "Hello! We have the part that you need, and it is in stock for you."},
      {"hears": "carrera", "says": "Listo."}
    ]}
    """#
