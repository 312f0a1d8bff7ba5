// The exchange of a streamed response: pieces wait here for their reader, and
// when too many wait the connection is not read.

internal import Synchronization

/// Keeps the pieces of a response body until its one reader takes them.
final class StreamedExchange: Exchange {
    private enum Waiter {
        case head(CheckedContinuation<Result<HTTPResponseHead, NetError>, Never>)
        case chunk(CheckedContinuation<Result<[UInt8]?, NetError>, Never>)
    }

    private struct State {
        var head: HTTPResponseHead?
        var chunks: [[UInt8]] = []
        var bufferedByteCount = 0
        var receivedByteCount = 0
        var isPaused = false
        /// Nobody reads on.
        var isDiscarding = false
        /// Set once, when nothing more comes.
        var end: Result<Void, NetError>?
        var waiter: Waiter?
    }

    let isStreamed = true
    private let bodyBytesMax: Int
    private let state = Mutex(State())

    init(bodyBytesMax: Int) {
        self.bodyBytesMax = bodyBytesMax
    }

    func hear(_ line: String) {
        // Only HTTP is streamed.
    }

    func begin(_ head: HTTPResponseHead) {
        let waiter = state.withLock { state in
            state.head = head
            return state.waiter.take()
        }
        if case .head(let continuation) = waiter { continuation.resume(returning: .success(head)) }
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Receipt {
        let chunk = Array(bytes)
        let (receipt, waiter) = state.withLock { state -> (Receipt, Waiter?) in
            guard !state.isDiscarding else { return (.taken, nil) }
            guard chunk.count <= bodyBytesMax - state.receivedByteCount else { return (.tooLarge, nil) }
            guard state.bufferedByteCount < NetLimits.streamBufferedBytesMax else {
                state.isPaused = true
                return (.paused, nil)
            }
            state.receivedByteCount += chunk.count
            if case .chunk = state.waiter { return (.taken, state.waiter.take()) }
            state.chunks.append(chunk)
            state.bufferedByteCount += chunk.count
            return (.taken, nil)
        }
        if case .chunk(let continuation) = waiter { continuation.resume(returning: .success(chunk)) }
        return receipt
    }

    func finish(_ failure: NetError?) {
        let waiter = state.withLock { state in
            state.end = failure.map { .failure($0) } ?? .success(())
            return state.waiter.take()
        }
        switch waiter {
        case .head(let continuation): continuation.resume(returning: .failure(failure ?? .withoutHead))
        case .chunk(let continuation): continuation.resume(returning: failure.map { .failure($0) } ?? .success(nil))
        case nil: break
        }
    }
}

// The reader's side.
extension StreamedExchange {
    /// Waits for the response head; to be called once, before ``chunk()``.
    func head() async -> Result<HTTPResponseHead, NetError> {
        await withCheckedContinuation { continuation in
            let result: Result<HTTPResponseHead, NetError>? = state.withLock { state in
                if let head = state.head { return .success(head) }
                if let end = state.end { return end.flatMap { .failure(.withoutHead) } }
                state.waiter = .head(continuation)
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }

    /// The next piece, or nil at the end. One reader at a time. Calls `resume`
    /// when the connection is to be read again.
    func chunk(resume: @Sendable () -> Void) async -> Result<[UInt8]?, NetError> {
        let (ready, resumes) = takeChunk()
        if resumes { resume() }
        if let ready { return ready }
        return await withCheckedContinuation { continuation in
            let late: Result<[UInt8]?, NetError>? = state.withLock { state in
                if let ready = Self.pop(&state) { return ready }
                state.waiter = .chunk(continuation)
                return nil
            }
            if let late { continuation.resume(returning: late) }
        }
    }

    /// Whether nothing more comes.
    var hasEnded: Bool { state.withLock { $0.end != nil } }

    /// Lets everything that comes from now on go.
    func discardRest() {
        state.withLock { state in
            state.isDiscarding = true
            state.chunks = []
            state.bufferedByteCount = 0
        }
    }

    private func takeChunk() -> (Result<[UInt8]?, NetError>?, resumes: Bool) {
        state.withLock { state in
            let ready = Self.pop(&state)
            guard state.isPaused, state.bufferedByteCount <= NetLimits.streamBufferedBytesResume else {
                return (ready, false)
            }
            state.isPaused = false
            return (ready, true)
        }
    }

    private static func pop(_ state: inout State) -> Result<[UInt8]?, NetError>? {
        // Small pieces that already wait are handed over as one.
        guard state.chunks.isEmpty else {
            var chunk: [UInt8] = []
            if state.chunks.count > 1 { chunk.reserveCapacity(state.bufferedByteCount) }
            for piece in state.chunks { chunk += piece }
            state.chunks = []
            state.bufferedByteCount = 0
            return .success(chunk)
        }
        return state.end?.map { nil }
    }
}
