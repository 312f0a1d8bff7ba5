// Multinomial logistic regression over hashed features, trained by AdaGrad.
// A row of weights holds all classes, so one feature costs one vector add.

/// At most eight classes; lanes beyond `classCount` stay silent.
struct LinearClassifier: Sendable {
    typealias Row = SIMD8<Float>

    private var rows: [Row]
    private let silence: Row
    private let sharpness: Float

    /// A feature vector's length is this, whatever the message's length, so
    /// that long messages are not surer than short ones.
    private static let vectorLength: Float = 4
    private static let learningRate: Float = 0.3

    /// `labels` holds the class of each message of `corpus`, below `classCount`,
    /// and `weights` how much each counts. A `temperature` above 1 softens the
    /// probabilities, below 1 sharpens them.
    init(
        training corpus: FeatureCorpus,
        labels: [Int],
        weights: [Float],
        classCount: Int,
        epochs: Int,
        temperature: Float
    ) {
        rows = [Row](repeating: .zero, count: MessageFeatures.bucketCount)
        sharpness = 1 / temperature
        var silence = Row.zero
        for lane in classCount..<max(classCount, Row.scalarCount) {
            silence[lane] = -1_000
        }
        self.silence = silence
        var squares = [Float](repeating: 1e-3, count: MessageFeatures.bucketCount)
        var random = SplitMix64(seed: 0x0DE5_7A11)
        var order = Array(0..<corpus.count)
        for epoch in 0..<epochs {
            order.shuffle(using: &random)
            let rate = Self.learningRate * (1 - Float(epoch) / Float(epochs))
            for index in order {
                learn(corpus, index, label: labels[index], weight: weights[index], rate: rate, squares: &squares)
            }
        }
    }

    /// The probability of each class; lanes beyond the classes are zero.
    func probabilities(of features: MessageFeatures) -> Row {
        Self.softmax(scores(of: features) * sharpness)
    }

    /// The raw score of each class: a log probability but for a constant.
    func scores(of features: MessageFeatures) -> Row {
        score(features.buckets, 0, features.wordCount, features.buckets.count)
    }

    private func score(_ buckets: [UInt32], _ start: Int, _ wordEnd: Int, _ end: Int) -> Row {
        var words = Row.zero
        for position in start..<wordEnd {
            words += rows[Int(buckets[position])]
        }
        var characters = Row.zero
        for position in wordEnd..<end {
            characters += rows[Int(buckets[position])]
        }
        let value = Self.wordValue(wordEnd - start, end - wordEnd)
        return (words + characters * MessageFeatures.characterValue) * value + silence
    }

    private mutating func learn(
        _ corpus: FeatureCorpus,
        _ index: Int,
        label: Int,
        weight: Float,
        rate: Float,
        squares: inout [Float]
    ) {
        let start = corpus.starts[index]
        let wordEnd = corpus.wordEnds[index]
        let end = corpus.starts[index + 1]
        var error = Self.softmax(score(corpus.buckets, start, wordEnd, end))
        error[label] -= 1
        // What is already known teaches nothing; skipping it halves the time.
        guard error[label] < -0.01 else { return }
        error *= weight
        let energy = (error * error).sum()
        var value = Self.wordValue(wordEnd - start, end - wordEnd)
        for position in start..<end {
            if position == wordEnd { value *= MessageFeatures.characterValue }
            let bucket = Int(corpus.buckets[position])
            let square = squares[bucket] + energy * value * value
            squares[bucket] = square
            rows[bucket] -= error * (rate * value * ElementaryFunctions.inverseSquareRoot(square))
        }
    }

    /// The value of a word feature after scaling to `vectorLength`.
    private static func wordValue(_ words: Int, _ characters: Int) -> Float {
        let square = Float(words) + Float(characters) * MessageFeatures.characterValue * MessageFeatures.characterValue
        return vectorLength * ElementaryFunctions.inverseSquareRoot(max(square, 1))
    }

    private static func softmax(_ scores: Row) -> Row {
        let shifted = scores - scores.max()
        var result = Row.zero
        for lane in result.indices {
            result[lane] = ElementaryFunctions.exponential(shifted[lane])
        }
        return result / result.sum()
    }
}
