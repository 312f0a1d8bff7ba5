// A request to somebody else's server, as a value.

/// One outbound HTTP request. Redirects are never followed: a redirect is a
/// response, and whoever asked decides.
public struct HTTPRequest: Sendable {
    /// The method in capitals: `GET`, `POST`...
    public var method: String
    /// An absolute `http` or `https` URL. Other schemes are refused.
    public var url: String
    /// Header fields in the order they are sent.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// For ``HTTPClient/send(_:)`` the limit of the whole exchange, waiting for
    /// a connection included. For ``HTTPClient/stream(_:)`` the longest silence:
    /// until the response head, then between two pieces of the body.
    public var timeoutMilliseconds: Int64
    /// For whoever counts time by another clock, or by what has come: asked every
    /// ``NetLimits/lookMilliseconds`` until the transfer ends, on the thread of all
    /// transfers; true ends it as ``NetError/timedOut(_:)``. Nil: nobody is asked.
    public var isOverdue: (@Sendable () -> Bool)?
    /// The socket to connect to instead of the URL's host, or nil.
    public var unixSocketPath: String?
    /// The largest response body accepted; a longer one is ``NetError/tooLarge``.
    public var bodyBytesMax: Int

    public init(
        method: String = "GET",
        url: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        timeoutMilliseconds: Int64 = NetLimits.timeoutMilliseconds,
        unixSocketPath: String? = nil,
        bodyBytesMax: Int = NetLimits.bodyBytesMax
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutMilliseconds = timeoutMilliseconds
        self.unixSocketPath = unixSocketPath
        self.bodyBytesMax = bodyBytesMax
    }
}

extension HTTPRequest {
    /// Whether doing it twice equals doing it once (RFC 9110, 9.2.2). Only such
    /// a request is sent again when a kept connection turns out to be closed under it.
    var isIdempotent: Bool {
        ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"].contains(method)
    }

    /// The first part of the request that cannot be put on the wire as it is,
    /// or would end its line early.
    func check() throws(NetError) {
        guard !url.isEmpty, url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw .badURL(url) }
        guard isToken(method) else { throw .badHeader("method") }
        for header in headers {
            let isPlain = header.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
            guard isToken(header.name), isPlain else { throw .badHeader(header.name) }
        }
        if let path = unixSocketPath {
            guard !path.isEmpty, !path.utf8.contains(0) else { throw .badURL(path) }
        }
    }
}

/// A token of RFC 9110, 5.6.2.
private func isToken(_ text: String) -> Bool {
    !text.isEmpty
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
}
