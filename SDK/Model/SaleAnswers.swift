// What the host answers to a wish to buy: the outcomes that a dialogue has to
// speak about. Only misuse is an error.

/// Something about a draft that keeps it, or a line of it, from being sold as
/// it stands.
public struct DraftProblem: Sendable, Hashable {
    /// The index of the line in the draft; nil for the whole.
    public var line: Int?
    public var sku: String?
    public var kind: Kind
    /// How much could be had, where that is the problem.
    public var available: Quantity?
    /// For people, in English; agents speak by `kind`.
    public var detail: String

    /// Agents know what to say for each; an unknown one is treated as `other`.
    public enum Kind: String, Sendable, CaseIterable {
        /// There is no such product.
        case unknown
        /// The tenant no longer sells it.
        case gone
        /// Zero, negative, or beyond the largest that the host sells.
        case quantity
        /// The unit is sold whole, or the quantity is finer than it allows.
        case fraction
        /// Less is at hand. Quotes are made all the same; acceptance is not.
        case stock
        /// Another currency than the quote's.
        case currency
        /// Not a code of the tenant's, ended, or below its minimum.
        case coupon
        /// No lines, too many, or a total beyond the largest.
        case size
        case other
    }

    public init(line: Int? = nil, sku: String? = nil, kind: Kind, available: Quantity? = nil, detail: String) {
        self.line = line
        self.sku = sku
        self.kind = kind
        self.available = available
        self.detail = detail
    }

    public var json: JSON {
        var members: [String: JSON] = ["kind": .string(kind.rawValue), "detail": .string(detail)]
        members["line"] = line.map { .integer(Int64($0)) }
        members["sku"] = sku.map(JSON.string)
        members["available"] = available.map { .string($0.description) }
        return .object(members)
    }

    /// Reads the form that ``json`` writes.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            line: try json.optionalInteger("line").flatMap { Int(exactly: $0) },
            sku: try json.optionalText("sku"),
            kind: Kind(rawValue: try json.requiredText("kind")) ?? .other,
            available: json.present("available").flatMap(Quantity.init(json:)),
            detail: try json.requiredText("detail")
        )
    }

    /// Whether a quote can be made in spite of it.
    public var allowsQuote: Bool { kind == .stock }
}

/// The answer to a price request, a draft or a change.
public struct QuoteAnswer: Sendable, Hashable {
    public var outcome: Outcome
    /// The quote made, or, when `changed`, the version that is current.
    public var quote: Quote?
    /// The figures of a price request: of the lines that can be sold.
    public var prices: Prices?
    public var problems: [DraftProblem]

    /// What came of pricing, making or changing a quote.
    public enum Outcome: String, Sendable, CaseIterable {
        case priced
        case created
        /// Nothing was made: see the problems.
        case refused
        /// The version to be changed is no longer current: see the quote.
        case changed
        /// The quote was accepted before; make a new one.
        case accepted
    }

    public init(outcome: Outcome, quote: Quote? = nil, prices: Prices? = nil, problems: [DraftProblem] = []) {
        self.outcome = outcome
        self.quote = quote
        self.prices = prices
        self.problems = problems
    }

    public var json: JSON {
        var members: [String: JSON] = [
            "outcome": .string(outcome.rawValue), "problems": .array(problems.map(\.json)),
        ]
        members["quote"] = quote?.json
        members["prices"] = prices?.json
        return .object(members)
    }

    /// Reads the form that ``json`` writes.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            outcome: try json.choice("outcome"),
            quote: try json.present("quote").map { value throws(DocumentError) in try Quote(json: value) },
            prices: try json.present("prices").map { value throws(DocumentError) in try Prices(json: value) },
            problems: try json.elements("problems") { value throws(DocumentError) in try DraftProblem(json: value) }
        )
    }
}

/// The answer to an acceptance or to an order without quote.
public struct OrderAnswer: Sendable, Hashable {
    public var outcome: Outcome
    /// Set when accepted.
    public var order: Order?
    /// The quote as it stands, when one was named.
    public var quote: Quote?
    public var problems: [DraftProblem]

    /// What came of a yes.
    public enum Outcome: String, Sendable, CaseIterable {
        /// There is an order; of a second acceptance, the first's.
        case accepted
        /// Not the version or hash that is current: see the quote.
        case changed
        case expired
        /// Products are gone or short: see the problems.
        case refused
        /// The discounts need a person's approval; make a quote.
        case approval
    }

    public init(outcome: Outcome, order: Order? = nil, quote: Quote? = nil, problems: [DraftProblem] = []) {
        self.outcome = outcome
        self.order = order
        self.quote = quote
        self.problems = problems
    }

    public var json: JSON {
        var members: [String: JSON] = [
            "outcome": .string(outcome.rawValue), "problems": .array(problems.map(\.json)),
        ]
        members["order"] = order?.json
        members["quote"] = quote?.json
        return .object(members)
    }

    /// Reads the form that ``json`` writes.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            outcome: try json.choice("outcome"),
            order: try json.present("order").map { value throws(DocumentError) in try Order(json: value) },
            quote: try json.present("quote").map { value throws(DocumentError) in try Quote(json: value) },
            problems: try json.elements("problems") { value throws(DocumentError) in try DraftProblem(json: value) }
        )
    }
}
