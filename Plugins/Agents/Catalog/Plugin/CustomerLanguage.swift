// The languages in which the catalog agent answers.

/// Named by its ISO 639-1 code.
enum CustomerLanguage: String, Sendable, CaseIterable {
    case spanish = "es"
    case english = "en"
    case portuguese = "pt"

    /// The language of a BCP 47 tag; nil for another one or none.
    init?(tag: String?) {
        guard let subtag = tag?.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first else { return nil }
        self.init(rawValue: String(subtag))
    }
}
