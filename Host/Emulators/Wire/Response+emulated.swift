// The few forms of response that emulators give.

internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import OrkestaModel

extension Response {
    static func json(_ status: Int, _ document: JSON, _ headers: [(String, String)] = []) -> Response {
        bytes(status, document.utf8, type: "application/json", headers)
    }

    static func text(_ status: Int, _ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        bytes(status, Array(text.utf8), type: type)
    }

    /// Header names that HTTP forbids are left out.
    static func bytes(
        _ status: Int,
        _ bytes: [UInt8],
        type: String,
        _ headers: [(String, String)] = []
    ) -> Response {
        var fields: HTTPFields = [.contentType: type, .xContentTypeOptions: "nosniff"]
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return Response(
            status: .init(code: status),
            headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}

extension Request {
    /// The path's segments, percent-decoded; what cannot be decoded stays as it is.
    var segments: [String] {
        uri.path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
            .map { PercentEncoding.decoded(String($0)) ?? String($0) }
    }

    /// The whole body. Throws when it is larger.
    func bytes(max: Int) async throws -> [UInt8] { Array(try await body.collect(upTo: max).readableBytesView) }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The last parameter of that name in the query, decoded.
    func parameter(_ name: String) -> String? { FormFields(parsing: uri.query ?? "", countMax: 100)[name] }
}
