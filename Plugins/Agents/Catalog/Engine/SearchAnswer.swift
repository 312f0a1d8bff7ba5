// What a search answers: hits, why they are hits, and what nothing accounts for.

/// How a word of the query met a word of a product, best first.
public enum MatchKind: UInt8, Sendable, Comparable {
    /// The same word, number or part number.
    case exact
    /// The same word in another number or gender.
    case inflected
    /// A measure written in another way (`1/2"` and 12.7 mm), or its bare number.
    case measure
    /// Written together or apart, with or without dashes.
    case joined
    /// The beginning of a word.
    case prefix
    /// Another word for the same thing, or a supplier's abbreviation of it.
    case synonym
    /// Sounds the same in Spanish.
    case phonetic
    /// A few letters off.
    case fuzzy

    public static func < (first: MatchKind, second: MatchKind) -> Bool { first.rawValue < second.rawValue }
}

/// A word of the query and what it met in a hit.
public struct MatchedWord: Sendable, Equatable {
    /// As folded: lowercase, without accents.
    public let queryWord: String
    /// The product's word, folded; several words when the match joined or replaced some.
    public let productWord: String
    public let kind: MatchKind
}

/// A product that fits.
public struct SearchHit: Sendable, Equatable {
    public var document: SearchDocument
    /// From 0 to 1; comparable within one answer.
    public let score: Double
    /// In the order of the query; empty for a recommendation.
    public let matchedWords: [MatchedWord]
}

/// Hits, best first, and the words of the query that none accounts for.
public struct SearchAnswer: Sendable, Equatable {
    public let hits: [SearchHit]
    /// Folded, in the order of the query; words without meaning of their own are left out.
    public let unmatchedWords: [String]

    /// What every hit satisfies: the filters asked for, narrowed by what the sentence says.
    public let filters: SearchFilters
}
