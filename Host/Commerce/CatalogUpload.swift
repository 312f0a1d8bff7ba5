// A catalog file: CSV, JSON or NDJSON, read into drafts and a list of the rows
// that cannot be.

public import HostCore
public import OrkestaModel

/// A row, or a cell of it, that was not imported as it stands.
public struct CatalogUploadError: Error, Sendable, Hashable {
    /// From 1: of the file, or of the element in a JSON array.
    public let line: Int
    /// The field at fault; nil for the whole row.
    public let field: String?
    public let problem: String

    public var json: JSON { ["line": .integer(Int64(line)), "field": JSON(field), "problem": .string(problem)] }
}

/// What an upload holds.
public struct CatalogUpload: Sendable {
    /// In the order of the file, each SKU once.
    public private(set) var drafts: [CatalogDraft] = []
    /// In the order of the file, at most `Limits.catalogErrorsReportedMax`.
    public private(set) var errors: [CatalogUploadError] = []
    /// All of them, also those beyond the reported ones.
    public private(set) var errorCount = 0

    private var places: [String: (draft: Int, line: Int)] = [:]

    /// Reads a whole file. `contentType` is a media type, with or without
    /// parameters; without a telling one the content decides. `currency` is
    /// that of prices which name none.
    ///
    /// Throws a problem when the file as a whole is unusable: no text, no
    /// header, broken JSON, more than `Limits.catalogUploadRowsMax` rows.
    public init(_ bytes: [UInt8], contentType: String?, currency: String) throws(Problem) {
        let text = try UploadText.utf8(bytes)
        var rowCount = 0
        try UploadFormat(contentType: contentType, text: text).readRows(text) { result throws(Problem) in
            rowCount += 1
            guard rowCount <= Limits.catalogUploadRowsMax else { throw CatalogUpload.tooManyRows }
            switch result {
            case .success(let row): add(row, currency: currency)
            case .failure(let error): report(error)
            }
        }
        guard rowCount > 0 else {
            throw Problem(
                .invalid,
                "the file holds no product",
                field: "file",
                remedy: "Put one product on each line or element."
            )
        }
        errors.sort { $0.line < $1.line }
    }

    private mutating func add(_ row: CatalogRow, currency: String) {
        do throws(CatalogRow.Failure) {
            let draft = try row.draft(currency: currency)
            if let place = places[draft.sku] {
                let problem = "\(draft.sku) comes again on line \(row.line), which counts"
                report(CatalogUploadError(line: place.line, field: CatalogField.sku.rawValue, problem: problem))
                drafts[place.draft] = draft
                places[draft.sku] = (place.draft, row.line)
            } else {
                places[draft.sku] = (drafts.count, row.line)
                drafts.append(draft)
            }
        } catch {
            report(CatalogUploadError(line: row.line, field: error.field, problem: error.problem))
        }
    }

    private mutating func report(_ error: CatalogUploadError) {
        errorCount += 1
        if errors.count < Limits.catalogErrorsReportedMax { errors.append(error) }
    }

    private static let tooManyRows = Problem(
        .tooLarge,
        "the file has more than \(Limits.catalogUploadRowsMax) rows",
        field: "file",
        remedy:
            "Split it into files of up to \(Limits.catalogUploadRowsMax) rows and upload them one by one with mode=merge."
    )
}
