// A request to an emulated payment provider and its answer, as plain values: the
// emulators answer each call by one function.

internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import OrkestaModel

/// A request as the emulators of payment providers see it.
struct EmulatedCall: Sendable {
    let method: String
    /// Between the slashes, decoded.
    let path: [String]
    /// As it came behind the `?`.
    let query: String
    /// By lower-case name.
    let headers: [String: String]
    let body: [UInt8]

    /// The key in `Authorization: Bearer …`, or the user of HTTP Basic.
    var key: String? {
        guard let header = headers["authorization"] else { return nil }
        if header.hasPrefix("Bearer ") { return String(header.dropFirst("Bearer ".count)) }
        guard header.hasPrefix("Basic "), let data = Data(base64Encoded: String(header.dropFirst("Basic ".count)))
        else { return nil }
        return String(String(decoding: data, as: UTF8.self).prefix { $0 != ":" })
    }
}

/// What is answered.
struct EmulatedReply: Sendable {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var contentType = "application/json"
    var body: String
    /// The connection ends instead: the answer is lost on its way.
    var isLost = false

    static func json(_ json: JSON, status: Int = 200) -> EmulatedReply {
        EmulatedReply(status: status, body: json.description)
    }

    static func page(_ html: String, status: Int = 200) -> EmulatedReply {
        EmulatedReply(status: status, contentType: "text/html; charset=utf-8", body: html)
    }

    static func redirect(to url: String) -> EmulatedReply {
        EmulatedReply(status: 303, headers: [("Location", url)], contentType: "text/plain", body: "")
    }
}

extension EmulatedCall {
    init(_ request: Request) async throws {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        self.init(
            method: request.method.rawValue,
            path: request.segments,
            query: request.uri.query ?? "",
            headers: headers,
            body: try await request.bytes(max: EmulatorLimits.paymentBodyBytesMax)
        )
    }
}

extension EmulatedReply {
    /// Throws where the answer is lost: the connection ends then.
    func response(over context: EmulatorContext) async throws -> Response {
        if isLost { throw await context.breakOff() }
        return .bytes(status, Array(body.utf8), type: contentType, headers.map { ($0.name, $0.value) })
    }
}
