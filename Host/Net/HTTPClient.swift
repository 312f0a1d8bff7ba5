// Outbound HTTP for the whole house: one client, one pool of connections, one
// thread. HTTP/2 where the server offers it; no proxies, no redirects, no
// cookies; certificates are always verified.

/// Sends HTTP requests. Safe to share; make one and keep it.
public final class HTTPClient: Sendable {
    private let loop: TransferLoop
    private let reach: NetReach

    /// - Throws: ``NetError/failed`` when the system has no room for its thread.
    public init(
        maximumConnectionsPerHost: Int = NetLimits.connectionsPerHostMax,
        reach: NetReach = .anywhere
    ) throws(NetError) {
        guard let loop = TransferLoop(maximumConnectionsPerHost: maximumConnectionsPerHost) else {
            throw .failed(code: 0, message: "libcurl could not be started", .nothingSent)
        }
        self.loop = loop
        self.reach = reach
    }

    deinit { loop.submit(.stop) }

    /// Sends a request and reads the whole response, whatever its status.
    ///
    /// A request that is not idempotent is never repeated behind the caller's
    /// back; see ``NetError/outcome``. Cancelling the task cancels it.
    public func send(_ request: HTTPRequest) async throws(NetError) -> HTTPResponse {
        try request.check()
        let exchange = CollectedExchange(bodyBytesMax: request.bodyBytesMax)
        let transfer = Transfer(request, exchange, reach)
        return try await loop.run(transfer, { await exchange.answer().response }, cancelled: Self.cancelled()).get()
    }

    /// Sends a request and returns as soon as the response head is there.
    public func stream(_ request: HTTPRequest) async throws(NetError) -> HTTPStream {
        try request.check()
        let exchange = StreamedExchange(bodyBytesMax: request.bodyBytesMax)
        let transfer = Transfer(request, exchange, reach)
        let lease = StreamLease(exchange, transfer, loop)
        let head = try await loop.run(transfer, { await exchange.head() }, cancelled: Self.cancelled()).get()
        return HTTPStream(head: head, body: HTTPBody(lease))
    }

    /// Cancels what is in flight and ends the thread; later requests are
    /// ``NetError/cancelled``. Does not wait.
    public func shutdown() {
        loop.submit(.stop)
    }

    private static func cancelled<Value>() -> Result<Value, NetError> { .failure(.cancelled(.nothingSent)) }
}
