// A document as a spreadsheet: real numbers, and sums that are formulas. Each
// formula carries the amount that we computed, and computes the same.

import CXLSXWriter
import OrkestaModel

/// One document on its way to a workbook.
struct DocumentXLSX {
    private let document: BusinessDocument

    init(_ document: BusinessDocument) { self.document = document }

    /// The file's bytes.
    func bytes() throws(PrintingError) -> [UInt8] {
        let workbook = try Workbook(document)
        let sheet = try workbook.addSheet(named: document.number)
        let firstLine = writeOpening(in: sheet) + 1
        writeTitles(in: sheet, row: firstLine - 1)
        for (index, line) in document.lines.enumerated() {
            write(line, in: sheet, row: firstLine + index)
        }
        let sumsEnd = writeSums(in: sheet, row: firstLine + document.lines.count + 1, lines: firstLine)
        writeClosing(in: sheet, row: sumsEnd + 1)
        sheet.freezeRows(above: firstLine)
        return try workbook.finish()
    }

    /// Who, what, for whom. Returns the row after it.
    private func writeOpening(in sheet: Worksheet) -> Int {
        sheet.setHeight(24, row: 0)
        sheet.write(document.issuer.name, .name, at: (0, Column.sku.index))
        sheet.write("\(document.title) \(document.number)", .title, at: (0, Column.total.index))
        var left = 1
        for detail in document.issuer.details {
            sheet.write(detail, .small, at: (left, Column.sku.index))
            left += 1
        }
        var right = 1
        for fact in document.facts {
            sheet.write("\(fact.label)  \(fact.value)", .smallTrailing, at: (right, Column.total.index))
            right += 1
        }
        var row = max(left, right) + 1
        guard let recipient = document.recipient else { return row }
        sheet.write(document.labels.recipient, .small, at: (row, Column.sku.index))
        sheet.write(recipient.name, .strong, at: (row + 1, Column.sku.index))
        row += 2
        for detail in recipient.details {
            sheet.write(detail, .small, at: (row, Column.sku.index))
            row += 1
        }
        return row + 1
    }

    private func writeTitles(in sheet: Worksheet, row: Int) {
        let labels = document.labels
        for column in Column.allCases {
            let title =
                switch column {
                case .sku: labels.sku
                case .description: labels.description
                case .quantity: labels.quantity
                case .unit: labels.unit
                case .unitPrice: labels.unitPrice
                case .discount: labels.discount
                case .base: labels.base
                case .taxRate: labels.taxRate
                case .tax: labels.tax
                case .total: labels.total
                }
            sheet.write(
                title,
                column.isFigure ? .headTrailing : column == .unit ? .headIndented : .head,
                at: (row, column.index)
            )
        }
    }

    private func write(_ line: BusinessDocument.Line, in sheet: Worksheet, row: Int) {
        sheet.makeRoom(for: line.description, width: Column.description.width, row: row)
        sheet.write(line.sku, .text, at: (row, Column.sku.index))
        sheet.write(line.description, .wrapped, at: (row, Column.description.index))
        let quantity = Double(line.quantityThousandths) / 1000
        sheet.write(
            quantity,
            quantity.isWhole ? .wholeQuantity : .quantity,
            at: (row, Column.quantity.index)
        )
        sheet.write(line.unit, .indented, at: (row, Column.unit.index))
        sheet.write(line.unitPrice.major, .amount, at: (row, Column.unitPrice.index))
        sheet.write(line.discount.major, .amount, at: (row, Column.discount.index))
        if let rate = line.taxRateBasisPoints {
            let percent = Double(rate) / 100
            sheet.write(
                percent / 100,
                percent.isWhole ? .wholePercent : .percent,
                at: (row, Column.taxRate.index)
            )
        } else {
            sheet.write(document.labels.exempt, .textTrailing, at: (row, Column.taxRate.index))
        }
        let formulas = LineFormulas(line, row: row)
        for (column, formula, amount) in [
            (Column.base, formulas.base, line.base), (.tax, formulas.tax, line.tax),
            (.total, formulas.total, line.total),
        ] {
            let place = (row, column.index)
            if formulas.areExact {
                sheet.write(formula, amount.major, .amount, at: place)
            } else {
                sheet.write(amount.major, .amount, at: place)
            }
        }
    }

    /// Returns the row after the sums.
    private func writeSums(in sheet: Worksheet, row: Int, lines first: Int) -> Int {
        var row = row
        for sum in document.sums {
            let column: Column =
                switch sum.kind {
                case .bases: .base
                case .discounts: .discount
                case .taxes: .tax
                case .total: .total
                }
            let isTotal = sum.kind == .total
            sheet.write(sum.label, isTotal ? .totalLabel : .sumLabel, at: (row, Column.tax.index))
            let place = (row, Column.total.index)
            if document.lines.isEmpty {
                sheet.write(sum.amount.major, isTotal ? .total : .amount, at: place)
            } else {
                let last = first + document.lines.count
                let formula = "=SUM(\(column.letter)\(first + 1):\(column.letter)\(last))"
                sheet.write(formula, sum.amount.major, isTotal ? .total : .amount, at: place)
            }
            row += 1
        }
        return row
    }

    private func writeClosing(in sheet: Worksheet, row: Int) {
        var row = row
        if let words = document.amountInWords {
            sheet.write(words, .small, at: (row, Column.sku.index))
            row += 2
        }
        if let link = document.link {
            sheet.write(link.label, .strong, at: (row, Column.sku.index))
            sheet.write(link.url, .small, at: (row + 1, Column.sku.index))
            row += 3
        }
        for note in document.notes {
            sheet.write(note.title, .strong, at: (row, Column.sku.index))
            sheet.write(note.text, .small, at: (row + 1, Column.sku.index))
            row += 3
        }
    }
}

/// The columns, from A on.
enum Column: Int, CaseIterable {
    case sku
    case description
    case quantity
    case unit
    case unitPrice
    case discount
    case base
    case taxRate
    case tax
    case total

    var index: Int { rawValue }
    var letter: String { String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rawValue))) }
    var isFigure: Bool { ![.sku, .description, .unit].contains(self) }

    /// In characters of the standard font.
    var width: Double {
        switch self {
        case .sku: 18
        case .description: 46
        case .quantity, .unit, .taxRate: 10
        default: 15
        }
    }
}

/// What a line's cells compute, rounded to the currency's minor unit as our own
/// rules round (half away from zero, line by line).
struct LineFormulas {
    let base: String
    let tax: String
    let total: String
    /// Whether quantity times price has no more than the fifteen digits that
    /// spreadsheet programs count in. From ten thousand million on they may round
    /// to another centavo than we: there the amounts stand in place of formulas.
    let areExact: Bool

    /// `row` counts from 0.
    init(_ line: BusinessDocument.Line, row: Int) {
        let digits = Money.fractionDigits(line.total.currency)
        let product = line.quantityThousandths.multipliedReportingOverflow(by: line.unitPrice.minor)
        areExact = !product.overflow && product.partialValue.magnitude < 1_000_000_000_000_000
        func cell(_ column: Column) -> String { "\(column.letter)\(row + 1)" }
        let shown = "ROUND(\(cell(.quantity))*\(cell(.unitPrice)),\(digits))-\(cell(.discount))"
        // An exempt line's rate cell holds a word, which N() reads as 0.
        let rate = "N(\(cell(.taxRate)))"
        if line.taxIncluded {
            base = "=ROUND((\(shown))/(1+\(rate)),\(digits))"
            tax = "=ROUND(\(shown)-\(cell(.base)),\(digits))"
        } else {
            base = "=ROUND(\(shown),\(digits))"
            tax = "=ROUND(\(cell(.base))*\(rate),\(digits))"
        }
        total = "=ROUND(\(cell(.base))+\(cell(.tax)),\(digits))"
    }
}

extension Double {
    fileprivate var isWhole: Bool { rounded() == self }
}

extension Money {
    /// As a spreadsheet's number, exact for every amount that a document may have.
    fileprivate var major: Double {
        var value = Double(minor)
        for _ in 0..<Money.fractionDigits(currency) { value /= 10 }
        return value
    }
}
