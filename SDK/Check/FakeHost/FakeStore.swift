// What the host keeps for an instance: documents, timers, the conversation, and
// what was sold. It outlives the instance, as in a host. Writes apply at once, also
// those of a turn that fails.

import OrkestaModel

/// Everything that is kept for one plugin, one tenant and its one customer.
struct FakeStore: Sendable {
    struct Document: Sendable {
        let value: String
        let revision: Int64
    }

    struct Media: Sendable {
        let mime: String
        let name: String
        let bytes: [UInt8]
    }

    var documents: [String: Document] = [:]
    /// Payloads by name.
    var timers: [String: String] = [:]
    var sale = FakeSale()
    /// The conversation's state, with the patch of every turn so far.
    var conversation = JSON.object([:])
    /// Whether a person has the conversation: no messages come.
    var isWithPerson = false
    /// Turns that were begun.
    var turnCount = 0
    /// Files of conversations, by key.
    var media: [String: Media] = [:]
    /// Requests to providers.
    var requestCount = 0
    /// Questions to language models.
    var questionCount = 0
    private var revision: Int64 = 0

    mutating func put(_ key: String, _ value: String) {
        revision += 1
        documents[key] = Document(value: value, revision: revision)
    }

    /// The timer, if it is set; it is due once.
    mutating func takeTimer(_ name: String) -> Work? {
        timers.removeValue(forKey: name).map { .timer(name: name, payload: $0) }
    }
}
