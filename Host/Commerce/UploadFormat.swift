// The three forms of a catalog file, and how each is cut into rows.

import HostCore
import OrkestaModel

/// How an upload is written.
enum UploadFormat {
    case csv
    case json
    case lines

    /// From the media type, else from the first byte that is not blank.
    init(contentType: String?, text: [UInt8]) throws(Problem) {
        let type = contentType?.split(separator: ";").first.map { String($0).trimmed.lowercased() }
        switch type {
        case "text/csv", "text/tab-separated-values", "application/csv": self = .csv
        case "application/json": self = .json
        case "application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines":
            self = .lines
        case nil, "text/plain", "application/octet-stream", "application/vnd.ms-excel":
            self = UploadFormat.sniffed(text)
        default:
            throw Problem(
                .unsupportedMedia,
                "the content type is none of a catalog",
                field: "Content-Type",
                remedy: "Send text/csv, application/json or application/x-ndjson."
            )
        }
    }

    private static func sniffed(_ text: [UInt8]) -> UploadFormat {
        switch text.first(where: { !isBlank($0) }) {
        case UInt8(ascii: "["): .json
        case UInt8(ascii: "{"): (try? JSON(parsing: text)) == nil ? .lines : .json
        default: .csv
        }
    }

    /// Hands every row, or why it is none, to `body`, in the order of the file.
    func readRows(
        _ text: [UInt8],
        _ body: (Result<CatalogRow, CatalogUploadError>) throws(Problem) -> Void
    ) throws(Problem) {
        switch self {
        case .csv: try UploadFormat.readCSV(text, body)
        case .json: try UploadFormat.readJSON(text, body)
        case .lines: try UploadFormat.readLines(text, body)
        }
    }

    private static func readCSV(
        _ text: [UInt8],
        _ body: (Result<CatalogRow, CatalogUploadError>) throws(Problem) -> Void
    ) throws(Problem) {
        var reader = CSVReader(text)
        let header = reader.next()?.fields ?? []
        let positions = CatalogField.positions(in: header)
        for field in [CatalogField.sku, .name, .price] where positions[field] == nil {
            throw Problem(
                .invalid,
                "the first line names no column for \(field.rawValue)",
                field: field.rawValue,
                remedy: "Begin the file with a line of column names, such as sku,name,price,unit,category,stock."
            )
        }
        while let record = reader.next() {
            if !record.isComplete {
                try body(
                    .failure(CatalogUploadError(line: record.line, field: nil, problem: "a quote is never closed"))
                )
            } else if record.fields.dropFirst(header.count).contains(where: { !$0.isEmpty }) {
                let problem = "it has \(record.fields.count) cells for \(header.count) columns"
                try body(.failure(CatalogUploadError(line: record.line, field: nil, problem: problem)))
            } else {
                let cells = positions.filter { record.fields.indices.contains($0.value) }
                    .mapValues { JSON.string(record.fields[$0].trimmed) }
                try body(.success(CatalogRow(line: record.line, cells: cells)))
            }
        }
    }

    private static func readJSON(
        _ text: [UInt8],
        _ body: (Result<CatalogRow, CatalogUploadError>) throws(Problem) -> Void
    ) throws(Problem) {
        let document: JSON
        do throws(JSONError) {
            document = try JSON(parsing: text)
        } catch {
            throw Problem(
                .invalid,
                "the file is not JSON: \(error)",
                field: "file",
                remedy: "Send an array of products."
            )
        }
        guard let elements = document.arrayValue ?? document["items"]?.arrayValue else {
            throw Problem(.invalid, "the file holds no array", field: "file", remedy: "Send an array of products.")
        }
        for (index, element) in elements.enumerated() { try body(row(element, line: index + 1)) }
    }

    private static func readLines(
        _ text: [UInt8],
        _ body: (Result<CatalogRow, CatalogUploadError>) throws(Problem) -> Void
    ) throws(Problem) {
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(isBlank) {
            let result: Result<CatalogRow, CatalogUploadError>
            do throws(JSONError) {
                result = row(try JSON(parsing: Array(line)), line: index + 1)
            } catch {
                result = .failure(CatalogUploadError(line: index + 1, field: nil, problem: "it is not JSON: \(error)"))
            }
            try body(result)
        }
    }

    private static func row(_ element: JSON, line: Int) -> Result<CatalogRow, CatalogUploadError> {
        guard let members = element.objectValue else {
            return .failure(CatalogUploadError(line: line, field: nil, problem: "an object is expected"))
        }
        let names = members.keys.sorted()
        let cells = CatalogField.positions(in: names).compactMapValues { members[names[$0]] }
        return .success(CatalogRow(line: line, cells: cells))
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
