// What an emulated provider answered under idempotency keys: the same question
// again gets the same answer.

internal import Synchronization

/// Answers by key; old ones are forgotten, as a real provider forgets them.
final class KeptReplies: Sendable {
    /// No reply: somebody is about to make it.
    private struct Kept: Sendable {
        let asked: String
        let reply: EmulatedReply?
    }

    private let kept = Mutex(RecentValues<String, Kept>(EmulatorLimits.keptRepliesMax))

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
                kept[key] = Kept(asked: asked, reply: nil)
                return .new
            }
            guard known.asked == asked else { return .other }
            return known.reply.map { .same($0) } ?? .running
        }
    }

    func keep(_ reply: EmulatedReply, under key: String, asked: String) {
        kept.withLock { $0[key] = Kept(asked: asked, reply: reply) }
    }

    /// What was refused before anything was done is not kept.
    func forget(_ key: String) { kept.withLock { $0[key] = nil } }
}
