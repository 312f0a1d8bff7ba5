// What the fake services keep for one instance: documents and timers.

/// Everything that an instance stored.
struct FakeStore: Sendable {
    struct Document: Sendable {
        let value: String
        let revision: Int64
    }

    var documents: [String: Document] = [:]
    /// Payloads by name.
    var timers: [String: String] = [:]
    private var revision: Int64 = 0

    mutating func put(_ key: String, _ value: String) {
        revision += 1
        documents[key] = Document(value: value, revision: revision)
    }
}
