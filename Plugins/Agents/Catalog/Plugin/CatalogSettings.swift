// The catalog agent's settings, as its manifest describes them.

import OrkestaModel

/// Settings of one tenant. The host has checked them against the manifest.
struct CatalogSettings: Sendable {
    /// 1 to 10.
    let resultsPerReply: Int
    /// 0 to 1: what fits worse isn't shown to a customer.
    let minimumScore: Double
    /// Groups of words for one thing, the words of a group separated by commas.
    let synonyms: [String]

    init(_ settings: JSON) {
        resultsPerReply = min(10, max(1, Int(clamping: settings["results_per_reply"]?.integerValue ?? 5)))
        minimumScore = settings["minimum_score"]?.doubleValue ?? 0.2
        synonyms = settings["synonyms"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
}
