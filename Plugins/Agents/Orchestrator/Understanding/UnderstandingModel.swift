// The trained reader of customer messages: two linear models, one for the
// intent and one for the language, over the same hashed features.

/// Reads the intent and language of a message. An immutable value: train it
/// once at load and share it.
public struct UnderstandingModel: Sendable {
    private let intents: LinearClassifier
    private let languages: LinearClassifier

    /// Trains on the examples compiled into this module. Always gives the
    /// same model: fixed seeds, fixed order, no clock, no hashing of its own.
    public static func trained() -> UnderstandingModel {
        let examples = TrainingExamples.all()
        var corpus = FeatureCorpus()
        for example in examples {
            corpus.append(example.text)
        }
        let groups = examples.map { example in
            example.language.index &* Intent.allCases.count &+ example.intent.index
        }
        let weights = balancedWeights(groups: groups)
        return UnderstandingModel(
            intents: LinearClassifier(
                training: corpus,
                labels: examples.map(\.intent.index),
                weights: weights,
                classCount: Intent.allCases.count,
                epochs: 6,
                temperature: 1
            ),
            languages: LinearClassifier(
                training: corpus,
                labels: examples.map(\.language.index),
                weights: weights,
                classCount: Language.allCases.count,
                epochs: 1,
                temperature: 1
            )
        )
    }

    /// Reads `text`, of which only the first `FoldedText.scalarsMax` scalars
    /// count. `hint` is the conversation's last language or the caller's
    /// locale; it decides texts that could be any language, such as "ok".
    public func understand(_ text: String, hint: Language?) -> Understanding {
        let folded = FoldedText(text)
        let features = MessageFeatures(folded)
        let probabilities = intents.probabilities(of: features)
        var ranking: [(Intent, Double)] = []
        ranking.reserveCapacity(Intent.allCases.count)
        for intent in Intent.allCases {
            ranking.append((intent, Double(probabilities[intent.index])))
        }
        ranking.sort { $0.1 > $1.1 }
        return Understanding(
            intent: ranking[0].0,
            confidence: ranking[0].1,
            language: language(of: features, letterCount: folded.letterCount, hint: hint),
            ranking: ranking
        )
    }

    /// The hint weighs most when there is little text to judge by, and alone
    /// decides a text without letters. Without a hint Spanish is expected.
    private func language(of features: MessageFeatures, letterCount: Int, hint: Language?) -> Language {
        let expected = hint ?? .spanish
        guard letterCount > 0 else { return expected }
        var scores = languages.scores(of: features)
        let trust: Float = hint == nil ? 0.25 : 1
        scores[expected.index] += trust * (1 + 12 / Float(letterCount + 2))
        var best = expected
        for language in Language.allCases where scores[language.index] > scores[best.index] {
            best = language
        }
        return best
    }

    /// Rare groups (one label in one language) count more each, by the square
    /// root, so that no language drowns another.
    private static func balancedWeights(groups: [Int]) -> [Float] {
        var counts = [Float](repeating: 0, count: Intent.allCases.count * Language.allCases.count)
        for group in groups {
            counts[group] += 1
        }
        let mean = Float(groups.count) / Float(counts.count)
        return groups.map { ElementaryFunctions.inverseSquareRoot(counts[$0] / mean) }
    }
}

extension Intent {
    /// The lane of this intent in the classifier.
    var index: Int {
        switch self {
        case .greeting: 0
        case .productSearch: 1
        case .purchase: 2
        case .quotation: 3
        case .complaint: 4
        case .support: 5
        case .other: 6
        }
    }
}

extension Language {
    /// The lane of this language in the classifier.
    var index: Int {
        switch self {
        case .spanish: 0
        case .english: 1
        case .portuguese: 2
        }
    }
}
