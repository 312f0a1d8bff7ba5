// One attempt with one provider: the request goes out, the answer is read, and a
// watch beside the reader ends what takes too long. Nothing is decided here about
// what follows.

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

    /// What reader and watch share.
    private final class Sight: Sendable {
        let pace: Mutex<AnswerPace>
        let head = Mutex<HTTPResponseHead?>(nil)

        init(_ pace: AnswerPace) { self.pace = Mutex(pace) }
    }

    private enum Part: Sendable {
        case read(Result<WholeAnswer, AttemptFailure>)
        case overdue(AttemptFailure.Kind)
        case watchEnded
    }

    func run() async -> Ending {
        let start = clock.monotonicMilliseconds()
        let sight = Sight(
            AnswerPace(provider.patience, isStreamed: provider.isStreamed, start: start, deadline: deadline)
        )
        let result = await withTaskGroup(of: Part.self) { group in
            group.addTask { .read(await read(sight)) }
            group.addTask { await watch(sight) }
            var failure: AttemptFailure?
            for await part in group {
                switch part {
                case .read(let result):
                    group.cancelAll()
                    return failure.map { .failure($0) } ?? result
                case .overdue(let kind):
                    failure = AttemptFailure(kind)
                    group.cancelAll()
                case .watchEnded: break
                }
            }
            return .failure(failure ?? AttemptFailure(.network))
        }
        let pace = sight.pace.withLock { $0 }
        return Ending(
            result: result,
            head: sight.head.withLock { $0 },
            firstPiece: pace.firstPieceAt.map { $0 - start },
            characters: pace.characters,
            isCancelled: Task.isCancelled
        )
    }

    private func watch(_ sight: Sight) async -> Part {
        while !Task.isCancelled {
            let now = clock.monotonicMilliseconds()
            switch sight.pace.withLock({ $0.verdict(at: now) }) {
            case .overdue(let kind): return .overdue(kind)
            case .fine(let until): await clock.pause(milliseconds: until - now)
            }
        }
        return .watchEnded
    }

    private func read(_ sight: Sight) async -> Result<WholeAnswer, AttemptFailure> {
        var request = provider.wire.request(question, model, key: key, isStreamed: provider.isStreamed)
        // The watch ends what takes too long; this is for a clock that stands still.
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
            let now = clock.monotonicMilliseconds()
            sight.pace.withLock { $0.took(characters, at: now) }
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
