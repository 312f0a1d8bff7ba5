// Models that are gone are found at the start; voice notes become text; what the
// chain says of itself holds no key.

import HostCore
import HostEmulators
import HostLLM
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct ModelAndSpeechTests {
    @Test func aModelThatIsNotListedIsLeftOut() async throws {
        let settings = LLMEmulatorSettings(models: ["model-of-azure", "model-of-ollama:latest"])
        try await LLMHouse.run(settings) { house in
            var ollama = house.ollama()
            ollama.models = [.large: ModelSettings("model-of-ollama")]
            let chain = try house.chain(house.groq(), ollama)
            await ModelWatch(chain).look()
            let alerts = chain.status(of: Sample.tenant)["providers"]?.arrayValue?.first?["alerts"]?.arrayValue ?? []
            #expect(alerts.map { $0["kind"] } == ["not_listed"])
            let providers = chain.status(of: Sample.tenant)["providers"]?.arrayValue ?? []
            let states = providers.map { $0["models"]?.arrayValue?.first?["state"]?.stringValue ?? "" }
            #expect(states == ["retired", "ready"], "\(providers)")
            #expect(house.emulator.received.isEmpty, "no customer has asked yet")
        }
    }

    @Test func theStatusTellsWhatIsWrongAndNoKey() async throws {
        try await LLMHouse.run { house in
            house.emulator.set(.always(.unauthorized), for: "groq")
            let chain = try house.chain(house.groq(), house.azure())
            _ = try await chain.complete(Sample.greeting, for: Sample.call())
            let status = chain.status(of: Sample.tenant)
            let groq = try #require(status["providers"]?.arrayValue?.first)
            #expect(groq["alerts"]?.arrayValue?.first?["kind"] == "unauthorized")
            #expect(groq["models"]?.arrayValue?.first?["state"] == "resting")
            #expect(status["available"] == true)
            #expect(!status.description.contains("key-of-"))
        }
    }

    @Test func voiceNotesBecomeText() async throws {
        try await LLMHouse.run { house in
            var groq = house.groq()
            groq.transcriptionModel = "whisper-large-v3-turbo"
            let chain = try house.chain(groq, house.ollama())
            let note = VoiceNote(bytes: [0x4F, 0x67, 0x67, 0x53, 0xFF, 0x00], format: .ogg, language: "es")
            let transcript = try await chain.transcribe(note, for: Sample.call())
            #expect(transcript.text == "Busco un filtro de aceite")
            #expect(transcript.attempts.map(\.label) == ["answered"])
            let silent = VoiceNote(bytes: [0x20], format: .wav)
            let failure = await #expect(throws: ChainFailure.self) {
                try await chain.transcribe(silent, for: Sample.call())
            }
            #expect(failure?.attempts.map(\.label) == ["empty"])
        }
    }

    @Test func voiceNotesArePaidFromTheBudget() async throws {
        try await LLMHouse.run { house in
            var (groq, azure) = (house.groq(), house.azure())
            (groq.transcriptionModel, groq.transcriptionNanos) = ("whisper", 1_000)
            (azure.transcriptionModel, azure.transcriptionNanos) = ("transcribe", 100)
            var settings = LLMSettings(providers: [groq, azure])
            settings.budget = Budget(nanosPerDay: 8_500)
            let chain = try house.chain(settings)
            // Four seconds, by its size: Groq doesn't say how long it was.
            let note = VoiceNote(bytes: Array(repeating: 0xFF, count: 7_000), format: .ogg)
            let first = try await chain.transcribe(note, for: Sample.call())
            #expect(first.attempts.map(\.costNanos) == [4_000])
            let second = try await chain.transcribe(note, for: Sample.call())
            #expect(second.attempts.map(\.label) == ["answered"], "\(second.attempts)")
            // 8000 are spent: only Azure is cheap enough, which says it were three seconds.
            let third = try await chain.transcribe(note, for: Sample.call())
            #expect(third.attempts.map(\.label) == ["skipped_budget", "answered"])
            #expect(third.attempts.map(\.costNanos) == [0, 300])
            #expect(chain.status(of: Sample.tenant)["budget"]?["nanos_today"] == 8_300)
            let failure = await #expect(throws: ChainFailure.self) {
                try await chain.transcribe(note, for: Sample.call())
            }
            #expect(failure?.attempts.map(\.label) == ["skipped_budget", "skipped_budget"])
        }
    }

    @Test func withoutProvidersNobodyIsAsked() async throws {
        try await LLMHouse.run { house in
            let chain = try house.chain(LLMSettings())
            #expect(!chain.serves(Sample.tenant))
            let failure = await #expect(throws: ChainFailure.self) {
                try await chain.complete(Sample.greeting, for: Sample.call())
            }
            #expect(failure?.reason == .unconfigured)
        }
    }
}
