// One row of an upload, from text cells or JSON members to a checked draft.

import HostCore
import OrkestaModel

/// The cells of a row by field, as JSON values (text for CSV).
struct CatalogRow {
    /// From 1: of the file, or of the element in a JSON array.
    let line: Int
    let cells: [CatalogField: JSON]

    /// What is wrong with one cell.
    struct Failure: Error, Equatable {
        let field: String
        let problem: String
    }

    /// Throws the first cell that is wrong. `currency` is that of prices which name none.
    func draft(currency: String) throws(Failure) -> CatalogDraft {
        let currency = try namedCurrency() ?? currency
        guard let price = try amount(.price, currency) else { throw failure(.price, "it is missing") }
        return CatalogDraft(
            sku: try required(.sku, charactersMax: 100),
            name: try required(.name, charactersMax: 500),
            price: price,
            unit: text(.unit),
            category: text(.category),
            stock: try count(.stock),
            minimumStock: try count(.minimumStock),
            aliases: try list(.aliases),
            tags: try list(.tags),
            attributes: try attributes(),
            taxClass: try taxClass(),
            cost: try amount(.cost, price.currency)
        )
    }

    /// Trimmed text of a cell; nil when it is absent, null or blank.
    private func text(_ field: CatalogField) -> String? {
        let text: String? =
            switch cells[field] {
            case .string(let text): text.trimmed
            case .integer(let number): String(number)
            case .double(let number): String(number)
            default: nil
            }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func required(_ field: CatalogField, charactersMax: Int) throws(Failure) -> String {
        guard let text = text(field) else { throw failure(field, "it is missing") }
        guard text.unicodeScalars.count <= charactersMax else {
            throw failure(field, "it is longer than \(charactersMax) characters")
        }
        return text
    }

    private func namedCurrency() throws(Failure) -> String? {
        guard let named = text(.currency)?.uppercased() else { return nil }
        guard Money.isCurrencyCode(named) else { throw failure(.currency, "an ISO 4217 code such as MXN is expected") }
        return named
    }

    /// An amount in the currency that its cell names, else in `currency`; nil for
    /// an empty cell.
    private func amount(_ field: CatalogField, _ currency: String) throws(Failure) -> Money? {
        guard let cell = cells[field], !cell.isNull, cell != .string("") else { return nil }
        let money: Money? =
            switch cell {
            case .string(let text): WrittenNumber.price(text, currency: currency)
            default: Money(json: cell, currency: currency)
            }
        guard let money else { throw failure(field, "an amount such as 1234.50 is expected") }
        guard money.minor >= 0 else { throw failure(field, "it is negative") }
        guard field != .cost || money.currency == currency else { throw failure(field, "\(currency) is expected") }
        return money
    }

    /// standard, zero or exempt; also the rates that the columns of price lists
    /// hold: 16, 8, 0, "exento".
    private func taxClass() throws(Failure) -> TaxClass? {
        guard let text = text(.tax)?.folded.filter({ $0 != "%" && $0 != " " }) else { return nil }
        switch text {
        case "standard", "general", "16", "8", "0.16", "0.08", "iva16", "iva8", "si": return .standard
        case "zero", "cero", "0", "0.0", "tasa0", "iva0": return .zero
        case "exempt", "exento", "exenta", "isento", "na", "no": return .exempt
        default: throw failure(.tax, "standard, zero or exempt is expected")
        }
    }

    private func count(_ field: CatalogField) throws(Failure) -> Int64? {
        guard let text = text(field) else { return nil }
        let parts = WrittenNumber.decimal(text)?.split(separator: ".")
        guard let parts, let value = Int64(parts[0]), parts.dropFirst().allSatisfy({ $0.allSatisfy { $0 == "0" } })
        else {
            throw failure(field, "a whole number is expected")
        }
        guard value >= 0 else { throw failure(field, "it is negative") }
        return value
    }

    /// An array of strings, or text with `|` or `;` between.
    private func list(_ field: CatalogField) throws(Failure) -> [String]? {
        guard let cell = cells[field], !cell.isNull, cell != .string("") else { return nil }
        if let text = cell.stringValue {
            return text.split { $0 == "|" || $0 == ";" }.map { String($0).trimmed }.filter { !$0.isEmpty }
        }
        guard let texts = cell.arrayValue?.compactMap(\.stringValue), texts.count == cell.arrayValue?.count else {
            throw failure(field, "words separated by | are expected")
        }
        return texts.map(\.trimmed).filter { !$0.isEmpty }
    }

    /// An object, its text, or `name=value` with `|` or `;` between.
    private func attributes() throws(Failure) -> [String: String]? {
        guard let cell = cells[.attributes], !cell.isNull, cell != .string("") else { return nil }
        var object = cell
        if let text = cell.stringValue?.trimmed {
            guard text.hasPrefix("{") else { return try pairs(text) }
            guard let parsed = try? JSON(parsing: text) else { throw failure(.attributes, "it is not JSON") }
            object = parsed
        }
        guard let members = object.objectValue else {
            throw failure(.attributes, "an object or name=value is expected")
        }
        return members.filter { !$0.value.isNull }.mapValues { $0.stringValue ?? $0.description }
    }

    private func pairs(_ text: String) throws(Failure) -> [String: String] {
        var attributes: [String: String] = [:]
        for pair in text.split(whereSeparator: { $0 == "|" || $0 == ";" }) {
            let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
            guard parts.count == 2, !parts[0].isEmpty else {
                throw failure(.attributes, "name=value with | between is expected")
            }
            attributes[parts[0]] = parts[1]
        }
        return attributes
    }

    private func failure(_ field: CatalogField, _ problem: String) -> Failure {
        Failure(field: field.rawValue, problem: problem)
    }
}
