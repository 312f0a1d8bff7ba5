// OpenAI's own client against both of our servers: /v1 in front of the chain, and
// the emulator that stands for the providers behind it.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(
    .enabled("PyPI is out of reach, or python3-venv is missing: nothing is tested") { await OpenAIClient.isThere },
    .timeLimit(.minutes(20))
)
struct OpenAIClientTests {
    private static let greeting = "¡Hola! Soy su vendedor."
    private static let search: JSON = [["buscar_productos", ["consulta": "filtro aceite"]]]

    @Test func theChainIsAnOpenAIServer() async throws {
        let provider = try EmulatedProvider()
        var configuration = HostProcess.Configuration()
        configuration.environment = [
            "GROQ_API_KEY": "any", "GROQ_BASE_URL": "\(provider.url)/openai/v1", "OLLAMA_HOST": provider.url,
        ]
        let host = try await HostProcess.start(configuration)
        let base = "\(try #require(host.clientURL))/v1"
        let client = OpenAIClient(baseURL: base, key: try host.apiKey("ferreteria-la-central"), model: "orkesta")
        try await expectAnswers(client)
        try await expectTranscripts(client)
        try await expectRefusals(client)
        try await expectBudgets(host, base)
        // At last: the breakers open.
        let down = try await client.run(["all_down", "all_down_streamed"])
        for (name, result) in down.objectValue ?? [:] {
            #expect(result["error"] == "InternalServerError" && result["status"] == 503, "\(name): \(result)")
            #expect(result["code"] == "no_answer", "\(name): \(result)")
        }
        try await host.stop()
    }

    private func expectAnswers(_ client: OpenAIClient) async throws {
        let seen = try await client.run([
            "models", "plain", "stream", "stream_without_usage", "tools", "stream_tools", "required_tool", "parsed",
            "many",
        ])
        let models: JSON = [
            "orkesta", "orkesta-small", "openai/gpt-oss-120b", "openai/gpt-oss-20b", "llama3.1:8b",
            "whisper-large-v3-turbo",
        ]
        #expect(seen["models"] == models, "\(seen)")
        expectAnswersOfTheSeller(seen)
        #expect(seen["plain"]?["model"] == "openai/gpt-oss-120b" && seen["plain"]?["extra"] == ["orkesta"], "\(seen)")
        #expect(seen["plain"]?["request_id"]?.stringValue?.hasPrefix("req_") == true, "\(seen)")
        #expect(seen["stream_without_usage"]?["tokens"] == .null, "\(seen)")
        let required = seen["required_tool"]?["calls"]?.arrayValue?.first?.arrayValue?.first
        #expect(required == "buscar_productos", "\(seen)")
        #expect(seen["parsed"]?["intent"]?.stringValue?.isEmpty == false, "\(seen)")
        let many = seen["many"]?.arrayValue ?? []
        #expect(many.count == 20 && many.allSatisfy { $0.stringValue?.hasPrefix(Self.greeting) == true }, "\(seen)")
    }

    private func expectTranscripts(_ client: OpenAIClient) async throws {
        let seen = try await client.run([
            "model", "transcript", "transcript_as_text", "transcript_with_times", "transcript_of_silence",
        ])
        #expect(
            seen["model"] == ["id": "openai/gpt-oss-120b", "object": "model", "owned_by": "groq"],
            "\(seen["model"] ?? .null)"
        )
        expectWords(seen)
        #expect(seen["transcript"]?["seconds"]?.doubleValue == 3, "\(seen)")
    }

    /// What both servers hear.
    private func expectWords(_ seen: JSON) {
        let words = "Busco un filtro de aceite"
        #expect(seen["transcript"]?["text"] == .string(words), "\(seen)")
        #expect(seen["transcript_as_text"]?.stringValue?.hasPrefix(words) == true, "\(seen)")
        let timed = seen["transcript_with_times"] ?? .null
        #expect(timed["language"] == "spanish" && timed["duration"]?.doubleValue == 2.5, "\(seen)")
        #expect(timed["segments"]?.arrayValue?.count == 1 && timed["text"] == .string(words), "\(seen)")
        #expect(seen["transcript_of_silence"] == "", "\(seen)")
    }

    /// What both servers answer.
    private func expectAnswersOfTheSeller(_ seen: JSON) {
        for name in ["plain", "stream"] {
            let answer = seen[name] ?? .null
            #expect(answer["content"]?.stringValue?.hasPrefix(Self.greeting) == true, "\(name): \(seen)")
            #expect(answer["finish"] == "stop" && (answer["tokens"]?.integerValue ?? 0) > 0, "\(name): \(seen)")
        }
        #expect((seen["stream"]?["chunks"]?.integerValue ?? 0) > 3, "\(seen)")
        for call in [seen["tools"]?["first"], seen["stream_tools"]] {
            #expect(call?["calls"] == Self.search && call?["finish"] == "tool_calls", "\(seen)")
        }
        #expect(seen["tools"]?["second"]?["content"]?.stringValue?.contains("129.00") == true, "\(seen)")
    }

    private func expectRefusals(_ client: OpenAIClient) async throws {
        let table: [(name: String, error: String, status: Int64, param: JSON, code: JSON)] = [
            ("wrong_key", "AuthenticationError", 401, "X-API-Key", "invalid_api_key"),
            ("unknown_model", "NotFoundError", 404, "model", "model_not_found"),
            ("no_model", "NotFoundError", 404, "model", "model_not_found"),
            ("transcript_by_a_speaker", "NotFoundError", 404, "model", "model_not_found"),
            ("transcript_of_a_text", "BadRequestError", 400, "file", "invalid_value"),
            ("bad_temperature", "BadRequestError", 400, "temperature", "invalid_value"),
            ("no_messages", "BadRequestError", 400, "messages[0].role", "invalid_value"),
            ("two_answers", "BadRequestError", 400, "n", "invalid_value"),
            ("filtered", "BadRequestError", 400, "messages", "content_filter"),
            ("too_long", "BadRequestError", 400, "messages", "context_length_exceeded"),
        ]
        let seen = try await client.run(table.map(\.name))
        for row in table {
            let result = seen[row.name] ?? .null
            #expect(result["error"] == .string(row.error), "\(row.name): \(result)")
            #expect(result["status"]?.integerValue == row.status, "\(row.name): \(result)")
            #expect(result["param"] == row.param && result["code"] == row.code, "\(row.name): \(result)")
            #expect(result["request_id"]?.stringValue?.hasPrefix("req_") == true, "\(row.name): \(result)")
        }
        #expect(seen["unknown_model"]?["message"]?.stringValue?.contains("orkesta-small") == true, "\(seen)")
    }

    /// Of a tenant: the client's errors are those that its programs know.
    private func expectBudgets(_ host: HostProcess, _ base: String) async throws {
        let tower = try host.tower("platform", HTTPClient())
        let settings = "/api/tenants/abarrotes-del-valle/llm-settings"
        let client = OpenAIClient(
            baseURL: base,
            key: try host.apiKey("abarrotes-del-valle"),
            model: "openai/gpt-oss-20b"
        )
        #expect(try await client.run(["plain"])["plain"]?["model"] == "openai/gpt-oss-20b")
        #expect(try await tower.put(settings, ["budget": ["tokens_per_day": 1]]).status == 200)
        let spent = try await client.run(["plain"])["plain"] ?? .null
        #expect(spent["error"] == "RateLimitError" && spent["code"] == "insufficient_quota", "\(spent)")
        #expect(try await tower.put(settings, ["enabled": false]).status == 200)
        let off = try await client.run(["models", "plain"])
        #expect(off["models"] == [] && off["plain"]?["code"] == "model_not_found", "\(off)")
    }

    @Test func theEmulatorIsAProvider() async throws {
        let provider = try EmulatedProvider()
        let client = OpenAIClient(baseURL: "\(provider.url)/openai/v1", key: "any", model: "openai/gpt-oss-20b")
        let seen = try await client.run([
            "plain", "stream", "tools", "stream_tools", "limited", "too_long", "all_down", "broken_stream",
            "transcript_as_text", "transcript_with_times", "transcript_of_silence",
        ])
        expectAnswersOfTheSeller(seen)
        expectWords(seen.merging(["transcript": ["text": "Busco un filtro de aceite"]]))
        #expect(seen["limited"]?["error"] == "RateLimitError", "\(seen)")
        #expect(seen["too_long"]?["error"] == "BadRequestError", "\(seen)")
        #expect(seen["all_down"]?["error"] == "InternalServerError", "\(seen)")
        #expect(seen["broken_stream"]?["error"] == "APIError", "\(seen)")
    }
}
