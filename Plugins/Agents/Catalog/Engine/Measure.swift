// An amount of a unit in the one form in which all ways to write it are equal.

struct Measure: Sendable, Equatable {
    let dimension: Dimension
    /// In base units of the dimension.
    let amount: Int64
    /// As written, for people: "1/2 in", "12.7 mm".
    let label: String
    let unit: MeasureUnit
    let numeral: Numeral

    /// Nil when the amount is zero or too large to compare.
    init?(_ numeral: Numeral, _ unit: MeasureUnit, written: [UInt8]) {
        guard let amount = numeral.scaled(by: unit.size), amount > 0 else { return nil }
        self.dimension = unit.dimension
        self.amount = amount
        self.unit = unit
        self.numeral = numeral
        let number = written.isEmpty ? numeral.decimal : String(decoding: written, as: UTF8.self)
        self.label = "\(number) \(unit.symbol)"
    }

    static func == (first: Measure, second: Measure) -> Bool {
        first.dimension == second.dimension && first.amount == second.amount
    }

    /// The term under which the index files it; no word can look like it.
    var term: [UInt8] { [1] + Array(dimension.rawValue.utf8) + [1] + Array(String(amount).utf8) }
}
