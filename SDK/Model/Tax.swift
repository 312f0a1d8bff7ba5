// What tax a product carries. Exempt and 0 % cost the same and are different
// things on a Mexican invoice.

/// How a product is taxed; the tenant's zone says at which rate.
public enum TaxClass: String, Sendable, CaseIterable {
    /// The zone's general rate: 16 %, or 8 % in Mexico's border zone.
    case standard
    /// 0 %: basic food, medicines.
    case zero
    /// Not taxed at all.
    case exempt
}

/// The tax of a line or of all lines of one rate.
public struct Tax: Sendable, Hashable {
    public var taxClass: TaxClass
    /// 0 for ``TaxClass/zero`` and ``TaxClass/exempt``.
    public var rate: Percentage

    public init(taxClass: TaxClass, rate: Percentage) {
        self.taxClass = taxClass
        self.rate = rate
    }

    /// `{"class": "standard", "rate": "16"}`.
    public var json: JSON { ["class": .string(taxClass.rawValue), "rate": .string(rate.description)] }

    /// Reads the form that ``json`` writes.
    public init(json: JSON) throws(DocumentError) {
        guard let taxClass = TaxClass(rawValue: try json.requiredText("class")) else {
            throw DocumentError(field: "class", reason: "one of standard, zero, exempt is expected")
        }
        guard let rate = Percentage(try json.requiredText("rate")) else {
            throw DocumentError(field: "rate", reason: "a percentage is expected")
        }
        self.init(taxClass: taxClass, rate: rate)
    }
}
