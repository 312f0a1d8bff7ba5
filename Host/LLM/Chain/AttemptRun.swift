// One attempt with one provider: the request goes out and the answer is read, while
// the network's thread looks now and then whether it takes too long. Nothing is
// decided here about what follows.

internal import HostCore
internal import HostNet
internal import OrkestaModel
internal import Synchronization

/// What an attempt needs.
struct AttemptRun: Sendable {
    let question: ChatRequest
    let provider: ProviderSettings
    let model: ModelSettings
    let key: String?
    let client: HTTPClient
    let clock: any ChainClock
    /// When it must be over, in the clock's monotonic milliseconds.
    let deadline: Int64
    /// Hears how long the answer is, as it grows.
    let progress: @Sendable (Int) async -> Void

    /// How it ended, and what was seen on the way.
    struct Ending: Sendable {
        var result: Result<WholeAnswer, AttemptFailure>
        var head: HTTPResponseHead?
        /// Milliseconds from the start to the first piece.
        var firstPiece: Int64?
        /// Characters that came, of failed answers too: they are paid.
        var characters: Int
        /// Whoever asked went away.
        var isCancelled: Bool
    }

    /// What the reader sees, for the watch that looks at it from the network's thread.
    private final class Sight: Sendable {
        let head = Mutex<HTTPResponseHead?>(nil)
        private let state: Mutex<(pace: AnswerPace, overdue: AttemptFailure.Kind?)>

        init(_ pace: AnswerPace) { state = Mutex((pace, nil)) }

        var pace: AnswerPace { state.withLock { $0.pace } }
        /// What ended it, where it was the watch.
        var overdue: AttemptFailure.Kind? { state.withLock { $0.overdue } }

        func took(_ characters: Int, at now: Int64) { state.withLock { $0.pace.took(characters, at: now) } }

        /// Whether it takes too long; once it has, it stays so.
        func isOverdue(at now: Int64) -> Bool {
            state.withLock { state in
                state.overdue = state.overdue ?? state.pace.overdue(at: now)
                return state.overdue != nil
            }
        }
    }

    func run() async -> Ending {
        let start = clock.monotonicMilliseconds()
        let sight = Sight(
            AnswerPace(provider.patience, isStreamed: provider.isStreamed, start: start, deadline: deadline)
        )
        let result = await read(sight)
        let pace = sight.pace
        return Ending(
            result: sight.overdue.map { .failure(AttemptFailure($0)) } ?? result,
            head: sight.head.withLock { $0 },
            firstPiece: pace.firstPieceAt.map { $0 - start },
            characters: pace.characters,
            isCancelled: Task.isCancelled
        )
    }

    private func read(_ sight: Sight) async -> Result<WholeAnswer, AttemptFailure> {
        var request = provider.wire.request(question, model, key: key, isStreamed: provider.isStreamed)
        request.isOverdue = { [clock] in sight.isOverdue(at: clock.monotonicMilliseconds()) }
        // For a clock that stands still.
        request.timeoutMilliseconds = Limits.llmSilenceMilliseconds
        request.bodyBytesMax = Limits.llmAnswerBytesMax
        do throws(AttemptFailure) {
            return .success(try await provider.isStreamed ? stream(request, sight) : whole(request, sight))
        } catch {
            return error.salvaged(for: question).map { .success($0) } ?? .failure(error)
        }
    }

    private func whole(_ request: HTTPRequest, _ sight: Sight) async throws(AttemptFailure) -> WholeAnswer {
        let response = try await sent { () throws(NetError) in try await client.send(request) }
        sight.head.withLock { $0 = response.head }
        guard response.head.isSuccess else { throw failure(response.head, body: response.body) }
        return try provider.wire.answer(response.body, to: question)
    }

    private func stream(_ request: HTTPRequest, _ sight: Sight) async throws(AttemptFailure) -> WholeAnswer {
        let response = try await sent { () throws(NetError) in try await client.stream(request) }
        sight.head.withLock { $0 = response.head }
        guard response.head.isSuccess else {
            let body = try await sent { () throws(NetError) in try await response.body.collect() }
            throw failure(response.head, body: body)
        }
        var reader = provider.wire.reader()
        var chunks = response.body.makeAsyncIterator()
        while !reader.isComplete, let chunk = await next(&chunks) {
            try reader.take(chunk)
            let characters = reader.characters
            sight.took(characters, at: clock.monotonicMilliseconds())
            await progress(characters)
        }
        response.body.discardRest()
        return try reader.finish(question)
    }

    /// The next piece. A connection that breaks is an end: whether the answer was
    /// whole, what was read tells.
    private func next(_ chunks: inout HTTPBody.Iterator) async -> [UInt8]? {
        do { return try await chunks.next() } catch { return nil }
    }

    private func sent<Value>(_ exchange: () async throws(NetError) -> Value) async throws(AttemptFailure) -> Value {
        do throws(NetError) {
            return try await exchange()
        } catch {
            throw AttemptFailure(error)
        }
    }
}

extension HTTPResponseHead {
    fileprivate var isSuccess: Bool { (200...299).contains(status) }
}

extension AttemptFailure {
    init(_ error: NetError) {
        switch error {
        case .tooLarge: self.init(.tooLarge)
        case .timedOut: self.init(.timedOut)
        // The address or a header from the configuration, which no other try mends.
        case .badURL, .badHeader: self.init(.modelGone, code: error.label)
        case .couldNotConnect, .cancelled, .tls, .failed: self.init(.network, code: error.label)
        }
    }
}
