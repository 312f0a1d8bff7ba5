// Whatever the message, reading it costs little and never traps.

import OrchestratorUnderstanding
import Testing

@Suite("Understanding bounds")
struct UnderstandingBoundsTests {
    @Test(arguments: [
        "", " ", "\n\n\t", "\u{0}", "\u{FFFD}\u{FFFD}", "👨‍👩‍👧‍👦🇲🇽🏳️‍🌈", "e\u{301}\u{301}\u{301}", "¿¡", "你好吗", "привет",
        "\u{10FFFF}",
        String(decoding: [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0x41], as: UTF8.self),
        String(repeating: "a", count: 5_000), String(repeating: "1", count: 5_000),
        String(repeating: "?!", count: 5_000),
    ])
    func readsAnything(text: String) {
        let reading = sharedModel.understand(text, hint: nil)
        let total = reading.ranking.reduce(0) { $0 + $1.1 }
        #expect(abs(total - 1) < 1e-4)
        #expect(reading.ranking.count == Intent.allCases.count)
        #expect(reading.confidence > 0 && reading.confidence <= 1)
        #expect(reading.ranking[0].0 == reading.intent)
    }

    @Test
    func onlyTheBeginningCounts() {
        let beginning = String(repeating: "cuanto cuesta el cemento por favor ", count: 12)
        let end = String(repeating: "me llego roto ", count: 4_000)
        let short = sharedModel.understand(String(beginning.prefix(400)), hint: nil)
        let long = sharedModel.understand(String(beginning.prefix(400)) + end, hint: nil)
        #expect(short.ranking.map(\.1) == long.ranking.map(\.1))
    }

    /// Fifty kilobytes cost no more than the scalars that are looked at; read to
    /// their end they would cost a hundred times as much.
    @Test
    func longMessagesCostNoMore() {
        let short = String(repeating: "hola quiero tornillos ", count: 20)
        let long = String(repeating: "hola quiero tornillos ", count: 2_400)
        #expect(fastest { read(long) } < fastest { read(short) } * 20)
    }

    @Test
    func trainingAndReadingAreQuick() {
        let clock = ContinuousClock()
        let training = clock.measure { _ = UnderstandingModel.trained() }
        let messages = Language.allCases.flatMap(ValidationSet.messages)
        let reading = clock.measure {
            for message in messages {
                _ = sharedModel.understand(message.text, hint: message.language)
            }
        }
        print(
            "training \(training) on \(TrainingExamples.all().count) messages; reading \(reading / messages.count) each"
        )
        // Whatever the machine: a message costs a small part of what the model cost.
        #expect(fastest { read(messages[0].text) } * 100 < training)
    }

    private func read(_ text: String) { _ = sharedModel.understand(text, hint: nil) }

    /// The time of the run that the machine disturbed least.
    private func fastest(of rounds: Int = 50, _ work: () -> Void) -> Duration {
        (0..<rounds).map { _ in ContinuousClock().measure(work) }.min() ?? .zero
    }
}
