// The server of an emulated payment provider: one function answers everything.

internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
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

/// Serves on 127.0.0.1.
struct EmulatedServer: Sendable {
    private static let bodyBytesMax = 1 << 20

    /// 0: a free port.
    let port: Int
    let log: Logger
    let onListening: @Sendable (Int) async -> Void
    let answer: @Sendable (EmulatedCall) async -> EmulatedReply

    /// Until it is shut down in order.
    func run() async throws {
        let (answer, onListening) = (answer, onListening)
        try await Application(
            responder: CallbackResponder<EmulatorContext> { request, context in
                let reply = await answer(try await Self.call(request))
                if reply.isLost { throw await context.breakOff() }
                return Self.response(reply)
            },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: log
        )
        .run()
    }

    private static func call(_ request: Request) async throws -> EmulatedCall {
        let buffer = try await request.body.collect(upTo: bodyBytesMax)
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        return EmulatedCall(
            method: request.method.rawValue,
            path: request.uri.path.split(separator: "/").map { String($0).removingPercentEncoding ?? String($0) },
            query: request.uri.query ?? "",
            headers: headers,
            body: Array(buffer.readableBytesView)
        )
    }

    private static func response(_ reply: EmulatedReply) -> Response {
        var fields = HTTPFields()
        for (name, value) in reply.headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        fields[.contentType] = reply.contentType
        return Response(
            status: .init(code: reply.status),
            headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: reply.body))
        )
    }
}
