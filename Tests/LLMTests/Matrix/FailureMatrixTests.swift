// Every way to fail, at every place of the chain and at all of them, streamed or
// not, once or for good: the caller gets one whole answer or a failure, nothing of
// a failed attempt, and the trace says how. The table of what happened is attached
// to the test (`swift test --attachments-path DIR`).

import HostEmulators
import HostLLM
import OrkestaModel
import Synchronization
import Testing

@Suite struct FailureMatrixTests {
    /// Cells at once; many of them wait.
    private static let width = 24
    /// What each question may take, in milliseconds of the chain's clock.
    private static let time: Int64 = 119_000

    @Test(.timeLimit(.minutes(10))) func everyFailureAtEveryPlace() async throws {
        try await LLMHouse.run { house in
            let outcomes = try await withThrowingTaskGroup(of: MatrixOutcome.self) { group in
                var outcomes: [MatrixOutcome] = []
                for (index, cell) in MatrixCell.all.enumerated() {
                    if index >= Self.width, let outcome = try await group.next() { outcomes.append(outcome) }
                    group.addTask { try await play(cell, house) }
                }
                for try await outcome in group { outcomes.append(outcome) }
                return outcomes
            }
            Attachment.record(matrixTable(outcomes), named: "llm-failure-matrix.md")
        }
    }

    private func play(_ cell: MatrixCell, _ house: LLMHouse) async throws -> MatrixOutcome {
        let providers = cell.providers(house)
        for provider in providers[..<cell.failing.lowerBound] {
            house.emulator.set(.always(.unavailable), for: provider.name)
        }
        let plan = cell.isOnce ? FaultPlan.first(1, cell.fault) : .always(cell.fault)
        for provider in providers[cell.failing] { house.emulator.set(plan, for: provider.name) }
        let clock = PushedClock()
        let chain = try house.chain(LLMSettings(providers: providers), clock: clock)
        let question = cell.fault.needsTools ? Sample.search : Sample.greeting

        let hurry = MatrixHurry(cell, providers, house.emulator, clock)
        let attempts = await ask(chain, question, cell, providers, hurry)
        let asked = house.emulator.received.map(\.line).filter(Set(providers.map(\.name)).contains)
        let tried = attempts.filter { !$0.label.hasPrefix("skipped") }.map(\.provider)
        #expect(asked == tried, "\(cell): nobody is asked who isn't in the trace")
        let end = attempts.last.map { $0.startedAt + $0.took } ?? 0
        #expect(end < Self.time, "\(cell): the deadline holds")

        if cell.place == .everywhere {
            for provider in providers { house.emulator.set(FaultPlan(), for: provider.name) }
            clock.push(milliseconds: 3_600_000)
            let steps = await steps { () async throws(ChainFailure) in
                try await chain.complete(question, for: Sample.call(milliseconds: Self.time))
            }
            #expect(steps == cell.stepsAfterwards(providers), "\(cell): afterwards")
        }
        return MatrixOutcome(cell: cell, attempts: attempts, milliseconds: end)
    }

    /// Asks, holds what comes against what must, and returns the trace.
    private func ask(
        _ chain: LLMChain,
        _ question: ChatRequest,
        _ cell: MatrixCell,
        _ providers: [ProviderSettings],
        _ hurry: MatrixHurry
    ) async -> [Attempt] {
        let shown = Mutex<[ChatEvent]>([])
        var call = Sample.call(milliseconds: Self.time)
        call.observe = hurry.ended
        async let _ = hurry.run()
        do throws(ChainFailure) {
            let result = try await chain.stream(
                question,
                for: call,
                refusal: { _ in nil },
                { event in
                    if case .progress(let characters) = event { return hurry.grew(to: characters) }
                    shown.withLock { $0.append(event) }
                }
            )
            #expect(result.steps == cell.steps(providers), "\(cell)")
            expectWhole(result.answer, cell, question)
            var told: [ChatEvent] = []
            if let text = result.answer.text { told.append(.text(text)) }
            told += result.answer.calls.map { .call($0) }
            #expect(shown.withLock { $0 } == told, "\(cell): only the answer is shown")
            return result.attempts
        } catch {
            #expect(error.steps == cell.steps(providers), "\(cell)")
            #expect(error.reason == cell.reason, "\(cell)")
            #expect(shown.withLock { $0 }.isEmpty, "\(cell): nothing is shown")
            return error.attempts
        }
    }

    private func expectWhole(_ answer: ChatAnswer, _ cell: MatrixCell, _ question: ChatRequest) {
        guard question.tools.isEmpty else {
            #expect(answer.calls.map(\.name) == ["buscar_productos"], "\(cell)")
            #expect(answer.calls.map(\.arguments) == [Sample.searchArguments], "\(cell)")
            #expect(answer.finish == .calls, "\(cell)")
            return
        }
        let isCut = cell.fault == .length
        if isCut, answer.finish == .length {
            #expect(Sample.greetingAnswer.hasPrefix(answer.text ?? "-"), "\(cell)")
        } else {
            #expect(answer.text == Sample.greetingAnswer, "\(cell)")
        }
    }

    private func steps(_ asking: () async throws(ChainFailure) -> ChatResult) async -> [String] {
        do throws(ChainFailure) { return try await asking().steps } catch { return error.steps }
    }
}
