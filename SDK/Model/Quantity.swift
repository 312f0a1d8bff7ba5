// How much of a product: thousandths of its unit, so that 2.5 kg are exact.

/// A quantity of a product in thousandths of its unit of sale.
public struct Quantity: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var thousandths: Int64

    public init(thousandths: Int64) { self.thousandths = thousandths }

    /// Reads a plain decimal with up to three digits after the point ("2.5");
    /// nil for anything else.
    public init?(_ decimal: String) {
        guard let thousandths = FixedPoint.parse(decimal, digits: 3) else { return nil }
        self.init(thousandths: thousandths)
    }

    /// Reads `"2.5"` or `2.5`.
    public init?(json: JSON) {
        guard let text = FixedPoint.text(of: json) else { return nil }
        self.init(text)
    }

    public static func < (left: Quantity, right: Quantity) -> Bool { left.thousandths < right.thousandths }

    /// Whether it is so many units without a fraction.
    public var isWhole: Bool { thousandths % 1000 == 0 }

    /// The decimal without zeros at its end: `2.5`, `3`.
    public var description: String { FixedPoint.shortText(thousandths, digits: 3) }
}
