// What customers teach the agent, kept across restarts: which product they
// meant by a word that the catalog does not have, and for which products
// recommendations were asked together, as one basket's.

import CatalogEngine
import OrkestaModel
import OrkestaSDK
import Synchronization

/// The habits of one tenant's customers and the words that found nothing.
///
/// Documents of ork.storage, each bounded by ``CustomerHabits``: `pick/WORD` and `pair/SKU` hold counts by SKU,
/// `unmatched/WORD` how often a word found nothing, which `GET /api/catalog/{id}/unmatched` lists to the tenant.
final class Lessons: Sendable {
    static let unmatchedMax = 500
    private static let keyBytesMax = 120

    private struct State {
        var unmatched: [String: Int64] = [:]
        var revision: Int64 = 0
    }

    /// Two products, the one with the smaller SKU first.
    private struct Pair: Hashable {
        let one: String
        let other: String
    }

    private let state = Mutex(State())

    /// Changes with every lesson, so that a replay can tell that searches knew something else.
    var revision: Int64 { state.withLock { $0.revision } }

    /// Reads what was learned before. A host without storage forgets at every start.
    func restore(from storage: StorageService, into shelf: CatalogShelf) async throws {
        var habits = CustomerHabits()
        for (word, counts) in try await counts("pick/", in: storage) {
            for (sku, times) in counts {
                guard let forgotten = habits.choose(sku, for: word, times: times) else { continue }
                try await storage.remove("pick/\(forgotten)")
            }
        }
        for (pair, times) in try await pairs(in: storage) { habits.basket([pair.one, pair.other], times: times) }
        shelf.change { $0.habits = habits }
        for document in try await documents("unmatched/", in: storage) {
            let word = String(document.key.dropFirst("unmatched/".count))
            state.withLock { $0.unmatched[word] = document.value["count"]?.integerValue ?? 1 }
        }
    }

    /// A customer chose `sku` after these words had found nothing.
    func learn(_ sku: String, for words: [String], shelf: CatalogShelf, storage: StorageService) async throws {
        for word in words where word.utf8.count <= Self.keyBytesMax {
            let (counts, forgotten) = shelf.change { index in
                let forgotten = index.habits.choose(sku, for: word)
                return (index.habits.picks[word] ?? [:], forgotten)
            }
            state.withLock { $0.revision += 1 }
            try await storage.put("pick/\(word)", JSON.object(counts.mapValues { .integer(Int64($0)) }))
            if let forgotten { try await storage.remove("pick/\(forgotten)") }
            if state.withLock({ $0.unmatched.removeValue(forKey: word) }) != nil {
                try await storage.remove("unmatched/\(word)")
            }
        }
    }

    /// Recommendations were asked for these products together. Written whenever the count of a pair doubles, so that
    /// a busy shop is not busy with this.
    func basket(_ skus: [String], shelf: CatalogShelf, storage: StorageService) async throws {
        let changed = shelf.change { index in
            index.habits.basket(skus)
            return skus.prefix(CustomerHabits.basketMax).compactMap { sku in
                index.habits.companions[sku].map { (sku, $0) }
            }
        }
        state.withLock { $0.revision += 1 }
        for (sku, counts) in changed where sku.utf8.count <= Self.keyBytesMax {
            guard skus.contains(where: { Self.isWritten(Int64(counts[$0] ?? 0)) }) else { continue }
            try await storage.put("pair/\(sku)", JSON.object(counts.mapValues { .integer(Int64($0)) }))
        }
    }

    /// Words that nothing in the catalog resembles: candidates for a synonym.
    func miss(_ words: [String], storage: StorageService) async throws {
        for word in words where word.count >= 3 && word.utf8.count <= Self.keyBytesMax && word.allSatisfy(\.isLetter) {
            let (count, forgotten) = state.withLock { state in
                state.unmatched[word, default: 0] += 1
                return (state.unmatched[word] ?? 1, Self.forget(&state.unmatched, except: word))
            }
            if Self.isWritten(count) { try await storage.put("unmatched/\(word)", ["count": .integer(count)]) }
            if let forgotten { try await storage.remove("unmatched/\(forgotten)") }
        }
    }

    /// The rarest word gives way when there are too many.
    private static func forget(_ words: inout [String: Int64], except kept: String) -> String? {
        guard words.count > unmatchedMax else { return nil }
        let rarest = words.filter { $0.key != kept }.min { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        if let rarest { words[rarest] = nil }
        return rarest
    }

    private static func isWritten(_ count: Int64) -> Bool { count > 0 && count & (count - 1) == 0 }

    /// Each pair stands in both products' documents, in one of them with an older count.
    private func pairs(in storage: StorageService) async throws -> [(pair: Pair, times: Int)] {
        var pairs: [Pair: Int] = [:]
        for (sku, counts) in try await counts("pair/", in: storage) {
            for (other, times) in counts where other != sku {
                let pair = Pair(one: min(sku, other), other: max(sku, other))
                pairs[pair] = max(pairs[pair] ?? 0, times)
            }
        }
        // In an order that does not change: where there are too many, the same ones are kept at every start.
        return pairs.map { (pair: $0.key, times: $0.value) }.sorted {
            ($1.times, $0.pair.one, $0.pair.other) < ($0.times, $1.pair.one, $1.pair.other)
        }
    }

    private func counts(_ prefix: String, in storage: StorageService) async throws -> [(String, [String: Int])] {
        try await documents(prefix, in: storage).map { document in
            let counts = document.value.objectValue?.compactMapValues { $0.integerValue.map { Int(clamping: $0) } }
            return (String(document.key.dropFirst(prefix.count)), counts ?? [:])
        }
    }

    private func documents(_ prefix: String, in storage: StorageService) async throws -> [StorageService.Document] {
        var all: [StorageService.Document] = []
        while all.count < CustomerHabits.pairsMax {
            let page = try await storage.scan(prefix: prefix, after: all.last?.key ?? "")
            all += page
            guard page.count == 512 else { break }
        }
        return all
    }
}
