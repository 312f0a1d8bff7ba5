// Server-sent events as they come off a streamed response.

/// The events of a stream of byte chunks, such as ``HTTPBody``.
public struct ServerSentEvents<Chunks: AsyncSequence>: AsyncSequence where Chunks.Element == [UInt8] {
    public typealias Element = ServerSentEvent

    private let chunks: Chunks
    private let bytesMax: Int

    /// Reads `chunks`; `bytesMax` is the longest event accepted, all fields together.
    public init(_ chunks: Chunks, bytesMax: Int = NetLimits.eventBytesMax) {
        self.chunks = chunks
        self.bytesMax = bytesMax
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(chunks: chunks.makeAsyncIterator(), parser: ServerSentEventParser(bytesMax: bytesMax))
    }

    /// Reads one event after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var chunks: Chunks.AsyncIterator
        fileprivate var parser: ServerSentEventParser
        private var ready: ArraySlice<ServerSentEvent> = []

        fileprivate init(chunks: Chunks.AsyncIterator, parser: ServerSentEventParser) {
            self.chunks = chunks
            self.parser = parser
        }

        /// The next event; nil when the stream ended, an event without its
        /// closing blank line is dropped.
        /// - Throws: what the chunks throw, and ``ServerSentEventTooLarge``.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> ServerSentEvent? {
            while ready.isEmpty {
                guard let chunk = try await chunks.next(isolation: actor) else { return nil }
                ready = try parser.feed(chunk)[...]
            }
            return ready.popFirst()
        }
    }
}

extension ServerSentEvents: Sendable where Chunks: Sendable {}
