// The measures of search quality: hits at 1 and 5, mean reciprocal rank, and
// normalized discounted cumulative gain at 10.

/// Sums over the queries of one workload, and the means that they give.
public struct QualityFigures: Sendable, CustomStringConvertible {
    /// How many hits of each query the measures look at.
    public static let depth = 50

    public private(set) var queries = 0
    /// Queries that no product of the catalog answers; they tell nothing of a ranking and count nowhere.
    public private(set) var unanswerable = 0
    private var first = 0
    private var five = 0
    private var reciprocals = 0.0
    private var gains = 0.0
    private var judgedGains = 0.0
    /// Queries whose product was not among the first five.
    public private(set) var misses: [String] = []

    public init() {}

    /// Counts the answer to one query, SKUs best first.
    public mutating func count(_ skus: [String], of query: JudgedQuery) {
        let ideal = Self.gain(query.grades.values.sorted(by: >))
        guard ideal > 0 else {
            unanswerable += 1
            return
        }
        queries += 1
        let rank = skus.firstIndex { query.grades[$0, default: 0] > 0 }
        if rank == 0 { first += 1 }
        if let rank { reciprocals += 1 / Double(rank + 1) }
        if let rank, rank < 5 { five += 1 } else { misses.append(query.text) }
        gains += Self.gain(skus.map { query.grades[$0] ?? 0 }) / ideal
        judgedGains += Self.gain(skus.compactMap { query.grades[$0] }) / ideal
    }

    /// Shares of the queries whose first, or one of whose first five hits fits.
    public var hitAtOne: Double { mean(Double(first)) }
    public var hitAtFive: Double { mean(Double(five)) }
    public var reciprocalRank: Double { mean(reciprocals) }
    /// nDCG@10 with products that nobody judged counted as misses.
    public var gain: Double { mean(gains) }
    /// nDCG@10 of the judged products alone, in the order in which they were found.
    public var judgedGain: Double { mean(judgedGains) }

    private func mean(_ sum: Double) -> Double { queries == 0 ? 0 : sum / Double(queries) }

    public var description: String {
        func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
        return "hit@1 \(rounded(hitAtOne)), hit@5 \(rounded(hitAtFive)), MRR \(rounded(reciprocalRank)), "
            + "nDCG@10 \(rounded(gain)), of the judged \(rounded(judgedGain)), \(queries) queries"
    }

    /// Discounted cumulative gain of the first ten grades.
    private static func gain(_ grades: [Int]) -> Double {
        zip(grades, discounts).reduce(0) { $0 + Double((1 << $1.0) - 1) / $1.1 }
    }

    /// The binary logarithms of 2 to 11.
    private static let discounts = [
        1, 1.584962500721156, 2, 2.321928094887362, 2.584962500721156, 2.807354922057604, 3, 3.169925001442312,
        3.321928094887362, 3.459431618637297,
    ]
}
