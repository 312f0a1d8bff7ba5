// Sends a request to a router without a socket: for the command line when no
// host runs on its data, and for tests.

public import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore
import Synchronization

/// Asks a router directly.
public struct InProcessClient: Sendable {
    /// A whole answer.
    public struct Answer: Sendable {
        public let status: Int
        public let headers: HTTPFields
        public let body: [UInt8]
    }

    private let responder: RouterResponder<GatewayContext>
    private let logger: Logger

    /// `router` is usually ``operatorRouter(_:)``.
    public init(_ router: GatewayRouter, logger: Logger) {
        responder = router.buildResponder()
        self.logger = logger
    }

    /// `target` is path and query as they stand in a request line. Returns when
    /// the answer is whole; throws what breaks off its body.
    public func send(
        _ method: HTTPRequest.Method,
        _ target: String,
        headers: HTTPFields = [:],
        body: [UInt8] = []
    ) async throws -> Answer {
        let request = Request(
            head: HTTPRequest(
                method: method,
                scheme: "http",
                authority: "localhost",
                path: target,
                headerFields: headers
            ),
            body: RequestBody(buffer: ByteBuffer(bytes: body))
        )
        let response = try await responder.respond(to: request, context: GatewayContext(logger: logger))
        let collected = CollectedBody()
        try await response.body.write(collected)
        return Answer(status: response.status.code, headers: response.headers, body: collected.bytes)
    }
}

/// Gathers what a response's body writes.
private final class CollectedBody: ResponseBodyWriter, Sendable {
    private let content = Mutex<[UInt8]>([])

    var bytes: [UInt8] { content.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        content.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
