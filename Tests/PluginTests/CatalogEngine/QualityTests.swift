// How good the answers are on real catalogs: hits at 1 and 5, mean reciprocal
// rank, nDCG. The floors lie a little below what the engine reaches.

import CatalogEngine
import FoundationEssentials
import Testing

@Suite("Quality on shared data", .enabled(if: SharedData.isPresent, "no data at \(SharedData.folder)"))
struct QualityTests {
    @Test(
        "misspelt queries",
        arguments: [
            ("mx_grocery_off.jsonl", "typos_mx_grocery_dev.jsonl", 0.96, 0.985),
            ("es_supermarket_mercadona.jsonl", "typos_mercadona_dev.jsonl", 0.96, 0.98),
        ]
    )
    func misspelt(catalog: String, queries: String, firstFloor: Double, fiveFloor: Double) throws {
        let index = try SharedData.index(catalog)
        let queries = try SharedData.queries(queries)
        var tally = RankTally()
        for query in queries {
            let wanted = Set((query.acceptableIDs ?? []) + [query.expectedID].compactMap(\.self))
            tally.count(index.search(query.query, limit: 10).skus.firstIndex(where: wanted.contains))
        }
        print("\(catalog): \(tally)")
        #expect(tally.hitAtOne > firstFloor)
        #expect(tally.hitAtFive > fiveFloor)
    }

    @Test("graded electronics")
    func graded() throws {
        let index = try SharedData.index("en_electronics_chorus.jsonl")
        var sum = 0.0
        let queries = try SharedData.queries("chorus_graded_dev.jsonl")
        for query in queries {
            let grades = query.judgments ?? [:]
            let found = index.search(query.query, limit: 10).skus.map { grades[$0] ?? 0 }
            let ideal = Self.gain(grades.values.sorted(by: >))
            sum += ideal > 0 ? Self.gain(found) / ideal : 1
        }
        let mean = sum / Double(max(1, queries.count))
        print("en_electronics_chorus.jsonl: nDCG@10 \(mean)")
        #expect(mean > 0.66)
    }

    /// Discounted cumulative gain of the first ten grades.
    private static func gain(_ grades: [Int]) -> Double {
        grades.prefix(10).enumerated().reduce(0) { sum, entry in
            sum + Double((1 << entry.element) - 1) / discounts[entry.offset]
        }
    }

    /// The binary logarithms of 2 to 11.
    private static let discounts = [
        1, 1.584962500721156, 2, 2.321928094887362, 2.584962500721156, 2.807354922057604, 3, 3.169925001442312,
        3.321928094887362, 3.459431618637297,
    ]
}

/// Where the wanted product stood, over many queries.
struct RankTally: CustomStringConvertible {
    private(set) var queries = 0
    private var first = 0
    private var five = 0
    private var reciprocals = 0.0

    mutating func count(_ rank: Int?) {
        queries += 1
        guard let rank else { return }
        if rank == 0 { first += 1 }
        if rank < 5 { five += 1 }
        reciprocals += 1 / Double(rank + 1)
    }

    var hitAtOne: Double { Double(first) / Double(max(1, queries)) }
    var hitAtFive: Double { Double(five) / Double(max(1, queries)) }

    var description: String {
        "hit@1 \(hitAtOne) hit@5 \(hitAtFive) MRR \(reciprocals / Double(max(1, queries))) of \(queries)"
    }
}
