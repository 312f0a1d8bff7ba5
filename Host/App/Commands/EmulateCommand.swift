// `orkesta emulate`: the outside world on this machine, for tests and demonstrations.

import ArgumentParser
import Foundation
import HostCore
import HostEmulators
import OrkestaModel
import ServiceLifecycle

struct EmulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulate",
        abstract: "Play an outside service: a provider of language models, or of payments.",
        subcommands: [EmulateLLM.self, EmulateStripe.self, EmulateMercadoPago.self]
    )
}

struct EmulateLLM: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "llm",
        abstract: "Play Groq, Azure OpenAI and Ollama on one port.",
        discussion: """
            Answers as a small seller, or from a script, and fails as it is told: by plan, by a
            header (x-emulate-fault: stall) or by a word in the last message ([[fault:stall]]).
            A plan names faults and the requests that meet them, counted from 1:
            stall@1,error-500@2-4,rate-limit%10. While it runs, plans are changed with
            PUT /control/faults/LINE, and GET /control/requests shows what it was asked.

            Examples:
              orkesta emulate llm --port 9100
              orkesta emulate llm --port 9100 --fault groq=rate-limit@1-3 --first-piece-ms 200
              GROQ_API_KEY=any GROQ_BASE_URL=http://127.0.0.1:9100/openai/v1 orkesta serve
              OLLAMA_HOST=http://127.0.0.1:9100 orkesta serve

            Faults: \(LLMFault.allCases.map(\.rawValue).joined(separator: " "))
            """
    )
    @Option(help: "The port on 127.0.0.1; 0 picks a free one.") var port = 9100
    @Option(help: ArgumentHelp("A JSON file of rules: {\"rules\": [{\"hears\": …, \"says\": …}]}.", valueName: "file"))
    var script: String?
    @Option(
        help: ArgumentHelp("Faults of a line (groq, azure, ollama, or NAME of /as/NAME/…).", valueName: "LINE=PLAN")
    )
    var fault: [String] = []
    @Option(help: "How long the first piece of an answer takes, in milliseconds.") var firstPieceMs: Int64 = 0
    @Option(help: "How long every further word takes, in milliseconds.") var pieceMs: Int64 = 0
    @Option(help: "Allow each key so many tokens a minute, and say so in every response.") var tokensPerMinute: Int64?
    @Option(help: "Allow each key so many requests a day, and say so in every response.") var requestsPerDay: Int64?
    @Option(help: "Know only this model; may be given more than once.") var model: [String] = []
    @Option(help: "Take only this key.") var key: String?
    @Flag(help: "Send each event of a stream at once, not cut into pieces at random bytes.") var uncut = false
    @Option(help: "The seed of the places at which answers are cut into pieces.") var seed: UInt64 = 1

    func run() async throws {
        var settings = LLMEmulatorSettings(
            port: port,
            pace: SpeechPace(firstPieceMilliseconds: firstPieceMs, pieceMilliseconds: pieceMs),
            models: model,
            key: key,
            isCut: !uncut,
            seed: seed
        )
        if tokensPerMinute != nil || requestsPerDay != nil {
            settings.rateLimits = RateLimits(
                requestsPerDay: requestsPerDay ?? 14_400,
                tokensPerMinute: tokensPerMinute ?? 6_000
            )
        }
        if let script { settings.script = try readScript(script) }
        for text in fault { try take(plan: text, into: &settings) }
        let emulator = LLMEmulator(settings, log: hostLogger("warning")) { port in
            // Not print: whoever reads it through a pipe waits for it.
            FileHandle.standardOutput.write(Data("models on http://127.0.0.1:\(port) (Ctrl-C ends)\n".utf8))
        }
        try await emulator.run()
    }

    private func readScript(_ path: String) throws -> EmulatorScript {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(.notFound, "the file \(path) cannot be read", field: "--script", remedy: "Give a JSON file")
        }
        do {
            return try EmulatorScript(json: JSON(parsing: Array(data)))
        } catch {
            throw Problem(
                .invalid,
                "this is no script: \(error)",
                field: "--script",
                remedy: "Write {\"rules\": [{\"hears\": \"hola\", \"says\": \"Buen día\"}]}"
            )
        }
    }

    private func take(plan text: String, into settings: inout LLMEmulatorSettings) throws(Problem) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Problem(
                .invalid,
                "\(text) names no line",
                field: "--fault",
                remedy: "Write LINE=PLAN, such as groq=stall@1"
            )
        }
        do throws(DocumentError) {
            settings.plans[parts[0]] = try FaultPlan(parsing: parts[1])
        } catch {
            throw Problem(.invalid, error.description, field: "--fault", remedy: "See orkesta emulate llm --help")
        }
    }
}
