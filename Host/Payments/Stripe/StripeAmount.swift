// Amounts as Stripe counts them: in the smallest unit of the currency, whose code
// is in lower case (docs.stripe.com/currencies).

import OrkestaModel

/// Between our amounts and Stripe's.
enum StripeAmount {
    /// These have no smaller unit, and Stripe counts hundredths of them all the same.
    private static let inHundredths: Set = ["ISK", "UGX"]

    /// The integer that goes over the wire; nil when it does not fit.
    static func wire(_ money: Money) -> Int64? {
        guard inHundredths.contains(money.currency) else { return money.minor }
        let (wire, overflows) = money.minor.multipliedReportingOverflow(by: 100)
        return overflows ? nil : wire
    }

    /// The amount that `object` states in the members `amount` and `currency`; nil
    /// when it states none.
    static func money(_ amount: String, in object: JSON) -> Money? {
        guard let wire = object[amount]?.integerValue, wire >= 0,
            let currency = object["currency"]?.stringValue?.uppercased(), Money.isCurrencyCode(currency)
        else { return nil }
        guard inHundredths.contains(currency) else { return Money(minor: wire, currency: currency) }
        return wire % 100 == 0 ? Money(minor: wire / 100, currency: currency) : nil
    }
}
