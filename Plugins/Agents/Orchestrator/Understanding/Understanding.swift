// What the model says about one message: its intent, its language, and how
// sure it is.

/// What the customer wants from the shop with one message.
public enum Intent: String, Sendable, CaseIterable {
    case greeting
    /// Looks for a product, its availability, its variants or its fit.
    case productSearch = "product_search"
    /// Decides to buy, or changes what is being bought.
    case purchase
    /// Asks for a price, an estimate or a discount.
    case quotation
    /// Something went wrong: late, broken, overcharged, badly served.
    case complaint
    /// Payment, delivery, invoice, opening hours, order status, or a person.
    case support
    /// Small talk, thanks, nonsense: nothing a shop acts on.
    case other
}

/// A language the agent answers in, named by its ISO 639-1 code.
public enum Language: String, Sendable, CaseIterable {
    case spanish = "es"
    case english = "en"
    case portuguese = "pt"
}

/// The reading of one message.
public struct Understanding: Sendable {
    public let intent: Intent
    /// The calibrated probability of `intent`, 0...1.
    public let confidence: Double
    public let language: Language
    /// Every intent with its probability, the likeliest first; they sum to 1.
    public let ranking: [(Intent, Double)]
}
