// The conversations that this host has for a while yet, so that a message does
// not write the lease anew each time.

import HostCore
import HostInbox
import OrkestaModel

/// Leases that are known to be ours. Pure state; the engine's lock guards it.
struct HeldConversations: Sendable {
    /// Forgetting costs a write, not correctness.
    private static let entriesMax = 50_000
    /// A lease is used without a look for the first half of its time.
    private static let usedMilliseconds = Limits.conversationLeaseMilliseconds / 2

    private var usedUntil: [ConversationKey: Timestamp] = [:]

    /// Whether nobody else can have the conversation soon.
    func holds(_ key: ConversationKey, at now: Timestamp) -> Bool {
        usedUntil[key].map { $0 > now } ?? false
    }

    /// A lease was taken at `moment`, and its transaction is committed.
    mutating func keep(_ key: ConversationKey, since moment: Timestamp) {
        if usedUntil.count >= Self.entriesMax { usedUntil = usedUntil.filter { $0.value > moment } }
        if usedUntil.count >= Self.entriesMax { usedUntil = [:] }
        usedUntil[key] = moment.advanced(byMilliseconds: Self.usedMilliseconds)
    }
}
