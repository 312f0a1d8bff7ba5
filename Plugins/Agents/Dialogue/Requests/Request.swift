// What a customer asks for with one message, as far as a closed grammar can
// tell. What the words mean now depends on the sale, which decides.

public import OrkestaModel

/// A product in the customer's words, and how much of it.
public struct Wish: Sendable, Hashable {
    /// Without the quantity, as it was written.
    public var text: String
    /// Nil: not said.
    public var amount: Amount?
    /// Nil: not said.
    public var unit: NamedUnit?

    public init(text: String, amount: Amount? = nil, unit: NamedUnit? = nil) {
        self.text = text
        self.amount = amount
        self.unit = unit
    }
}

/// Which product a customer means without naming it in full.
public enum Reference: Sendable, Hashable {
    /// A place on the list shown last, from 1.
    case place(Int)
    case last
    case cheapest
    /// "ese", "esos": the one spoken of.
    case that
    case all
    /// By a part of its name.
    case named(String)
}

/// How much, with its unit if one was said.
public struct RequestedAmount: Sendable, Hashable {
    public var amount: Amount
    public var unit: NamedUnit?

    public init(_ amount: Amount, unit: NamedUnit? = nil) {
        self.amount = amount
        self.unit = unit
    }
}

/// A message's request.
public enum Request: Sendable, Hashable {
    /// No words at all: emoji, punctuation.
    case nothing
    case yes, no, thanks, greeting
    /// "confirmo", "acepto": a yes that names what it is to.
    case confirm
    /// A number and nothing else: a place or a quantity.
    case number(RequestedAmount)
    /// "el segundo", "dame dos de esos", "me lo llevo".
    case take(Reference, RequestedAmount?)
    /// "otro", "dos más".
    case more(Reference?, RequestedAmount?)
    /// "mejor 3", "que sean 4 filtros".
    case change(Reference?, RequestedAmount)
    /// Nil reference: "quita uno".
    case remove(Reference?, RequestedAmount?)
    case empty, show, checkout, pay, paid, cancel, resume, person, options, document
    /// The percentage asked for, if one was.
    case discount(Percentage?)
    case coupon(String)
    /// With products or without.
    case quotation([Wish])
    /// Products by name; `isOrder`: to be put into the basket, not just asked about.
    case wishes([Wish], isOrder: Bool)
    /// What products cost: nothing is ordered by it.
    case prices([Wish])
    /// "cuánto cuesta el segundo": the same of one of those shown.
    case priceOf(Reference)
    /// Words of the grammar without a request in them.
    case unclear
}
