// Every bound of the engine, so that no input can make it work for long.

enum SearchLimits {
    /// Tokens of a query that are read; the rest is ignored.
    static let queryTokensMax = 32
    /// Bytes of a token that are read; the rest is ignored.
    static let tokenBytesMax = 64
    /// Scalars of a query that are read at all.
    static let queryScalarsMax = 2_048
    /// Scalars of one field of a document that are indexed.
    static let fieldScalarsMax = 1_024
    /// Tokens of one field of a document that are indexed.
    static let fieldTokensMax = 96
    /// Aliases, tags or attributes of a document that are indexed.
    static let fieldValuesMax = 64
    /// Tokens of a message that may refine the search before it.
    static let refinementTokensMax = 8
    /// Product lines of one message.
    static let wishesMax = 20
    /// Products that are looked at to stand in for one that is sold out, and that complement another.
    static let alternativesMax = 40
    static let complementHitsMax = 3
    /// Hits that one search returns.
    static let hitsMax = 1_000
    /// Candidates that are ranked in detail.
    static let candidatesMin = 48
    /// Words longer than this are never compared letter by letter.
    static let fuzzyLettersMax = 24
    /// Words of a query that are forgiven typos, and words that are tried as two misspelt ones.
    static let misspeltWordsMax = 12
    static let misspeltSplitsMax = 3
    /// Vocabulary words that may stand in for one misspelt word.
    static let fuzzyAlternativesMax = 24
    /// Words of the synonym table that may stand in for one misspelt word.
    static let synonymReadingsMax = 6
    /// Vocabulary words that may complete one prefix.
    static let prefixAlternativesMax = 64
    /// Vocabulary words that are looked at to complete one prefix.
    static let prefixScannedMax = 1_024
    /// Adjacent tokens that are tried as one word or part number.
    static let joinedTokensMax = 4
    /// Products sharing a category or tag that one recommendation looks at.
    static let recommendationCandidatesMax = 20_000
}
