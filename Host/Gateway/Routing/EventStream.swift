// Server-sent events: how they are written, and the response that carries them.

import HTTPTypes
import Hummingbird
import NIOCore
import OrkestaModel

/// One event of a stream.
struct StreamEvent: Sendable {
    let name: String
    var id: String?
    let data: JSON

    /// The event as it goes over the wire. JSON text holds no line end.
    var buffer: ByteBuffer {
        var text = "event: \(name)\n"
        if let id { text += "id: \(id)\n" }
        return ByteBuffer(string: text + "data: \(data)\n\n")
    }

    /// Keeps connections open that would be closed when idle.
    static let comment = ByteBuffer(string: ":\n\n")
}

/// Server-sent events as a sink of what happens.
struct EventStreamSink: EventSink {
    var writer: any ResponseBodyWriter

    @concurrent mutating func send(_ events: [StreamEvent]) async throws {
        try await writer.write(contentsOf: events.map(\.buffer))
    }

    @concurrent mutating func keepAlive() async throws { try await writer.write(StreamEvent.comment) }
}

extension Response {
    private static let eventHeaders: HTTPFields = [
        .contentType: "text/event-stream", .cacheControl: "no-store", .connection: "keep-alive",
    ]

    /// A stream of events; it ends when `write` returns.
    static func events(
        _ write: @escaping @Sendable @concurrent (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .ok,
            headers: eventHeaders,
            body: ResponseBody { writer in
                try await write(&writer)
                try await writer.finish(nil)
            }
        )
    }
}
