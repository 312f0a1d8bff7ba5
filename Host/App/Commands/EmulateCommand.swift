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
        abstract: "Play an outside service: messaging, mail, payments, a provider of language models.",
        subcommands: [
            EmulateWhatsApp.self, EmulateTelegram.self, EmulateSMS.self, EmulateSMTP.self, EmulateStripe.self,
            EmulateMercadoPago.self, EmulateLLM.self,
        ]
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
    @Flag(help: "Send what is ready of a stream at once, not cut into pieces at random bytes.") var uncut = false
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
        settings.plans = try readFaultPlans(fault, example: "groq=stall@1", help: "llm")
        let emulator = LLMEmulator(settings, log: hostLogger("warning")) { port in
            announceEmulator("models on http://127.0.0.1:\(port)")
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
}
