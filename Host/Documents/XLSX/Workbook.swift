// libxlsxwriter's workbook: it writes to a file, which is read back and removed.

import CXLSXWriter
import OrkestaModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A workbook that is being written.
final class Workbook {
    private let path: String
    private let pointer: UnsafeMutablePointer<lxw_workbook>
    private let formats: Formats
    private var isClosed = false

    init(_ document: BusinessDocument) throws(PrintingError) {
        path = try Self.temporaryPath()
        guard let pointer = workbook_new(path) else {
            unlink(path)
            throw .failed(reason: "libxlsxwriter makes no workbook")
        }
        self.pointer = pointer
        formats = Formats(pointer, currency: document.lines.first?.total.currency ?? "MXN", brand: document.brand)
        setProperties(of: document)
    }

    deinit {
        if !isClosed { workbook_close(pointer) }
        unlink(path)
    }

    func addSheet(named name: String) throws(PrintingError) -> Worksheet {
        // A sheet's name has at most 31 characters and none of []:*?/\.
        let safe = String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
        guard let sheet = workbook_add_worksheet(pointer, safe.isEmpty ? nil : safe) else {
            throw .failed(reason: "libxlsxwriter makes no sheet")
        }
        return Worksheet(sheet, formats)
    }

    /// The whole file.
    func finish() throws(PrintingError) -> [UInt8] {
        isClosed = true
        let code = workbook_close(pointer)
        guard code == LXW_NO_ERROR else { throw .failed(reason: String(cString: lxw_strerror(code))) }
        return try Self.read(path)
    }

    private func setProperties(of document: BusinessDocument) {
        // The library copies the texts before it returns.
        "\(document.title) \(document.number)".withCString { title in
            document.issuer.name.withCString { author in
                var properties = lxw_doc_properties()
                properties.title = UnsafeMutablePointer(mutating: title)
                properties.author = UnsafeMutablePointer(mutating: author)
                properties.created = time_t(document.createdAt.milliseconds / 1000)
                workbook_set_properties(pointer, &properties)
            }
        }
    }

    private static func temporaryPath() throws(PrintingError) -> String {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/orkesta-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .failed(reason: "no temporary file: \(String(cString: strerror(errno)))") }
        close(descriptor)
        return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    private static func read(_ path: String) throws(PrintingError) -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw .failed(reason: "the written file cannot be read") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}

/// A sheet of it. Rows and columns count from 0. What the library refuses
/// (a text over 32,767 characters) leaves its cell empty.
struct Worksheet {
    typealias Place = (row: Int, column: Int)
    private let pointer: UnsafeMutablePointer<lxw_worksheet>
    private let formats: Formats

    init(_ pointer: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats) {
        self.pointer = pointer
        self.formats = formats
        for column in Column.allCases {
            let index = lxw_col_t(column.index)
            worksheet_set_column(pointer, index, index, column.width, nil)
        }
        worksheet_gridlines(pointer, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        worksheet_set_landscape(pointer)
        worksheet_fit_to_pages(pointer, 1, 0)
    }

    /// A text stays a text, also when it begins like a formula.
    func write(_ text: String, _ format: Format, at place: Place) {
        guard !text.isEmpty else { return }
        worksheet_write_string(pointer, lxw_row_t(place.row), lxw_col_t(place.column), text, formats[format])
    }

    func write(_ number: Double, _ format: Format, at place: Place) {
        worksheet_write_number(pointer, lxw_row_t(place.row), lxw_col_t(place.column), number, formats[format])
    }

    /// `result` is shown by programs that do not compute.
    func write(_ formula: String, _ result: Double, _ format: Format, at place: Place) {
        worksheet_write_formula_num(
            pointer,
            lxw_row_t(place.row),
            lxw_col_t(place.column),
            formula,
            formats[format],
            result
        )
    }

    /// In points.
    func setHeight(_ height: Double, row: Int) { worksheet_set_row(pointer, lxw_row_t(row), height, nil) }

    /// Programs that only show a file do not grow a row for the text that wraps in it.
    func makeRoom(for text: String, width: Double, row: Int) {
        let lines = (Double(text.count) / width).rounded(.up)
        if lines > 1 { setHeight(15 * lines, row: row) }
    }

    func freezeRows(above row: Int) { worksheet_freeze_panes(pointer, lxw_row_t(row), 0) }
}
