// Computes the formulas that our spreadsheets have: sums, products, ROUND, SUM
// and N, in the floating point numbers of spreadsheet programs.

import Foundation

/// A formula on its way to its value.
struct Formula {
    private let text: [Character]
    private let sheet: Spreadsheet
    private var place = 0

    init(_ text: String, in sheet: Spreadsheet) {
        self.text = Array(text)
        self.sheet = sheet
    }

    mutating func value() throws -> Double {
        let value = try sum()
        guard place == text.count else { throw unknown }
        return value
    }

    private mutating func sum() throws -> Double {
        var value = try product()
        while let sign = take(oneOf: "+-") {
            let next = try product()
            value += sign == "+" ? next : -next
        }
        return value
    }

    private mutating func product() throws -> Double {
        var value = try factor()
        while let sign = take(oneOf: "*/") {
            let next = try factor()
            value = sign == "*" ? value * next : value / next
        }
        return value
    }

    private mutating func factor() throws -> Double {
        if take(oneOf: "(") != nil {
            let value = try sum()
            return try closing(value)
        }
        let word = self.word()
        if let number = Double(word) { return number }
        guard take(oneOf: "(") != nil else { return try sheet.value(of: word) }
        switch word {
        case "N": return try closing(try sum())
        case "SUM": return try closing(try range())
        case "ROUND":
            let value = try sum()
            guard take(oneOf: ",") != nil, let digits = Int(self.word()) else { throw unknown }
            return try closing(rounded(value, digits))
        default: throw unknown
        }
    }

    /// The sum of a part of one column: "J12:J14".
    private mutating func range() throws -> Double {
        let first = self.word()
        guard take(oneOf: ":") != nil else { throw unknown }
        let last = self.word()
        let column = first.prefix(1)
        guard last.hasPrefix(column), let top = Int(first.dropFirst()), let bottom = Int(last.dropFirst()),
            top <= bottom
        else { throw unknown }
        return try (top...bottom).reduce(0) { $0 + (try sheet.value(of: "\(column)\($1)")) }
    }

    /// Half away from zero, of the fifteen digits that a spreadsheet program
    /// takes for true (LibreOffice 7.4 does): 1.005 is no 1.00499999999999989.
    private func rounded(_ value: Double, _ digits: Int) -> Double {
        let scale = pow(10, Double(digits))
        let shown = Double(String(format: "%.15g", value * scale)) ?? .nan
        return shown.rounded(.toNearestOrAwayFromZero) / scale
    }

    private mutating func closing(_ value: Double) throws -> Double {
        guard take(oneOf: ")") != nil else { throw unknown }
        return value
    }

    private mutating func word() -> String {
        let start = place
        while place < text.count, text[place].isLetter || text[place].isNumber || text[place] == "." { place += 1 }
        return String(text[start..<place])
    }

    private mutating func take(oneOf signs: String) -> Character? {
        guard place < text.count, signs.contains(text[place]) else { return nil }
        defer { place += 1 }
        return text[place]
    }

    private var unknown: UnreadableSpreadsheet {
        UnreadableSpreadsheet(description: "\(String(text)) is no formula of ours, from place \(place) on")
    }
}
