// What an emulated provider answered under idempotency keys: the same question
// again gets the same answer.

internal import Synchronization

/// Answers by key.
final class KeptReplies: Sendable {
    /// All are forgotten beyond so many, as a real provider forgets old ones.
    private static let keptMax = 100_000

    /// No reply: somebody is about to make it.
    private let kept = Mutex<[String: (asked: String, reply: EmulatedReply?)]>([:])

    /// What is known of a key.
    enum Finding: Sendable {
        /// Nothing, until now: whoever asks goes on to ``keep(_:under:asked:)`` or
        /// ``forget(_:)``.
        case new
        case same(EmulatedReply)
        case running
        /// It came with another question before.
        case other
    }

    func begin(_ key: String, asked: String) -> Finding {
        kept.withLock { kept in
            guard let known = kept[key] else {
                if kept.count >= Self.keptMax { kept = [:] }
                kept[key] = (asked, nil)
                return .new
            }
            guard known.asked == asked else { return .other }
            return known.reply.map { .same($0) } ?? .running
        }
    }

    func keep(_ reply: EmulatedReply, under key: String, asked: String) {
        kept.withLock { $0[key] = (asked, reply) }
    }

    /// What was refused before anything was done is not kept.
    func forget(_ key: String) { kept.withLock { $0[key] = nil } }
}
