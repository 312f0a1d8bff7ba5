// What a match is worth: the numbers that order hits, in one place.

struct Ranking: Sendable {
    static let standard = Ranking()

    /// By kind of match, before distance is taken off.
    let inflected: Float = 0.96
    let joined: Float = 0.95
    let abbreviated: Float = 0.92
    let phonetic: Float = 0.88
    let split: Float = 0.88
    let synonym: Float = 0.96
    /// Off for a synonym that only sounds like the word.
    let heard: Float = 0.06
    /// A supplier's shorthand by rule: a word cut short, or its consonants.
    let cut: Float = 0.8
    let skeleton: Float = 0.72
    let prefix: Float = 0.8
    /// A measure against a number without a unit.
    let bareNumber: Float = 0.7
    /// A number against the number of a measure.
    let measuredNumber: Float = 0.96
    let fuzzy: Float = 0.86
    /// Off for each whole edit.
    let edit: Float = 0.2
    let fuzzyMin: Float = 0.3
    /// A shorthand with all consonants of a word, and off for keeping none of them.
    let shorthand: Float = 0.78
    let lostConsonants: Float = 0.2
    let misspeltSplit: Float = 0.8

    /// Shares of the final score: words that matched, how much of the name they are, whether they stand together.
    let wordsShare: Float = 0.86
    let nameShare: Float = 0.06
    let orderShare: Float = 0.08
    let outOfStock: Float = 0.93
    /// The most that a place multiplies a quality by.
    static let factorMax: Float = 1.1
    /// Hits below this are noise.
    let relevanceMin: Float = 0.3
    /// The same for queries of nothing but stop words.
    let stopWordsRelevanceMin: Float = 0.7

    /// Weight of a word that nothing in the catalog resembles, and of numbers next to words.
    let unknownWord: Float = 0.6
    let unknownNumber: Float = 0.3
    let numberScale: Float = 0.75
    let skuWeight: Float = 2
    /// A product that customers chose for a word before, and how often before it counts.
    let picked: Float = 0.94
    let habitMin = 2
    /// Of a product taken together with another, or used with it.
    let companion: Float = 8
    let complement: Float = 1.6
    /// Weight of a model year where products name theirs, and the share for a product that names none.
    let year: Float = 0.5
    let unknownYears: Float = 0.5

    /// Of a word of the name: one that the category repeats, and off for the last position.
    private static let inCategory = factorMax
    private static let late: Float = 0.04
    /// Of a word that only qualifies the product: alone it asks for something else, next to another
    /// word it may be just what was asked for ("laptop stand").
    private static let modifierAlone: Float = 0.82
    private static let modifierAmongWords: Float = 0.95

    /// By packed ``PostingPlace``, for queries of one word and of several.
    private let factorsAlone: [Float]
    private let factorsAmongWords: [Float]

    init() {
        factorsAlone = Self.factors(modifier: Self.modifierAlone)
        factorsAmongWords = Self.factors(modifier: Self.modifierAmongWords)
    }

    /// What the place of a match is worth, by packed ``PostingPlace``.
    func placeFactors(words: Int) -> [Float] { words > 1 ? factorsAmongWords : factorsAlone }

    private static func factors(modifier: Float) -> [Float] {
        (0...UInt8.max).map { packed in
            let place = PostingPlace(packed: packed)
            switch place.field {
            case .name:
                let off = late * Float(place.position) / Float(PostingPlace.positionMax)
                return (place.isModifier ? modifier : place.isInCategory ? inCategory : 1) - off
            case .alias: return 0.93
            case .category: return 0.75
            case .attribute: return 0.7
            }
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
        let series =
            ratio * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square * (1 / 9 + square / 11)))))
        return 2 * series + Double(value.exponent) * 0.693_147_180_559_945_3
    }
}
