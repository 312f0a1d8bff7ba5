// A customer's list of products that came as a file, in lines as people write them: agents
// read what is written to them, and no tables.

import HostCore

/// The lines of a list.
public struct RequestedList: Sendable {
    /// Of more rows the first ones are read: no message says more.
    private static let rowsMax = 200
    private static let nameCharactersMax = 120
    private static let unitCharactersMax = 12
    /// Folded, without spaces and marks.
    private static let amountColumns: Set<String> = [
        "cantidad", "cant", "cantidades", "qty", "quantity", "quantidade", "qtd", "qtde", "piezas", "pzas", "pecas",
    ]
    /// What a number before a name that begins with one counts: the two would be read as one.
    private static let pieces = "pzas"

    public let text: String

    /// Nil for what is no text, and for a table of which nobody can tell which column is
    /// which. `isTable` is false for lines that somebody wrote.
    public init?(_ bytes: [UInt8], isTable: Bool) {
        guard let bytes = try? UploadText.utf8(bytes) else { return nil }
        let lines = isTable ? Self.lines(ofTable: bytes) : [String(decoding: bytes, as: UTF8.self).trimmed]
        guard let lines, lines.contains(where: { !$0.isEmpty }) else { return nil }
        text = lines.joined(separator: "\n")
    }

    /// Where a row says what it says.
    private struct Columns {
        var amount: Int?
        var unit: Int?
        var name: Int

        /// Nil for a row that names none.
        init?(_ header: [String]) {
            let fields = CatalogField.positions(in: header)
            guard let name = fields[.name] ?? fields[.sku] else { return nil }
            self.name = name
            unit = fields[.unit]
            amount = header.firstIndex { column in
                RequestedList.amountColumns.contains(column.folded.filter { $0.isLetter || $0.isNumber })
            }
        }
    }

    private static func lines(ofTable bytes: [UInt8]) -> [String]? {
        var reader = CSVReader(bytes)
        var rows: [[String]] = []
        while rows.count < rowsMax, let record = reader.next() {
            guard record.isComplete else { return nil }
            rows.append(record.fields.map(\.trimmed))
        }
        guard let first = rows.first else { return nil }
        if !first.contains(where: isNumber), let columns = Columns(first) {
            return rows.dropFirst().compactMap { line($0, columns) }
        }
        // Without a line of names each row is a name, perhaps with a number, or nobody knows what.
        var lines: [String] = []
        for row in rows {
            let cells = row.filter { !$0.isEmpty }
            let names = cells.filter { !isNumber($0) }
            guard let name = names.first, names.count == 1, cells.count <= 2 else { return nil }
            lines.append(line(amount: cells.first(where: isNumber), unit: nil, name: name))
        }
        return lines
    }

    private static func line(_ row: [String], _ columns: Columns) -> String? {
        func cell(_ place: Int?) -> String? {
            place.flatMap { row.indices.contains($0) ? row[$0] : nil }.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let name = cell(columns.name) else { return nil }
        let amount = cell(columns.amount).flatMap { isNumber($0) ? $0 : nil }
        return line(amount: amount, unit: cell(columns.unit), name: name)
    }

    /// `3 pzas Martillo`, with nothing in it that would end a clause.
    private static func line(amount: String?, unit: String?, name: String) -> String {
        let plain = name.map { $0.isNewline || ",;+•".contains($0) ? " " : $0 }
        let name = String(String(plain).prefix(nameCharactersMax))
        guard let amount = amount.flatMap(WrittenNumber.decimal) else { return name }
        let isUnit = unit.map { $0.count <= unitCharactersMax && $0.allSatisfy(\.isLetter) } ?? false
        let counted = isUnit ? unit : name.first?.isNumber == true ? pieces : nil
        return [amount, counted, name].compactMap { $0 }.joined(separator: " ")
    }

    private static func isNumber(_ cell: String) -> Bool { WrittenNumber.decimal(cell) != nil }
}
