// A host with language models: they are configured by environment and file, their
// state is seen, and what is configured wrongly stops the start with its place.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct LLMFlows {
    @Test func theHostKnowsItsModels() async throws {
        let provider = try EmulatedProvider(["--model", "openai/gpt-oss-20b", "--model", "openai/gpt-oss-120b"])
        let data = try TemporaryFolder(prefix: "orkesta-llm")
        let file = """
            llm:
              order: [ollama, groq]
              budget: {tokens-per-day: 5000, money-per-day: 0.25}
              providers:
                groq:
                  speech-price-per-hour: 0.04
                  models:
                    small: {price-per-million: {prompt: 0.07, completion: 0.30}}
                    large: {price-per-million: {prompt: 0.15, completion: 0.60}}
              tenants:
                \(FlowHost.laCentral): {order: [groq]}
            """
        try Data(file.utf8).write(to: URL(filePath: data.file("orkesta.yaml")))
        var configuration = FlowHost.configuration
        configuration.dataFolder = data.path
        configuration.environment = [
            "GROQ_API_KEY": "gsk_secret", "GROQ_BASE_URL": "\(provider.url)/openai/v1", "OLLAMA_HOST": provider.url,
            "OLLAMA_MODEL": "not-pulled",
        ]
        let host = try await HostProcess.start(configuration)
        let http = try HTTPClient()
        let javaz = try host.client(FlowHost.javaz, http)
        // The models are looked up beside the start.
        _ = try await eventually(every: 50) {
            try await javaz.get("/api/llm/status").json["providers"]?.arrayValue?.first?["alerts"] != []
        }
        let status = try await javaz.get("/api/llm/status")
        let providers = status.json["providers"]?.arrayValue ?? []
        #expect(providers.map { $0["name"] } == ["ollama", "groq"], "\(status.text)")
        #expect(providers.first?["alerts"]?.arrayValue?.first?["kind"] == "not_listed", "\(status.text)")
        #expect(status.json["available"] == true && status.json["budget"]?["nanos_per_day"] == 250_000_000)
        #expect(!status.text.contains("gsk_secret"))
        let laCentral = try await host.client(FlowHost.laCentral, http).get("/api/llm/status")
        #expect(laCentral.json["providers"]?.arrayValue?.map { $0["name"] } == ["groq"], "\(laCentral.text)")
        try await host.stop()
    }

    @Test func withoutModelsTheStatusSaysSo() async throws {
        let status = try await FlowHost.client().get("/api/llm/status")
        #expect(status.status == 200 && status.json["available"] == false, "\(status.text)")
        #expect(try await FlowHost.client(key: nil).get("/api/llm/status").isProblem(401))
    }

    @Test func aWrongFileStopsTheStartWithItsPlace() async throws {
        let data = try TemporaryFolder(prefix: "orkesta-llm")
        try Data("llm:\n  order: [nobody]\n".utf8).write(to: URL(filePath: data.file("orkesta.yaml")))
        let run = try await CommandLineRun.orkesta(["serve", "--data", data.path, "--client-port", "0"])
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("llm.order") && run.standardError.contains("nobody"), "\(run.standardError)")
    }

    @Test(arguments: [["--fault", "groq"], ["--fault", "groq=earthquake"], ["--script", "/nowhere.json"]])
    func emulatorsRefuseWhatTheyDontKnow(_ arguments: [String]) async throws {
        let run = try await CommandLineRun.orkesta(["emulate", "llm", "--port", "0"] + arguments)
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains(arguments[0]) && run.standardError.contains("remedy:"))
    }
}
