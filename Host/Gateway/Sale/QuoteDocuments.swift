// A quote as a PDF or a spreadsheet.

import HTTPTypes
import HostCommerce
import HostCore
import HostDocuments
import HostStorage
import Hummingbird
import NIOCore
import OrkestaModel

enum QuoteDocuments {
    enum Format: String {
        case pdf
        case xlsx

        var contentType: String { self == .pdf ? "application/pdf" : QuoteFormat.spreadsheetType }
    }

    /// A name without the format's ending, and the format, if there is one.
    static func split(_ name: String) -> (name: String, format: Format?) {
        guard let dot = name.lastIndex(of: "."), let format = Format(rawValue: String(name[dot...].dropFirst()))
        else { return (name, nil) }
        return (String(name[..<dot]), format)
    }

    /// The quote of this name as a file.
    static func response(
        _ exchange: Exchange,
        _ access: TenantAccess,
        _ name: String,
        as format: Format
    ) async throws -> Response {
        let sale = SaleTransaction(exchange, access)
        let paper: Paper? = try exchange.word("paper")
        let language = try exchange.chosenLanguage()
        let document = try await exchange.services.database.read { connection in
            try sale.desk.paper(
                of: sale.quote(name, in: connection),
                language: language,
                paper: paper,
                in: connection
            )
        }
        let printer = exchange.services.printer
        let bytes = format == .pdf ? try await printer.pdf(document) : try await printer.xlsx(document)
        return Response(
            status: .ok,
            headers: [
                .contentType: format.contentType,
                .contentDisposition: "inline; filename=\"\(document.number).\(format.rawValue)\"",
                .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
