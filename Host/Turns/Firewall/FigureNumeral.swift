// A number in digits, as customers read it: which mark groups thousands and which
// begins the decimals.

/// Digits and marks, gathered one by one. Values are thousandths, and saturate.
struct FigureNumeral {
    static let space = UInt8(ascii: " ")

    /// All digits, and the digits since the last mark.
    private var digits: Int64 = 0
    private var count = 0
    private var sinceMark = 0
    private var lastMark: UInt8 = 0
    private var marks = 0
    private var isMixed = false
    private var startsWithZero = false

    mutating func add(digit: UInt8) {
        if count == 0 { startsWithZero = digit == 0 }
        count += 1
        sinceMark += 1
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        digits = overflow ? .max : product.addingReportingOverflow(Int64(digit)).partialValue
        if digits < 0 { digits = .max }
    }

    mutating func add(mark: UInt8) {
        if marks > 0, mark != lastMark { isMixed = true }
        marks += 1
        lastMark = mark
        sinceMark = 0
    }

    var hasMarks: Bool { marks > 0 }

    /// Two marks of different kinds: the last begins the decimals. One kind: it
    /// groups thousands when three digits follow it, as "1.500" and "1,500" are
    /// read in a shop, unless the number begins with zero.
    var fractionDigits: Int {
        guard marks > 0, lastMark != Self.space, lastMark != UInt8(ascii: "'") else { return 0 }
        if isMixed { return sinceMark }
        if marks > 1 { return 0 }
        return sinceMark == 3 && !startsWithZero ? 0 : sinceMark
    }

    var wholeDigits: Int { count - fractionDigits }

    /// Thousandths; what is finer makes a value that equals no amount.
    var value: Int64 {
        let fraction = fractionDigits
        guard fraction <= 3 else { return digits % power(fraction - 3) == 0 ? digits / power(fraction - 3) : -1 }
        let (value, overflow) = digits.multipliedReportingOverflow(by: power(3 - fraction))
        return overflow ? .max : value
    }

    private func power(_ exponent: Int) -> Int64 {
        exponent > 18 ? .max : (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
