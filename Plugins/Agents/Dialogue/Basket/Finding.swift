// What the search found for one wish, and whether that settles it.

public import OrkestaModel

/// A wish with the products that may be meant, the likeliest first.
public struct Finding: Sendable, Hashable {
    /// A list to choose from is no longer than this.
    public static let candidatesMax = 5

    public var wish: Wish
    public var hits: [ProductHit]
    /// Words of the wish that no product accounts for.
    public var unmatched: [String]

    public init(wish: Wish, hits: [ProductHit], unmatched: [String] = []) {
        self.wish = wish
        self.hits = hits
        self.unmatched = unmatched
    }

    enum Decision: Equatable {
        case one(ProductHit)
        case several([ProductHit])
        case none
    }

    /// Whether a product may be meant at all.
    public func isUnderstood(in language: Language) -> Bool { decision(language) != .none }

    /// One product when it is named in full, fits far better than the next, or
    /// is the only one; nothing when more words are strange than known.
    func decision(_ language: Language) -> Decision {
        let strange = unmatched.filter { Int($0) == nil }.count
        guard let best = hits.first, strange * 2 <= max(1, Words(wish.text).count) else { return .none }
        let match = NameMatch(wish.text, language)
        if let named = hits.first(where: { match.isExactly($0.name) || match.isExactly($0.sku) }) { return .one(named) }
        let close = hits.filter { $0.score >= best.score * Self.closeShare }
        let candidates = Array(close.prefix(Self.candidatesMax))
        return candidates.count == 1 && strange == 0 ? .one(best) : .several(candidates)
    }

    /// A hit this much below the best is no candidate beside it.
    private static let closeShare = 0.75
}

extension Finding {
    /// Without the wish, which whoever asked has.
    public var json: JSON { ProductAnswer(hits: hits, unmatchedWords: unmatched).json }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON, wish: Wish) throws(DocumentError) {
        let answer = try ProductAnswer(json: json)
        self.init(wish: wish, hits: answer.hits, unmatched: answer.unmatchedWords)
    }
}
