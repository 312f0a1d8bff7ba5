// Responses, with the headers that never change made once.

import HTTPTypes
import Hummingbird
import NIOCore
import OrkestaModel

extension Response {
    private static let jsonHeaders: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]

    static func json(_ json: JSON, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: jsonHeaders, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.utf8)))
    }

    /// A document that is JSON text already.
    static func json(text: String) -> Response {
        Response(status: .ok, headers: jsonHeaders, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// `{"items": […], "next_cursor": …}`.
    static func page(_ items: [JSON], next: String?) -> Response {
        json(["items": .array(items), "next_cursor": JSON(next)])
    }
}
