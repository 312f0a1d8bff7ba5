// The exchange of a plain request: everything is gathered, then one task goes on.

internal import Synchronization

/// Gathers a response and hands it to the one who awaits ``response(of:)``.
final class CollectedExchange: Exchange {
    private enum Waiter {
        case none
        case waiting(CheckedContinuation<Result<HTTPResponse, NetError>, Never>)
        case finished(Result<HTTPResponse, NetError>)
    }

    private struct State {
        var head: HTTPResponseHead?
        var body: [UInt8] = []
        var waiter = Waiter.none
    }

    let isStreamed = false
    private let bodyBytesMax: Int
    private let state = Mutex(State())

    init(bodyBytesMax: Int) {
        self.bodyBytesMax = bodyBytesMax
    }

    /// Waits for the end of the transfer; to be called once.
    func response() async -> Result<HTTPResponse, NetError> {
        await withCheckedContinuation { continuation in
            let result: Result<HTTPResponse, NetError>? = state.withLock { state in
                if case .finished(let result) = state.waiter { return result }
                state.waiter = .waiting(continuation)
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }

    func begin(_ head: HTTPResponseHead) {
        state.withLock { $0.head = head }
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Receipt {
        state.withLock { state in
            guard bytes.count <= bodyBytesMax - state.body.count else { return .tooLarge }
            state.body.append(contentsOf: bytes)
            return .taken
        }
    }

    func finish(_ failure: NetError?) {
        let (waiter, result) = state.withLock { state -> (Waiter, Result<HTTPResponse, NetError>) in
            let result = Self.result(state, failure)
            let waiter = state.waiter
            state = State(waiter: .finished(result))
            return (waiter, result)
        }
        if case .waiting(let continuation) = waiter { continuation.resume(returning: result) }
    }

    private static func result(_ state: State, _ failure: NetError?) -> Result<HTTPResponse, NetError> {
        if let failure { return .failure(failure) }
        guard let head = state.head else { return .failure(.withoutHead) }
        return .success(HTTPResponse(head: head, body: state.body))
    }
}

extension NetError {
    /// The connection ended well and yet nothing like a response came.
    static let withoutHead = NetError.failed(code: 0, message: "the response has no head", .unknown)
}
