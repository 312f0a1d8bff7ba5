// The model years that a part fits: "2011-2018", "99-15", "05/12", "2016".

/// Years from 1950 to 2050 in two bytes.
struct YearSpan: Equatable {
    /// Years since 1949; 0 in a span of no years.
    private let first: UInt8
    private let last: UInt8

    static let none = YearSpan(first: 0, last: 0)

    private init(first: UInt8, last: UInt8) {
        self.first = first
        self.last = last
    }

    private static let base = 1_949
    private static let yearsMax = 45

    /// All the years that the tokens of a name give, from the first to the last.
    init(_ tokens: [Token]) {
        var years: [Int] = []
        var place = 0
        while place < tokens.count {
            let next = place + 1 < tokens.count ? tokens[place + 1] : nil
            if let next, next.isGlued, let span = Self.span(tokens[place], next) {
                years += [span.lowerBound, span.upperBound]
                place += 2
            } else {
                if let year = Self.year(tokens[place]) { years.append(year) }
                place += 1
            }
        }
        guard let first = years.min(), let last = years.max() else {
            self = .none
            return
        }
        self.init(first: UInt8(clamping: first - Self.base), last: UInt8(clamping: last - Self.base))
    }

    var isEmpty: Bool { first == 0 }

    func contains(_ year: Int) -> Bool {
        guard !isEmpty, let year = UInt8(exactly: year - Self.base) else { return false }
        return first <= year && year <= last
    }

    /// A year in four digits; nil for any other token.
    static func year(_ token: Token) -> Int? {
        guard token.kind == .number, token.bytes.count == 4, let year = Int(token.text) else { return nil }
        return (1_950...2_050).contains(year) ? year : nil
    }

    /// A year in two digits, as a car's owner says it; nil for any other token.
    static func shortYear(_ token: Token) -> Int? {
        guard token.kind == .number, token.bytes.count == 2, let year = Int(token.text) else { return nil }
        return year < 50 ? 2_000 + year : 1_900 + year
    }

    /// Two years with nothing but a dash or slash between; only plausible spans, so that 20-50 stays an oil.
    private static func span(_ first: Token, _ second: Token) -> ClosedRange<Int>? {
        guard let from = year(first) ?? shortYear(first), let to = year(second) ?? shortYear(second), from < to,
            to - from <= yearsMax
        else { return nil }
        return from...to
    }
}
