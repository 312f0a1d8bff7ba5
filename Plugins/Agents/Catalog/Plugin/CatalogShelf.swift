// The tenant's products in memory: the engine's index and the catalog revision
// that it shows, kept level with the host's catalog.

import CatalogEngine
import OrkestaModel
import OrkestaSDK
import Synchronization

/// One tenant's index.
///
/// The instance's lane already serializes every use; the lock is never
/// contended, and lets the compiler see that the index isn't shared.
final class CatalogShelf: Sendable {
    /// Products that are indexed before other work of the lane gets its turn.
    private static let batchCount = 128
    private static let changesMax = 2_048

    private struct State {
        var index = CatalogIndex()
        var revision: Int64 = 0
        var categories = CategoryCounts()
    }

    private let state = Mutex(State())

    /// The catalog revision that searches reflect.
    var revision: Int64 { state.withLock { $0.revision } }

    /// Categories, those with most products first.
    var categories: [(name: String, count: Int)] { state.withLock { $0.categories.sorted } }

    var count: Int { state.withLock { $0.index.count } }

    /// Takes every product in.
    func fill(from catalog: CatalogService) async throws {
        let snapshot = try await catalog.scan()
        for start in stride(from: 0, to: snapshot.items.count, by: Self.batchCount) {
            put(snapshot.items[start..<min(start + Self.batchCount, snapshot.items.count)])
            await Task.yield()
        }
        state.withLock { state in
            state.revision = snapshot.revision
            state.index.settle()
            if let currency = snapshot.items.first?.price.currency, let unit = Money(decimal: "1", currency: currency) {
                state.index.minorUnits = unit.minor
            }
        }
    }

    /// Pulls changes until at least `revision` is shown.
    func catchUp(to revision: Int64, from catalog: CatalogService) async throws {
        while self.revision < revision {
            let since = self.revision
            let changes = try await catalog.changes(since: since, limit: Self.changesMax)
            guard changes.revision > since else { return }
            // Another turn may have pulled the same changes meanwhile.
            guard self.revision == since else { continue }
            put(changes.items[...])
            state.withLock { $0.revision = changes.revision }
        }
    }

    /// Asks the index something.
    func ask<Answer: Sendable>(_ question: (CatalogIndex) -> Answer) -> Answer {
        state.withLock { question($0.index) }
    }

    /// Teaches the index something.
    @discardableResult
    func change<Result: Sendable>(_ lesson: (CatalogIndex) -> Result) -> Result {
        state.withLock { lesson($0.index) }
    }

    private func put(_ items: ArraySlice<CatalogItem>) {
        state.withLock { state in
            for item in items {
                state.categories.replace(
                    state.index.document(sku: item.sku)?.category,
                    with: item.active ? item.category : nil
                )
                if item.active {
                    state.index.upsert(SearchDocument(item))
                } else {
                    state.index.remove(sku: item.sku)
                }
            }
        }
    }
}

/// How many products each category has.
private struct CategoryCounts {
    private var counts: [String: Int] = [:]

    mutating func replace(_ old: String?, with new: String?) {
        if let old { counts[old] = counts[old].flatMap { $0 > 1 ? $0 - 1 : nil } }
        if let new { counts[new, default: 0] += 1 }
    }

    var sorted: [(name: String, count: Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (name: $0.key, count: $0.value) }
    }
}
