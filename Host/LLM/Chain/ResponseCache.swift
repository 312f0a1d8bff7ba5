// Answers to questions that have only one: asked at temperature 0, word for word
// the same, by the same tenant. Bounded in number, bytes and time.

internal import HostCore
internal import Synchronization

/// Keeps answers for a while.
final class ResponseCache: Sendable {
    /// What makes two questions the same.
    struct Key: Hashable, Sendable {
        let tenant: TenantID
        let agent: PluginID?
        let size: ModelSize
        let model: String?
        let request: ChatRequest
    }

    private struct Entry {
        var result: ChatResult
        var bytes: Int
        var endsAt: Int64
        /// Grows with every use: the smallest goes first.
        var usedAt: UInt64
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var bytes = 0
        var uses: UInt64 = 0
    }

    private let state = Mutex(State())

    /// The answer kept for `key`; nil when there is none. Monotonic milliseconds.
    func find(_ key: Key, at now: Int64) -> ChatResult? {
        state.withLock { state in
            guard let entry = state.entries[key] else { return nil }
            guard now < entry.endsAt else {
                Self.remove(key, from: &state)
                return nil
            }
            state.uses += 1
            state.entries[key]?.usedAt = state.uses
            return entry.result
        }
    }

    func keep(_ result: ChatResult, for key: Key, at now: Int64) {
        let bytes = key.request.estimatedTokens * 3 + (result.answer.text?.utf8.count ?? 0) + 512
        guard bytes <= Limits.llmCacheBytesMax / 16 else { return }
        var kept = result
        kept.attempts = []
        kept.isFromCache = true
        let entry = Entry(result: kept, bytes: bytes, endsAt: now + Limits.llmCacheMilliseconds, usedAt: 0)
        state.withLock { state in
            Self.remove(key, from: &state)
            state.uses += 1
            state.entries[key] = entry
            state.entries[key]?.usedAt = state.uses
            state.bytes += bytes
            if state.bytes > Limits.llmCacheBytesMax || state.entries.count > Limits.llmCacheEntriesMax {
                Self.shrink(&state)
            }
        }
    }

    /// Lets the quarter go that was not used for longest: rarely, and then for a while.
    private static func shrink(_ state: inout State) {
        let oldest = state.entries.sorted { $0.value.usedAt < $1.value.usedAt }.prefix(max(1, state.entries.count / 4))
        for (key, _) in oldest { remove(key, from: &state) }
    }

    private static func remove(_ key: Key, from state: inout State) {
        if let entry = state.entries.removeValue(forKey: key) { state.bytes -= entry.bytes }
    }
}
