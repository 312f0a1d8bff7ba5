// Rows as a table that lines up, for people; programs ask for --json.

import OrkestaModel

/// Prints `rows` under `header`, or the document itself when JSON is wanted.
func show(_ document: JSON, as output: OutputOptions, header: [String], rows: [[String]]) {
    guard !output.isJSON else { return print(document.description) }
    guard !rows.isEmpty else { return print("(none)") }
    let widths = header.indices.map { column in
        ([header] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    for row in [header] + rows {
        let cells = row.enumerated().map { index, cell in
            index == row.count - 1 ? cell : cell.padding(to: widths[index])
        }
        print(cells.joined(separator: "  "))
    }
}

/// Prints `key: value` lines, or the document itself when JSON is wanted.
func show(_ document: JSON, as output: OutputOptions, fields: [(String, String)]) {
    guard !output.isJSON else { return print(document.description) }
    let width = fields.map(\.0.count).max() ?? 0
    for (name, value) in fields { print("\((name + ":").padding(to: width + 1)) \(value)") }
}

extension JSON {
    /// A member as text for a table; a dash when there is none.
    func cell(_ key: String) -> String {
        switch self[key] {
        case nil, .null?: "-"
        case .string(let text)?: text
        case .bool(let flag)?: flag ? "yes" : "no"
        case .some(let other): other.description
        }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
