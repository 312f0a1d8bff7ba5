// The file of an upload: the body itself, or one field of a multipart form.

import HTTPTypes
import HostCore
import Hummingbird

/// An uploaded file with the type that its sender gave it.
struct UploadedFile: Sendable {
    let bytes: [UInt8]
    let contentType: String?

    /// Reads it from a request. Throws a problem for a type that holds no file.
    init(_ exchange: Exchange) async throws {
        let type = exchange.request.headers[.contentType]
        switch exchange.mediaType {
        case "text/csv", "application/json", "application/x-ndjson":
            bytes = try await exchange.body()
            contentType = type
        case "multipart/form-data":
            guard let part = try await exchange.parts().first(where: { $0.name == "file" }) else {
                throw Problem(
                    .invalid,
                    "the form has no field `file`",
                    field: "file",
                    remedy: "Send the file in the field `file`."
                )
            }
            bytes = Array(part.body)
            contentType = Self.type(of: part)
        default:
            throw Problem(
                .unsupportedMedia,
                "the content type is none of a catalog",
                field: "Content-Type",
                remedy:
                    "Send text/csv, application/json, application/x-ndjson, or a multipart form with the field `file`."
            )
        }
    }

    /// The part's own type, or that of its file's name where the type says nothing.
    private static func type(of part: MultipartForm.Part) -> String? {
        let name = part.fileName?.lowercased() ?? ""
        if name.hasSuffix(".csv") { return "text/csv" }
        if name.hasSuffix(".json") { return "application/json" }
        if name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") { return "application/x-ndjson" }
        return part.contentType
    }
}
