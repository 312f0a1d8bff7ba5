// A response whose body is read piece by piece, while the server still writes.

/// A response head and the body behind it.
///
/// Leaving the body unread, or dropping it halfway, cancels the transfer.
public struct HTTPStream: Sendable {
    public let head: HTTPResponseHead
    public let body: HTTPBody

    public var status: Int { head.status }
}

/// The pieces of a response body, in order, as they arrived. One task reads
/// them, once; while it is slow the server is not read (backpressure).
public struct HTTPBody: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    public typealias Failure = NetError

    private let lease: StreamLease

    init(_ lease: StreamLease) {
        self.lease = lease
    }

    public func makeAsyncIterator() -> Iterator { Iterator(lease: lease) }

    /// Reads one piece after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let lease: StreamLease

        /// The next piece, nil at the end of the body.
        /// - Throws: ``NetError``; cancelling the task cancels the transfer.
        public mutating func next() async throws(NetError) -> [UInt8]? {
            try await lease.next().get()
        }
    }

    /// Ends the reading without ending the connection: what is left of the body
    /// arrives unseen, for at most ``NetLimits/discardMilliseconds``, so that the
    /// next request finds the connection open. For a body whose format has said
    /// its last word.
    public func discardRest() { lease.discardRest() }

    /// The whole rest of the body.
    /// - Throws: ``NetError``, ``NetError/tooLarge`` beyond the request's limit.
    public func collect() async throws(NetError) -> [UInt8] {
        var bytes: [UInt8] = []
        var iterator = makeAsyncIterator()
        while let chunk = try await iterator.next() { bytes += chunk }
        return bytes
    }
}

/// Ties a transfer to its reader's interest: when the last copy of the body is
/// gone, so is the transfer.
final class StreamLease: Sendable {
    private let exchange: StreamedExchange
    private let transfer: Transfer
    private let loop: TransferLoop

    init(_ exchange: StreamedExchange, _ transfer: Transfer, _ loop: TransferLoop) {
        self.exchange = exchange
        self.transfer = transfer
        self.loop = loop
    }

    // The thread is not woken for what has ended.
    deinit { if !exchange.hasEnded { loop.submit(.cancel(transfer)) } }

    func discardRest() {
        exchange.discardRest()
        if !exchange.hasEnded { loop.submit(.discard(transfer)) }
    }

    func next() async -> Result<[UInt8]?, NetError> {
        let (loop, transfer) = (loop, transfer)
        return await withTaskCancellationHandler {
            await exchange.chunk { loop.submit(.resume(transfer)) }
        } onCancel: {
            loop.submit(.cancel(transfer))
        }
    }
}
