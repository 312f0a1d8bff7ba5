// Amounts as people and programs write them in JSON.

extension Money {
    /// Reads `"1234.50"`, `1234.5` or `{"amount": "1234.50", "currency": "MXN"}`.
    ///
    /// A JSON number is read through its shortest decimal text, so that 89.9 is
    /// exactly 89.90; beyond 15 digits a number no longer tells which decimal
    /// was meant and is refused. `currency` is that of forms which name none.
    /// Nil also when it is no amount, or has more digits after the point than
    /// the currency.
    public init?(json: JSON, currency: String) {
        switch json {
        case .object(let members):
            guard let amount = members["amount"], amount.objectValue == nil,
                let named = members["currency"]?.stringValue, Money.isCurrencyCode(named)
            else { return nil }
            self.init(json: amount, currency: named)
        default:
            guard let text = FixedPoint.text(of: json) else { return nil }
            self.init(decimal: text, currency: currency)
        }
    }

    /// Whether `text` has the form of an ISO 4217 code: three capital letters.
    public static func isCurrencyCode(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    }
}
