// What customers teach an index: which product they meant by a word that it did
// not know, and which products were asked about together, as one basket's.

/// Counts, bounded: the rarest give way. A value without I/O; the agent stores and restores it.
public struct CustomerHabits: Sendable, Equatable {
    public static let wordsMax = 1_000
    public static let productsPerWordMax = 5
    public static let pairsMax = 5_000
    /// More products of a basket are not counted.
    public static let basketMax = 20

    /// By folded word: how often each SKU was chosen after it.
    public private(set) var picks: [String: [String: Int]] = [:]
    /// By SKU: how often each other SKU was in the same basket; each pair stands under both.
    public private(set) var companions: [String: [String: Int]] = [:]
    private var pairs = 0

    public init() {}

    /// A customer looked for `word`, which led nowhere, and then chose a product.
    /// Returns the word that gave way to it; nil when there was room.
    @discardableResult
    public mutating func choose(_ sku: String, for word: String, times: Int = 1) -> String? {
        var chosen = picks[word, default: [:]]
        chosen[sku, default: 0] += times
        if chosen.count > Self.productsPerWordMax, let least = Self.least(chosen) { chosen[least] = nil }
        picks[word] = chosen
        guard picks.count > Self.wordsMax else { return nil }
        var totals = picks.mapValues { $0.values.reduce(0, +) }
        totals[word] = nil
        guard let least = Self.least(totals) else { return nil }
        picks[least] = nil
        return least
    }

    /// These products were asked about together.
    public mutating func basket(_ skus: [String], times: Int = 1) {
        let skus = Set(skus.prefix(Self.basketMax)).sorted()
        for one in skus {
            for two in skus where two != one {
                let isNew = companions[one]?[two] == nil
                guard !isNew || pairs < Self.pairsMax else { continue }
                if isNew { pairs += 1 }
                companions[one, default: [:]][two, default: 0] += times
            }
        }
    }

    /// The key with the lowest count; of equals the last.
    private static func least(_ counts: [String: Int]) -> String? {
        counts.min { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}
