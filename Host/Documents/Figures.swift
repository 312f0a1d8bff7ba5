// Figures as papers and their pages show them.

public import OrkestaModel

extension Money {
    /// `$1,234.50`, where the paper's currency stands elsewhere.
    public var withoutCurrency: String { String(description.dropLast(currency.count + 1)) }
}

/// `1.5`, `3`, `0.125`: without zeros that say nothing.
func decimal(thousandths: Int64) -> String {
    let text = String(thousandths.magnitude)
    let padded = String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
    let fraction = padded.suffix(3).reversed().drop { $0 == "0" }.reversed()
    let sign = thousandths < 0 ? "-" : ""
    return sign + padded.dropLast(3) + (fraction.isEmpty ? "" : "." + String(fraction))
}

/// `16 %`, `7.5 %`.
func percent(basisPoints: Int64) -> String {
    decimal(thousandths: basisPoints.multipliedReportingOverflow(by: 10).partialValue) + " %"
}
