// What a text claims: an amount, a stock figure, a delivery time, a link.

/// A claim that must have come from somewhere.
struct Figure: Sendable, Hashable {
    /// What is claimed.
    enum Claim: Sendable, Hashable {
        /// Thousandths of a currency's unit. `isBare`: nothing but its place says
        /// that it is money.
        case money(Int64, CurrencyHint, isBare: Bool)
        /// Thousandths of a unit.
        case stock(Int64)
        /// The words, folded, one space between them.
        case delivery(String)
        /// As written, without scheme and final slash.
        case link(String)
    }

    let claim: Claim
    /// As it stands in the text.
    let text: String

    /// A bounded word, for metrics and traces.
    var kind: String {
        switch claim {
        case .money: "money"
        case .stock: "stock"
        case .delivery: "delivery"
        case .link: "link"
        }
    }
}
