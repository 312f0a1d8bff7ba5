// A tenant's language models by API and by command line, and /v1 without any
// client's library: keys, forms of errors, and streams byte by byte.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct LLMSettingsFlows {
    private static let hello: JSON = ["model": "orkesta", "messages": [["role": "user", "content": "hola"]]]
    private static let settings = "/api/tenants/\(FlowHost.javaz)/llm-settings"

    /// A host in front of an emulated provider, for as long as `body` takes.
    private func withHost(_ body: (HostProcess, HTTPClient) async throws -> Void) async throws {
        let provider = try EmulatedProvider()
        var configuration = FlowHost.configuration
        configuration.environment = [
            "GROQ_API_KEY": "any", "GROQ_BASE_URL": "\(provider.url)/openai/v1", "OLLAMA_HOST": provider.url,
        ]
        let host = try await HostProcess.start(configuration)
        try await body(host, HTTPClient())
        try await host.stop()
    }

    @Test func aTenantsModelsAreChangedAndStay() async throws {
        try await withHost { host, http in
            let tower = try host.tower("platform", http)
            let untouched = try await tower.get(Self.settings)
            #expect(untouched.json["enabled"] == .null && untouched.json["order"] == .null, "\(untouched.text)")
            let changed = try await tower.put(Self.settings, ["order": ["ollama"], "hedge_after_ms": 700])
            #expect(changed.status == 200 && changed.json["order"] == ["ollama"], "\(changed.text)")
            let javaz = try host.client(FlowHost.javaz, http)
            #expect(try await javaz.post("/v1/chat/completions", Self.hello).json["model"] == "llama3.1:8b")
            for (patch, field) in [
                (["order": ["grok"]], "order"), (["agents": ["vendor": ["size": "small"]]], "agents.vendor"),
                (["agents": ["sales": ["models": ["groq": "gpt-0"]]]], "agents.sales.models.groq"),
                (["modles": [:]], "modles"),
            ] as [(JSON, JSON)] {
                let refused = try await tower.put(Self.settings, patch)
                #expect(refused.isProblem(400) && refused.json["field"] == field, "\(patch): \(refused.text)")
            }
            // A tenant's key looks and asks; what it costs, the platform decides.
            let own = try host.tower(FlowHost.javaz, http)
            #expect(try await own.get(Self.settings).json["hedge_after_ms"] == 700)
            #expect(try await own.put(Self.settings, ["enabled": true]).isProblem(403))
            try await commandLine(host)
            let audit = try await tower.get("/api/audit?tenant_id=\(FlowHost.javaz)&limit=10")
            #expect(audit.text.contains("llm-settings.change"), "\(audit.text)")

            try await host.restart()
            let again = try host.client(FlowHost.javaz, http)
            #expect(try await again.get("/v1/models").json["data"] == [], "switched off, and so it stays")
            #expect(try await again.get("/api/llm/status").json["providers"] == [])
        }
    }

    private func commandLine(_ host: HostProcess) async throws {
        let verb = ["llm", "settings", FlowHost.javaz, "--data", host.dataFolder]
        let run = try await CommandLineRun.orkesta(verb + ["--set", "enabled=false", "--set", "order=null"])
        #expect(run.exitCode == 0 && run.standardOutput.contains("enabled:        no"), "\(run)")
        let shown = try await CommandLineRun.orkesta(verb + ["--json"])
        #expect(try JSON(parsing: shown.standardOutput)["enabled"] == false, "\(shown)")
        let wrong = try await CommandLineRun.orkesta(verb + ["--set", #"order=["grok"]"#])
        #expect(wrong.exitCode == 2 && wrong.standardError.contains("grok among groq, ollama"), "\(wrong)")
        let data = ["--data", host.dataFolder]
        let status = try await CommandLineRun.orkesta(["llm", "status"] + data)
        #expect(status.exitCode == 0 && status.standardOutput.contains("llama3.1:8b"), "\(status)")
        let ofTenant = try await CommandLineRun.orkesta(
            ["llm", "status", "--tenant", FlowHost.laCentral, "--json"] + data
        )
        let document = try JSON(parsing: ofTenant.standardOutput)
        #expect(document["budget"]?["tokens_today"]?.integerValue == 0, "\(ofTenant)")
        let nobody = try await CommandLineRun.orkesta(["llm", "status", "--tenant", "nobody"] + data)
        #expect(nobody.exitCode == 2 && nobody.standardError.contains("tenant"), "\(nobody)")
    }

    @Test func completionsAreOpenAIsOnTheWire() async throws {
        try await withHost { host, http in
            let client = try host.client(FlowHost.laCentral, http)
            let whole = try await client.post("/v1/chat/completions", Self.hello)
            #expect(whole.status == 200 && whole.json["object"] == "chat.completion", "\(whole.text)")
            #expect(whole.json["orkesta"]?["provider"] == "groq", "\(whole.text)")
            let text = try #require(whole.json["choices"]?.arrayValue?.first?["message"]?["content"]?.stringValue)

            let wanted: JSON = ["stream": true, "stream_options": ["include_usage": true]]
            let streamed = try await client.post("/v1/chat/completions", Self.hello.merging(wanted))
            #expect(
                streamed.header("Content-Type") == "text/event-stream" && streamed.text.hasSuffix("data: [DONE]\n\n")
            )
            let chunks = streamed.text.split(separator: "\n\n").dropLast().compactMap { event in
                try? JSON(parsing: String(event.dropFirst("data: ".count)))
            }
            let pieces = chunks.compactMap { $0["choices"]?.arrayValue?.first?["delta"]?["content"]?.stringValue }
            #expect(pieces.joined() == text && pieces.count > 2, "\(streamed.text)")
            #expect(Set(chunks.map { $0["id"] }).count == 1)
            #expect(chunks.last?["choices"] == [] && (chunks.last?["usage"]?["total_tokens"]?.integerValue ?? 0) > 0)

            let model = try await client.get("/v1/models/openai%2Fgpt-oss-120b")
            #expect(model.json["id"] == "openai/gpt-oss-120b" && model.json["owned_by"] == "groq", "\(model.text)")
            try await expectErrors(of: client, host, http)
            let metrics = try await client.get("/metrics").text
            #expect(metrics.contains(#"route="/v1/chat/completions",status="2xx""#), "\(metrics)")
            #expect(metrics.contains("orkesta_llm_attempts_total") && metrics.contains(FlowHost.laCentral))
        }
    }

    private func expectErrors(of client: APIClient, _ host: HostProcess, _ http: HTTPClient) async throws {
        let path = "/v1/chat/completions"
        let stranger = APIClient(baseURL: client.baseURL, apiKey: nil, http: http)
        let table: [(String, APIResponse, Int, code: JSON)] = [
            ("no key", try await stranger.post(path, Self.hello), 401, "invalid_api_key"),
            (
                "no JSON", try await client.send("POST", path, body: [123], type: "application/json"), 400,
                "invalid_value"
            ),
            ("form", try await client.send("POST", path, body: [123], type: "text/plain"), 415, .null),
            (
                "large",
                try await client.send(
                    "POST",
                    path,
                    body: Array(repeating: 32, count: 2 << 20),
                    type: "application/json"
                ),
                413, .null
            ),
            ("model", try await client.post(path, Self.hello.merging(["model": "gpt-0"])), 404, "model_not_found"),
            ("named", try await client.get("/v1/models/gpt-0"), 404, "model_not_found"),
            ("path", try await client.post("/v1/embeddings", Self.hello), 404, .null),
            ("method", try await client.get(path), 405, "method_not_allowed"),
            (
                "platform",
                try await APIClient(baseURL: client.baseURL, apiKey: host.apiKey("platform"), http: http)
                    .post(path, Self.hello), 400, "invalid_value"
            ),
        ]
        for (name, response, status, code) in table {
            #expect(response.status == status, "\(name): \(response.text)")
            #expect(response.json["error"]?["code"] == code, "\(name): \(response.text)")
            #expect(response.json["error"]?["message"]?.stringValue?.isEmpty == false, "\(name): \(response.text)")
            #expect(response.header("Content-Type") == "application/json", "\(name)")
        }
    }
}
