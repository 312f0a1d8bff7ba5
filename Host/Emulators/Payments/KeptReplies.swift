// What an emulated provider answered under idempotency keys: the same question
// again gets the same answer.

internal import Synchronization

/// Answers by key.
final class KeptReplies: Sendable {
    /// All are forgotten beyond so many, as a real provider forgets old ones.
    private static let keptMax = 100_000

    private let kept = Mutex<[String: (asked: String, reply: EmulatedReply)]>([:])

    /// What is known of a key.
    enum Finding: Sendable {
        case new
        case same(EmulatedReply)
        /// It came with another question before.
        case other
    }

    func find(_ key: String, asked: String) -> Finding {
        kept.withLock { kept in
            guard let known = kept[key] else { return .new }
            return known.asked == asked ? .same(known.reply) : .other
        }
    }

    func keep(_ reply: EmulatedReply, under key: String, asked: String) {
        kept.withLock { kept in
            if kept.count >= Self.keptMax { kept = [:] }
            kept[key] = (asked, reply)
        }
    }
}
