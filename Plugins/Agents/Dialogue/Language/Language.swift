// The languages that the selling agents speak.

/// A language, named by its ISO 639-1 code.
public enum Language: String, Sendable, CaseIterable {
    case spanish = "es"
    case english = "en"
    case portuguese = "pt"

    /// The language of a BCP 47 tag; nil for another one or none.
    public init?(tag: String?) {
        guard let subtag = tag?.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first else { return nil }
        self.init(rawValue: String(subtag))
    }
}
