// Whoever listens to an emulated provider: a server that keeps what it is posted
// and answers as it is told.

import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import OrkestaModel
import ServiceLifecycle
import Synchronization
import TestHarness
import Testing

/// A request that was posted, or asked.
struct PostedRequest: Sendable {
    let method: String
    let query: String
    let headers: [String: String]
    let body: [UInt8]

    /// Null when the body is no JSON.
    var json: JSON { (try? JSON(parsing: body)) ?? .null }
}

/// A server on a free port of 127.0.0.1.
final class WebhookListener: Service {
    /// Answers the request of that number, from 0.
    typealias Script = @Sendable (Int, PostedRequest) -> (status: Int, body: String)

    private let script: Script
    private let quiet: Logger
    private let requests = Mutex<[PostedRequest]>([])
    private let ports: AsyncStream<Int>
    private let port: AsyncStream<Int>.Continuation

    init(_ script: @escaping Script = { _, _ in (200, "") }) {
        self.script = script
        quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        (ports, port) = AsyncStream.makeStream(of: Int.self)
    }

    var received: [PostedRequest] { requests.withLock { $0 } }

    /// Its address, once it listens.
    func address() async throws -> String {
        let port = try #require(await ports.first { _ in true })
        return "http://127.0.0.1:\(port)/hook"
    }

    /// What was received once `isEnough` holds.
    func received(
        where isEnough: @Sendable ([PostedRequest]) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [PostedRequest] {
        let enough = await eventual {
            let received = received
            return isEnough(received) ? received : nil
        }
        if let enough { return enough }
        let seen = received.map { String(decoding: $0.body, as: UTF8.self) }
        Issue.record("what was waited for did not come; came: \(seen)", sourceLocation: sourceLocation)
        throw CancellationError()
    }

    func run() async throws {
        let (port, script, requests) = (port, script, self)
        try await Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in
                let body = try await request.body.collect(upTo: 8 << 20)
                let posted = PostedRequest(
                    method: request.method.rawValue,
                    query: request.uri.query ?? "",
                    headers: Dictionary(
                        request.headers.map { ($0.name.canonicalName, $0.value) },
                        uniquingKeysWith: { first, _ in first }
                    ),
                    body: Array(body.readableBytesView)
                )
                let answer = script(requests.keep(posted), posted)
                return Response(
                    status: .init(code: answer.status),
                    headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body))
                )
            },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: quiet
        )
        .run()
    }

    private func keep(_ request: PostedRequest) -> Int {
        requests.withLock { requests in
            requests.append(request)
            return requests.count - 1
        }
    }
}
