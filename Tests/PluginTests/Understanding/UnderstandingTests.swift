// The quality, determinism and bounds of the intent and language model.

import Testing

@testable import OrchestratorUnderstanding

/// One model for all tests; training is deterministic, so sharing is safe.
let sharedModel = UnderstandingModel.trained()

@Suite("Understanding")
struct UnderstandingTests {
    /// No line of the set is trained on (see `noValidationLineIsTrainedOn`).
    @Test(arguments: Language.allCases)
    func readsIntents(language: Language) {
        var matrix = ConfusionMatrix()
        for message in ValidationSet.messages(language) {
            let reading = sharedModel.understand(message.text, hint: language)
            matrix.record(message.text, truth: message.intent, predicted: reading.intent)
        }
        print("validation \(language.rawValue): \(matrix)")
        #expect(matrix.accuracy > 0.92, "\(matrix)\n\(matrix.misses.joined(separator: "\n"))")
    }

    /// Messages that were neither trained on nor looked at while the examples were written. What a pattern
    /// can produce by chance is left out.
    @Test(arguments: Language.allCases)
    func readsFreshMessages(language: Language) {
        var matrix = ConfusionMatrix()
        let messages = ValidationSet.fresh(language)
        let unheard = messages.filter { !PatternLanguage.canProduce($0) }
        for message in unheard {
            let reading = sharedModel.understand(message.text, hint: language)
            matrix.record(message.text, truth: message.intent, predicted: reading.intent)
        }
        print("fresh \(language.rawValue), \(unheard.count) of \(messages.count): \(matrix)")
        #expect(matrix.accuracy > 0.9, "\(matrix)\n\(matrix.misses.joined(separator: "\n"))")
    }

    /// What leaks at home asks for a product; what was bought here and leaks does not. Sure and wrong is
    /// what costs most: nobody is asked then.
    @Test(arguments: Language.allCases)
    func readsProblems(language: Language) {
        var matrix = ConfusionMatrix()
        var surelyWrong: [String] = []
        let messages = ValidationSet.problems(language)
        for message in messages {
            let reading = sharedModel.understand(message.text, hint: language)
            matrix.record(message.text, truth: message.intent, predicted: reading.intent)
            if reading.intent != message.intent, reading.confidence >= 0.7 { surelyWrong.append(message.text) }
        }
        print("problems \(language.rawValue): \(matrix)sure and wrong: \(surelyWrong.count)")
        #expect(matrix.accuracy > 0.8, "\(matrix)\n\(matrix.misses.joined(separator: "\n"))")
        #expect(surelyWrong.count <= messages.count / 10, "\(surelyWrong)")
    }

    /// What a pattern can produce would measure memory.
    @Test func noPatternProducesAProblem() {
        let produced = Language.allCases.flatMap(ValidationSet.problems).filter(PatternLanguage.canProduce)
        #expect(produced.map(\.text) == [])
        // The check itself finds what is there.
        let known = LabelledMessage(
            text: "Hi, my kitchen faucet is leaking again!",
            intent: .productSearch,
            language: .english
        )
        #expect(PatternLanguage.canProduce(known))
    }

    /// Without any hint, and with the hint of another language.
    @Test(arguments: Language.allCases)
    func readsLanguages(language: Language) {
        let other: Language = language == .spanish ? .portuguese : .spanish
        let messages = ValidationSet.messages(language).filter { message in
            message.text.unicodeScalars.count { $0.properties.isAlphabetic } >= 8
        }
        for (hint, least) in [(nil, 0.95), (language, 0.98), (other, 0.90)] {
            let misses = messages.filter { sharedModel.understand($0.text, hint: hint).language != language }
            let accuracy = 1 - Double(misses.count) / Double(messages.count)
            print("language \(language.rawValue), hint \(hint?.rawValue ?? "none"): \(accuracy) of \(messages.count)")
            #expect(accuracy >= least, "\(misses.map(\.text))")
        }
    }

    @Test
    func hintDecidesAmbiguousTexts() {
        for language in Language.allCases {
            for text in ["ok", "123", "👍", "", "?"] {
                #expect(sharedModel.understand(text, hint: language).language == language)
            }
        }
        #expect(sharedModel.understand("123", hint: nil).language == .spanish)
        #expect(sharedModel.understand("where can i pick up my order", hint: .spanish).language == .english)
        #expect(sharedModel.understand("você tem parafuso?", hint: .spanish).language == .portuguese)
    }

    @Test
    func noValidationLineIsTrainedOn() {
        let trained = Set(TrainingExamples.all().map { normalized($0.text) })
        let messages = Language.allCases.flatMap {
            ValidationSet.messages($0) + ValidationSet.fresh($0) + ValidationSet.problems($0)
        }
        let leaked = messages.filter { trained.contains(normalized($0.text)) }
        #expect(leaked.map(\.text) == [])
    }

    @Test
    func trainingIsDeterministic() {
        let again = UnderstandingModel.trained()
        for message in Language.allCases.flatMap(ValidationSet.messages) {
            let first = sharedModel.understand(message.text, hint: nil)
            let second = again.understand(message.text, hint: nil)
            #expect(first.language == second.language)
            #expect(first.ranking.map(\.0) == second.ranking.map(\.0))
            #expect(first.ranking.map(\.1) == second.ranking.map(\.1))
        }
    }

    /// Of the answers given with a confidence near c, about c are right.
    @Test
    func confidenceIsCalibrated() {
        var bins = [(count: Double, confidence: Double, right: Double)](repeating: (0, 0, 0), count: 10)
        let messages = Language.allCases.flatMap(ValidationSet.messages)
        for message in messages {
            let reading = sharedModel.understand(message.text, hint: message.language)
            let bin = min(9, max(0, Int(reading.confidence * 10)))
            bins[bin].count += 1
            bins[bin].confidence += reading.confidence
            bins[bin].right += reading.intent == message.intent ? 1 : 0
        }
        let error = bins.reduce(0) { $0 + abs($1.confidence - $1.right) } / Double(messages.count)
        print("expected calibration error: \(error) \(bins.map { "\(Int($0.right))/\(Int($0.count))" })")
        #expect(error < 0.05)
    }

    /// Lowercase letters and digits only, so that punctuation hides no leak.
    private func normalized(_ text: String) -> String {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
        return words.isEmpty ? text : words.joined(separator: " ")
    }
}
