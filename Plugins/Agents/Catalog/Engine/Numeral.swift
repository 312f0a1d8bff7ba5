// Numbers as texts write them: 1,000 and 1.5 and 1,5 and 3/4 and 1 1/2.

/// A non-negative fraction, never reduced, never negative.
struct Numeral: Equatable {
    let numerator: Int64
    let denominator: Int64

    /// Denominators that rulers and recipes use; 60/55 is two numbers, not a fraction.
    private static let rulerDenominators: Set<Int64> = [2, 3, 4, 8, 16, 32, 64]
    private static let decimalsMax = 6

    init(_ numerator: Int64, _ denominator: Int64 = 1) {
        self.numerator = numerator
        self.denominator = max(1, denominator)
    }

    /// Reads the form that ``normalized(_:)`` writes, and "1 1/2"; nil for what is no amount.
    init?(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: FoldedText.space)
        guard let last = parts.last, parts.count <= 2 else { return nil }
        if let slash = last.firstIndex(of: UInt8(ascii: "/")) {
            guard let top = Self.integer(last[..<slash]), let bottom = Self.integer(last[(slash + 1)...]),
                Self.rulerDenominators.contains(bottom), top < 1_000_000
            else { return nil }
            let whole = parts.count == 2 ? Self.integer(parts[0]) : 0
            guard let whole, whole < 1_000_000 else { return nil }
            self.init(whole * bottom + top, bottom)
            return
        }
        guard parts.count == 1 else { return nil }
        let pieces = last.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard pieces.count <= 2, let whole = Self.integer(pieces[0]), whole < 1_000_000_000 else { return nil }
        guard pieces.count == 2 else {
            self.init(whole)
            return
        }
        guard pieces[1].count <= Self.decimalsMax, let decimals = Self.integer(pieces[1]) else { return nil }
        let scale = Self.powerOfTen(pieces[1].count)
        self.init(whole * scale + decimals, scale)
    }

    /// Thousands marks removed, the decimal mark a point, no zeros behind it.
    static func normalized(_ run: ArraySlice<UInt8>) -> [UInt8] {
        if run.contains(UInt8(ascii: "/")) { return Array(run) }
        let marks = run.indices.filter { !run[$0].isDigit }
        guard let last = marks.last else { return Array(run) }
        let digits = run.filter(\.isDigit)
        let decimals = run.endIndex - last - 1
        let isThousands =
            decimals == 3 && run.first != UInt8(ascii: "0")
            && (marks.count > 1 || run[last] == UInt8(ascii: ","))
        guard !isThousands, marks.count == 1 || run[last] != run[marks[0]] else { return digits }
        var fraction = digits.suffix(decimals)
        while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
        let whole = digits.dropLast(decimals)
        return fraction.isEmpty ? Array(whole) : whole + [UInt8(ascii: ".")] + fraction
    }

    /// The decimal form with at most three decimals, such as "0.5".
    var decimal: String {
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        var thousandths = rest * 1_000 / denominator
        guard thousandths > 0 else { return String(whole) }
        var width = 3
        while thousandths % 10 == 0 {
            thousandths /= 10
            width -= 1
        }
        let digits = String(thousandths)
        return "\(whole)." + String(repeating: "0", count: width - digits.count) + digits
    }

    /// `self` × `factor`, rounded; nil when it does not fit.
    func scaled(by factor: Int64) -> Int64? {
        let (product, overflow) = numerator.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        let (sum, overflowed) = product.addingReportingOverflow(denominator / 2)
        return overflowed ? nil : sum / denominator
    }

    /// `self` + `other`; both small (number words).
    func adding(_ other: Numeral) -> Numeral? {
        let (first, one) = numerator.multipliedReportingOverflow(by: other.denominator)
        let (second, two) = other.numerator.multipliedReportingOverflow(by: denominator)
        let (sum, three) = first.addingReportingOverflow(second)
        let (bottom, four) = denominator.multipliedReportingOverflow(by: other.denominator)
        return one || two || three || four ? nil : Numeral(sum, bottom)
    }

    private static func integer(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard !digits.isEmpty, digits.count <= 15, digits.allSatisfy(\.isDigit) else { return nil }
        return digits.reduce(Int64(0)) { $0 * 10 + Int64($1 &- 0x30) }
    }

    private static func powerOfTen(_ exponent: Int) -> Int64 {
        (0..<exponent).reduce(Int64(1)) { product, _ in product * 10 }
    }
}
