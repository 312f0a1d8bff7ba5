// Data: models that providers have shut down or will, with the day, so that an
// operator hears of it before a customer does. Source: the providers' pages on
// deprecations, November 2026.

internal import OrkestaModel

/// A model with an end.
struct RetiredModel: Sendable {
    let name: String
    /// The day from which it no longer answers, UTC.
    let end: Timestamp
    let replacement: String

    /// What is known of `name`, or nil.
    static func named(_ name: String) -> RetiredModel? { all.first { $0.name == name } }

    private init?(_ name: String, _ day: String, _ replacement: String) {
        guard let end = Timestamp(day) else { return nil }
        (self.name, self.end, self.replacement) = (name, end, replacement)
    }

    private static let all = [
        RetiredModel("llama-3.1-8b-instant", "2026-08-16", "openai/gpt-oss-20b"),
        RetiredModel("llama-3.3-70b-versatile", "2026-08-16", "openai/gpt-oss-120b"),
        RetiredModel("gemma2-9b-it", "2025-10-08", "openai/gpt-oss-20b"),
    ]
    .compactMap(\.self)
}
