// Rates of taxes and discounts: hundredths of a per cent, exactly.

/// A percentage in hundredths: 1650 is 16.5 %.
public struct Percentage: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var hundredths: Int64

    public init(hundredths: Int64) { self.hundredths = hundredths }

    /// Reads a plain decimal with up to two digits after the point ("16.5").
    public init?(_ decimal: String) {
        guard let hundredths = FixedPoint.parse(decimal, digits: 2) else { return nil }
        self.init(hundredths: hundredths)
    }

    /// Reads `"16.5"` or `16.5`.
    public init?(json: JSON) {
        guard let text = FixedPoint.text(of: json) else { return nil }
        self.init(text)
    }

    public static let zero = Percentage(hundredths: 0)
    public static let whole = Percentage(hundredths: 10_000)

    public static func < (left: Percentage, right: Percentage) -> Bool { left.hundredths < right.hundredths }

    /// The decimal without zeros at its end: `16.5`, `8`.
    public var description: String { FixedPoint.shortText(hundredths, digits: 2) }
}
