// The exchange of a plain request: everything is gathered, then one task goes on.

internal import Synchronization

/// What was gathered, and how it ended.
struct CollectedAnswer: Sendable {
    var head: HTTPResponseHead?
    var body: [UInt8] = []
    /// What the other side said last, or refused with, where it does not speak HTTP.
    var lastLine = ""
    var failure: NetError?

    /// As the response to an HTTP request.
    var response: Result<HTTPResponse, NetError> {
        if let failure { return .failure(failure) }
        guard let head else { return .failure(.withoutHead) }
        return .success(HTTPResponse(head: head, body: body))
    }
}

/// Gathers an answer and hands it to the one who awaits ``answer()``.
final class CollectedExchange: Exchange {
    private enum Waiter {
        case none
        case waiting(CheckedContinuation<CollectedAnswer, Never>)
        case finished(CollectedAnswer)
    }

    private struct State {
        var answer = CollectedAnswer()
        var waiter = Waiter.none
    }

    let isStreamed = false
    private let bodyBytesMax: Int
    private let state = Mutex(State())

    init(bodyBytesMax: Int) {
        self.bodyBytesMax = bodyBytesMax
    }

    /// Waits for the end of the transfer; to be called once.
    func answer() async -> CollectedAnswer {
        await withCheckedContinuation { continuation in
            let answer: CollectedAnswer? = state.withLock { state in
                if case .finished(let answer) = state.waiter { return answer }
                state.waiter = .waiting(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    func begin(_ head: HTTPResponseHead) {
        state.withLock { $0.answer.head = head }
    }

    func hear(_ line: String) {
        state.withLock { state in
            // What follows a refusal of SMTP's is its goodbye, or another way to log in.
            let isRefused = ["4", "5"].contains(state.answer.lastLine.prefix(1))
            if isRefused, !line.hasPrefix("235"), !line.hasPrefix("354") { return }
            state.answer.lastLine = line
        }
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Receipt {
        state.withLock { state in
            guard bytes.count <= bodyBytesMax - state.answer.body.count else { return .tooLarge }
            state.answer.body.append(contentsOf: bytes)
            return .taken
        }
    }

    func finish(_ failure: NetError?) {
        let (waiter, answer) = state.withLock { state -> (Waiter, CollectedAnswer) in
            var answer = state.answer
            answer.failure = failure
            let waiter = state.waiter
            state = State(waiter: .finished(answer))
            return (waiter, answer)
        }
        if case .waiting(let continuation) = waiter { continuation.resume(returning: answer) }
    }
}

extension NetError {
    /// The connection ended well and yet nothing like a response came.
    static let withoutHead = NetError.failed(code: 0, message: "the response has no head", .unknown)
}
