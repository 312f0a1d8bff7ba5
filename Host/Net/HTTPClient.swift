// Outbound HTTP for the whole house: one client, one pool of connections, one
// thread. HTTP/2 where the server offers it; no proxies, no redirects, no
// cookies; certificates are always verified.

/// Sends HTTP requests. Safe to share; make one and keep it.
public final class HTTPClient: Sendable {
    /// Which addresses a client connects to, whatever name stands for them. It is a
    /// client's and not a request's, because connections are kept: one that was
    /// opened for a request of wider reach must not serve another.
    public enum Reach: Sendable {
        case anywhere
        /// None of this machine and of private networks: a request to one is
        /// ``NetError/couldNotConnect``.
        case publicAddresses
        /// The same, but this machine's own addresses (127.0.0.0/8, ::1) are reached.
        case publicAddressesAndThisMachine
    }

    private let loop: TransferLoop
    private let reach: Reach

    /// - Throws: ``NetError/failed`` when the system has no room for its thread.
    public init(
        maximumConnectionsPerHost: Int = NetLimits.connectionsPerHostMax,
        reach: Reach = .anywhere
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
        return try await run(transfer) { await exchange.response() }.get()
    }

    /// Sends a request and returns as soon as the response head is there.
    public func stream(_ request: HTTPRequest) async throws(NetError) -> HTTPStream {
        try request.check()
        let exchange = StreamedExchange(bodyBytesMax: request.bodyBytesMax)
        let transfer = Transfer(request, exchange, reach)
        let lease = StreamLease(exchange, transfer, loop)
        let head = try await run(transfer) { await exchange.head() }.get()
        return HTTPStream(head: head, body: HTTPBody(lease))
    }

    /// Cancels what is in flight and ends the thread; later requests are
    /// ``NetError/cancelled``. Does not wait.
    public func shutdown() {
        loop.submit(.stop)
    }

    /// Starts the transfer and waits for what its exchange gives.
    private func run<Value: Sendable>(
        _ transfer: Transfer,
        _ wait: () async -> Result<Value, NetError>
    ) async -> Result<Value, NetError> {
        guard !Task.isCancelled else { return .failure(.cancelled(.nothingSent)) }
        // Started out here: a cancellation then always finds it in the queue.
        loop.submit(.start(transfer))
        return await withTaskCancellationHandler {
            await wait()
        } onCancel: {
            loop.submit(.cancel(transfer))
        }
    }
}
