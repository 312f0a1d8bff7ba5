// The files of the pages, embedded in the program.

import HTTPTypes
import HostAccess
import Hummingbird
import NIOCore

/// A file of a page.
struct PageFile: Sendable {
    let bytes: [UInt8]
    let contentType: String
    /// Changes with the bytes.
    let version: String

    /// A file that belongs together with others has their version.
    init(_ bytes: [UInt8], _ contentType: String, version: String? = nil) {
        self.bytes = bytes
        self.contentType = "\(contentType); charset=utf-8"
        self.version = version ?? Self.version(of: bytes)
    }

    static func version(of bytes: [UInt8]) -> String { String(Digests.sha256Hex(bytes).prefix(12)) }

    /// Asked for by its `version` it may be kept for ever; else a browser looks for a newer one
    /// on every load.
    func response(version asked: String? = nil, _ more: HTTPFields = [:]) -> Response {
        var headers: HTTPFields = [
            .contentType: contentType,
            .cacheControl: asked == version ? "public, max-age=31536000, immutable" : "no-cache",
            .eTag: "\"\(version)\"",
            .xContentTypeOptions: "nosniff",
        ]
        headers.append(contentsOf: more)
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
