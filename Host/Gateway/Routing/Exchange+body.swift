// Reading a request's body: bounded, of the right type, and what it claims to be.

import HTTPTypes
import HostCore
import Hummingbird
import NIOCore
import OrkestaModel

extension Exchange {
    /// The whole body. Throws a problem when it is larger than the route allows, or than
    /// `bytesMax`.
    func body(bytesMax: Int? = nil) async throws -> [UInt8] {
        let limit = bytesMax ?? bodyBytesMax
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit {
            throw tooLarge(limit)
        }
        do {
            let buffer = try await request.body.collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge(limit)
        }
    }

    /// The body as a JSON object with no members but those of the route.
    func object() async throws -> JSON {
        try requireType("application/json")
        let bytes = try await body()
        let json: JSON
        do throws(JSONError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw Problem(
                .invalid,
                "the body is no JSON: \(error.reason) at byte \(error.offset)",
                field: "body",
                remedy: "Send one JSON object in UTF-8."
            )
        }
        guard let members = json.objectValue else {
            throw Problem(.invalid, "the body is no JSON object", field: "body", remedy: "Send one JSON object.")
        }
        if let bodyMembers, let unknown = members.keys.filter({ !bodyMembers.contains($0) }).min() {
            throw Problem(
                .invalid,
                "there is no such field",
                field: String(unknown.prefix(100)),
                remedy: "Known fields are \(bodyMembers.sorted().joined(separator: ", "))."
            )
        }
        return json
    }

    /// The fields of a page's form, at most ten; what is damaged is left out.
    func form() async throws -> FormFields {
        FormFields(parsing: String(decoding: try await body(), as: UTF8.self), countMax: 10)
    }

    /// The fields and files of a multipart form.
    func parts() async throws -> [MultipartForm.Part] {
        try requireType("multipart/form-data")
        guard let boundary = request.headers[.contentType].flatMap(MultipartForm.boundary) else {
            throw Problem(
                .invalid,
                "the multipart body has no boundary",
                field: "Content-Type",
                remedy: "Let your HTTP client write the Content-Type of the form."
            )
        }
        return try MultipartForm.parts(of: try await body(), boundary: boundary)
    }

    /// The media type of the body, without parameters, in lower case.
    var mediaType: String {
        let type = request.headers[.contentType]?.split(separator: ";").first ?? ""
        return type.lowercased().filter { $0 != " " && $0 != "\t" }
    }

    private func requireType(_ expected: String) throws(Problem) {
        guard request.headers[.contentType] != expected else { return }
        guard mediaType == expected else {
            throw Problem(
                .unsupportedMedia,
                "the body is not \(expected)",
                field: "Content-Type",
                remedy: "Send it with `Content-Type: \(expected)`."
            )
        }
    }

    private func tooLarge(_ limit: Int) -> Problem {
        Problem(
            .tooLarge,
            "the body is larger than \(limit) bytes",
            field: "body",
            remedy: "Send less at a time."
        )
    }
}
