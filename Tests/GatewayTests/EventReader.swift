// Reads an endless stream from a router until enough of it was seen.

import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

@testable import HostGateway

/// Gathers what a stream writes, and stops it.
final class EventReader: Sendable {
    private let responder: RouterResponder<GatewayContext>
    private let logger: Logger
    private let gathered = Mutex("")

    init(router: GatewayRouter, logger: Logger) {
        responder = router.buildResponder()
        self.logger = logger
    }

    var text: String { gathered.withLock { $0 } }

    /// Reads until `enough`; then, if there is more to do, does it and reads on until `until`.
    /// What is to be done once the request is answered, is done before anything is read.
    func read(
        _ target: String,
        cookie: String? = nil,
        key: String? = nil,
        lastEventID: String? = nil,
        enough: @escaping @Sendable (String) -> Bool,
        then: (@Sendable () async throws -> Void)? = nil,
        until: @escaping @Sendable (String) -> Bool = { _ in true },
        onceAnswered: (@Sendable () async throws -> Void)? = nil
    ) async throws {
        var headers = HTTPFields()
        if let cookie { headers[.cookie] = cookie }
        if let key { headers[.authorization] = "Bearer \(key)" }
        if let lastEventID, let name = HTTPField.Name("Last-Event-ID") { headers[name] = lastEventID }
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: target, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer())
        )
        let response = try await responder.respond(to: request, context: GatewayContext(logger: logger))
        try await onceAnswered?()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await response.body.write(Writer(reader: self)) } catch is CancellationError { return }
            }
            try await wait(enough)
            if let then {
                try await then()
                try await wait(until)
            }
            group.cancelAll()
        }
    }

    private func wait(_ enough: @Sendable (String) -> Bool) async throws {
        while !enough(text) { try await Task.sleep(for: .milliseconds(10)) }
    }

    private struct Writer: ResponseBodyWriter {
        let reader: EventReader

        func write(_ buffer: ByteBuffer) async throws {
            try Task.checkCancellation()
            reader.gathered.withLock { $0 += String(buffer: buffer) }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
