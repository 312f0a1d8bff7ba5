// A discount as somebody grants it: a share of the price, or an amount.

/// A reduction of a line or of a whole quote.
public enum Discount: Sendable, Hashable {
    /// From above 0 to 100 %.
    case percent(Percentage)
    /// Above 0, in the currency of what it reduces; never takes it below zero.
    case amount(Money)

    /// `{"percent": "10"}` or `{"amount": "50.00"}`.
    public var json: JSON {
        switch self {
        case .percent(let percentage): ["percent": .string(percentage.description)]
        case .amount(let money): ["amount": .string(money.decimal)]
        }
    }

    /// Reads the form that ``json`` writes, amounts in `currency`. Throws when it
    /// is neither, both, or out of range.
    public init(json: JSON, currency: String) throws(DocumentError) {
        switch (json.present("percent"), json.present("amount")) {
        case (let value?, nil):
            guard let percentage = Percentage(json: value), percentage > .zero, percentage <= .whole else {
                throw DocumentError(field: "percent", reason: "a number above 0, up to 100, is expected")
            }
            self = .percent(percentage)
        case (nil, let value?):
            guard let money = Money(json: value, currency: currency), money.currency == currency, money.minor > 0 else {
                throw DocumentError(field: "amount", reason: "an amount above 0 in \(currency) is expected")
            }
            self = .amount(money)
        default:
            throw DocumentError(field: "", reason: "either percent or amount is expected")
        }
    }
}
