// A spreadsheet as a program sees it that opens it: cells, and formulas computed
// anew from the numbers in them.

import Foundation

/// The first sheet of a workbook.
public struct Spreadsheet {
    /// By name: "J12".
    private let cells: [String: Cell]
    /// The names of cells with formulas, in the order of the file.
    private let formulas: [String]

    private enum Cell {
        case number(Double)
        case text
        /// And the result that was written beside it.
        case formula(String, written: Double)
    }

    /// Reads the bytes of a workbook.
    public init(_ bytes: [UInt8]) throws {
        let sheet = String(decoding: try Archive(bytes).file("xl/worksheets/sheet1.xml"), as: UTF8.self)
        var cells: [String: Cell] = [:]
        var formulas: [String] = []
        for element in sheet.components(separatedBy: "<c r=\"").dropFirst() {
            let name = String(element.prefix { $0 != "\"" })
            let value = Self.text(of: "v", in: element)
            if let formula = Self.text(of: "f", in: element) {
                cells[name] = .formula(formula, written: value.flatMap { Double($0) } ?? .nan)
                formulas.append(name)
            } else if element.prefix(while: { $0 != ">" }).contains("t=\"s\"") {
                cells[name] = .text
            } else if let number = value.flatMap({ Double($0) }) {
                cells[name] = .number(number)
            }
        }
        (self.cells, self.formulas) = (cells, formulas)
    }

    /// The last formula of the sheet, which is the sum to be paid, in centavos.
    public func recomputedTotal() throws -> Int64 {
        guard let last = formulas.last else { throw UnreadableSpreadsheet(description: "there is no formula") }
        return try centavos(try value(of: last))
    }

    /// Formulas that compute something else than was written beside them.
    public func staleCells() throws -> [String] {
        try formulas.compactMap { name in
            guard case .formula(let formula, let written) = cells[name] else { return nil }
            let computed = try value(of: name)
            guard try centavos(computed) != centavos(written) else { return nil }
            return "\(name) computes \(formula) = \(computed), and shows \(written)"
        }
    }

    /// What a cell is worth; a text and an empty cell are 0, as `N` has it.
    func value(of name: String) throws -> Double {
        switch cells[name] {
        case .number(let number): return number
        case .formula(let text, _):
            var formula = Formula(text, in: self)
            return try formula.value()
        case .text, nil: return 0
        }
    }

    private func centavos(_ value: Double) throws -> Int64 {
        guard let centavos = Int64(exactly: (value * 100).rounded()) else {
            throw UnreadableSpreadsheet(description: "\(value) is no amount")
        }
        return centavos
    }

    private static func text(of tag: String, in element: String) -> String? {
        guard let start = element.range(of: "<\(tag)>"),
            let end = element.range(of: "</\(tag)>", range: start.upperBound..<element.endIndex)
        else { return nil }
        return String(element[start.upperBound..<end.lowerBound])
    }
}
