// Where the events of one reader go: a stream of server-sent events, or a socket.

/// How a reader is told.
protocol EventSink {
    @concurrent mutating func send(_ events: [StreamEvent]) async throws
    /// Keeps the connection open that would be closed when idle.
    @concurrent mutating func keepAlive() async throws
}
