// A number that a customer wrote where a quantity belongs, and why it is none.

public import OrkestaModel

extension Quantity {
    /// A million units: more is a slip of the finger.
    static let orderedMax = Quantity(thousandths: 1_000_000_000)
    public static let one = Quantity(thousandths: 1_000)

    /// Nil when nothing is left, or the result is more than anybody orders.
    func adding(_ thousandths: Int64) -> Quantity? {
        let (sum, overflow) = self.thousandths.addingReportingOverflow(thousandths)
        guard !overflow, (1...Self.orderedMax.thousandths).contains(sum) else { return nil }
        return Quantity(thousandths: sum)
    }
}

/// A number that a customer wrote where a quantity belongs.
public enum Amount: Sendable, Hashable {
    case quantity(Quantity)
    case zero
    case negative
    case tooLarge

    init(thousandths: Int64?, isNegative: Bool) {
        switch thousandths {
        case _ where isNegative: self = .negative
        case 0: self = .zero
        case let value? where value <= Quantity.orderedMax.thousandths: self = .quantity(Quantity(thousandths: value))
        case _?: self = .tooLarge
        case nil: self = .tooLarge
        }
    }

    /// Nil when the number is no quantity.
    public var quantity: Quantity? {
        guard case .quantity(let quantity) = self else { return nil }
        return quantity
    }
}

/// A number in digits: "1,000", "2.5", "1/2".
struct DecimalNumber {
    /// Nil: too large, or with more than three decimals.
    let thousandths: Int64?

    /// Nil when `text` is no number. A mark before exactly three digits groups
    /// thousands, unless it is the language's own decimal mark.
    init?(_ text: String, decimalMark: Character) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            guard let value = Self.decimal(parts[0], decimalMark) else { return nil }
            thousandths = value.thousandths
        case 2:
            guard let top = Int64(parts[0]), let bottom = Int64(parts[1]), (1...64).contains(bottom),
                (0...1_000_000).contains(top)
            else { return nil }
            thousandths = top * 1_000 / bottom
        default: return nil
        }
    }

    private static func decimal(_ text: Substring, _ mark: Character) -> (thousandths: Int64?, Void)? {
        let digits = text.filter(\.isASCIIDigit)
        guard !digits.isEmpty, text.allSatisfy({ $0.isASCIIDigit || $0 == "." || $0 == "," }) else { return nil }
        let last = text.lastIndex { $0 == "." || $0 == "," }
        let decimals = last.map { text[text.index(after: $0)...] } ?? ""
        let marks = text.count - digits.count
        let isGrouping = decimals.count == 3 && (marks > 1 || last.map { text[$0] != mark } ?? false)
        guard !decimals.isEmpty, !isGrouping else { return (Int64(digits).flatMap(scaled), ()) }
        guard decimals.count <= 3, let value = Int64(digits) else { return (nil, ()) }
        let factor: Int64 = [1_000, 100, 10, 1][decimals.count]
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        return (overflow ? nil : product, ())
    }

    private static func scaled(_ units: Int64) -> Int64? {
        let (product, overflow) = units.multipliedReportingOverflow(by: 1_000)
        return overflow ? nil : product
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
