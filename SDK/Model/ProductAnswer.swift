// The answer of ork.search/1 (search), as a value and as the JSON document that
// crosses the ABI and the HTTP API.

/// Hits, best first, and the words of the query that no hit accounts for.
public struct ProductAnswer: Sendable, Hashable {
    /// Of several wishes the best of each first, then the next of each.
    public var hits: [ProductHit]
    public var unmatchedWords: [String]
    /// The product lines of the text, one when it names one product; empty from a provider that does not tell.
    public var wishes: [ProductWish]
    /// What every hit satisfies: the filters asked for, narrowed by what the text says; nil when nothing does.
    public var filters: ProductFilters?

    public init(
        hits: [ProductHit],
        unmatchedWords: [String] = [],
        wishes: [ProductWish] = [],
        filters: ProductFilters? = nil
    ) {
        self.hits = hits
        self.unmatchedWords = unmatchedWords
        self.wishes = wishes
        self.filters = filters
    }

    /// `{"hits": […], "unmatched": […], "wishes": […], "filters": {…}}`; filters only where there are some.
    public var json: JSON {
        var members: [String: JSON] = [
            "hits": .array(hits.map(\.json)), "unmatched": JSON(unmatchedWords), "wishes": .array(wishes.map(\.json)),
        ]
        members["filters"] = filters?.json
        return .object(members)
    }

    /// Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        guard json["hits"]?.arrayValue != nil else {
            throw DocumentError(field: "hits", reason: "an array is expected")
        }
        self.init(
            hits: try json.elements("hits") { value throws(DocumentError) in try ProductHit(json: value) },
            unmatchedWords: try json.texts("unmatched"),
            wishes: try json.elements("wishes") { value throws(DocumentError) in try ProductWish(json: value) },
            filters: try json.present("filters").map { value throws(DocumentError) in try ProductFilters(json: value) }
        )
    }
}

/// One product line of a text: what is wanted, how much of it, and what fits.
public struct ProductWish: Sendable, Hashable {
    /// In the customer's words, without the quantity.
    public var text: String
    /// A decimal such as "2" or "0.5"; nil when the line names none.
    public var quantity: String?
    /// PZA, KG, L, CAJA, …; nil when the line names none.
    public var unit: String?
    /// Best first.
    public var hits: [ProductHit]
    public var unmatchedWords: [String]

    public init(
        text: String,
        quantity: String? = nil,
        unit: String? = nil,
        hits: [ProductHit],
        unmatchedWords: [String] = []
    ) {
        self.text = text
        self.quantity = quantity
        self.unit = unit
        self.hits = hits
        self.unmatchedWords = unmatchedWords
    }

    /// `{"text", "quantity", "unit", "hits", "unmatched"}`.
    public var json: JSON {
        [
            "text": .string(text), "quantity": JSON(quantity), "unit": JSON(unit),
            "hits": .array(hits.map(\.json)), "unmatched": JSON(unmatchedWords),
        ]
    }

    /// Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            text: try json.requiredText("text"),
            quantity: try json.optionalText("quantity"),
            unit: try json.optionalText("unit"),
            hits: try json.elements("hits") { value throws(DocumentError) in try ProductHit(json: value) },
            unmatchedWords: try json.texts("unmatched")
        )
    }
}
