// What a match is worth: the numbers that order hits, in one place.

struct Ranking: Sendable {
    static let standard = Ranking()

    /// By kind of match, before distance is taken off.
    let inflected: Float = 0.96
    let joined: Float = 0.95
    let abbreviated: Float = 0.92
    let phonetic: Float = 0.88
    let split: Float = 0.88
    let synonym: Float = 0.82
    let prefix: Float = 0.8
    /// A measure against a number without a unit.
    let bareNumber: Float = 0.7
    /// A number against the number of a measure.
    let measuredNumber: Float = 0.96
    let fuzzy: Float = 0.86
    /// Off for each whole edit.
    let edit: Float = 0.2
    let fuzzyMin: Float = 0.3

    /// Shares of the final score: words that matched, how much of the name they are, whether they stand together.
    let wordsShare: Float = 0.88
    let nameShare: Float = 0.04
    let orderShare: Float = 0.08
    let outOfStock: Float = 0.93
    /// Hits below this are noise.
    let relevanceMin: Float = 0.3
    /// The same for queries of nothing but stop words.
    let stopWordsRelevanceMin: Float = 0.7

    /// Weight of a word that nothing in the catalog resembles, and of numbers next to words.
    let unknownWord: Float = 0.6
    let unknownNumber: Float = 0.3
    let numberScale: Float = 0.75
    let skuWeight: Float = 2

    /// Of a word of the name: one that the category repeats, one that only qualifies, and off for the last position.
    private static let inCategory: Float = 1.06
    private static let modifier: Float = 0.82
    private static let late: Float = 0.04

    /// By packed ``PostingPlace``.
    let placeFactors: [Float]

    init() {
        placeFactors = (0...UInt8.max).map { packed in
            let place = PostingPlace(packed: packed)
            let field: Float =
                switch place.field {
                case .name: 1
                case .alias: 0.93
                case .category: 0.75
                case .attribute: 0.7
                }
            guard place.field == .name else { return field }
            let late = Self.late * Float(place.position) / Float(PostingPlace.positionMax)
            return (place.isModifier ? Self.modifier : place.isInCategory ? Self.inCategory : 1) - late
        }
    }

    /// How telling a word is that `count` of `total` products hold: 0.5 for all of them, near 1 for one.
    func weight(count: Int, total: Int) -> Float {
        let rarity = NaturalLogarithm.of(Double(total + 1) / Double(min(count, total) + 1))
        let rarest = NaturalLogarithm.of(Double(total + 1))
        return rarest > 0 ? Float(0.5 + 0.5 * rarity / rarest) : 1
    }
}

/// The logarithm, without Foundation.
enum NaturalLogarithm {
    /// Of a number above zero, to about six digits.
    static func of(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 0 }
        let ratio = (value.significand - 1) / (value.significand + 1)
        let square = ratio * ratio
        let series = ratio * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square * (1 / 9 + square / 11)))))
        return 2 * series + Double(value.exponent) * 0.693_147_180_559_945_3
    }
}
