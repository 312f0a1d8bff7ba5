// Every way to fail, at every place of the chain, streamed or not, once or for
// good: the caller gets one whole answer, and the trace says how.

import HostEmulators
import HostLLM
import OrkestaModel
import Testing

/// What a fault comes to.
private struct Consequence {
    enum End {
        /// The fault is none: the answer is whole.
        case answers
        /// The provider is asked so often in all, then the next one.
        case goesOn(AttemptFailure.Kind, tries: Int)
        /// Nobody else is asked.
        case stops(AttemptFailure.Kind, ChainFailure.Reason)
    }

    let end: End

    init(of fault: LLMFault, isStreamed: Bool) {
        end =
            switch fault {
            case .hangUp: .goesOn(.network, tries: 2)
            case .serverError, .badGateway, .unavailable, .gatewayTimeout, .requestTimeout, .redirect:
                .goesOn(.server, tries: 2)
            case .unauthorized, .forbidden: .goesOn(.unauthorized, tries: 1)
            case .modelGone, .modelDecommissioned: .goesOn(.modelGone, tries: 1)
            case .rateLimit, .rateLimitInText: .goesOn(.rateLimited, tries: 1)
            case .rateLimitSoon: .goesOn(.rateLimited, tries: 2)
            case .contextTooLong, .requestTooLarge: .goesOn(.contextTooLong, tries: 1)
            case .flexFull, .clientClosed: .goesOn(.capacity, tries: 1)
            case .toolUseFailed: .goesOn(.toolUseFailed, tries: 2)
            case .badRequest: .stops(.badRequest, .badRequest)
            case .contentFilter, .filteredAnswer: .stops(.contentFilter, .contentFilter)
            case .notJSON: .goesOn(isStreamed ? .truncated : .malformed, tries: 2)
            case .errorFirst, .errorAfterText, .errorAfterAnnotations: .goesOn(.errorInStream, tries: 2)
            case .truncated: .goesOn(isStreamed ? .truncated : .malformed, tries: 2)
            case .cut: .goesOn(isStreamed ? .truncated : .network, tries: 2)
            case .silence, .stall: .goesOn(isStreamed ? .stalled : .timedOut, tries: 2)
            case .stallAfterText, .keepAliveOnly: .goesOn(.stalled, tries: 2)
            case .drip: .goesOn(isStreamed ? .dripping : .timedOut, tries: 2)
            case .malformedTwice, .malformedCall: .goesOn(.malformed, tries: 2)
            case .lengthInCall: .goesOn(.cutCall, tries: 2)
            case .empty: .goesOn(.empty, tries: 2)
            case .badArguments, .unknownTool: .goesOn(.badToolCall, tries: 2)
            case .withoutDone, .malformedEvent, .length, .toolUseSalvageable, .toolLoop: .answers
            }
    }
}

/// A cell of the matrix.
private struct MatrixCell: Sendable, CustomStringConvertible {
    let fault: LLMFault
    /// 0: Groq, 1: Azure, 2: Ollama. Those before it are down.
    let place: Int
    let isStreamed: Bool
    let isOnce: Bool

    var description: String {
        "\(fault.rawValue)-at-\(place)-\(isStreamed ? "streamed" : "whole")-\(isOnce ? "once" : "for-good")"
    }

    static let all = LLMFault.allCases.flatMap { fault in
        (0..<3).flatMap { place in
            [true, false].flatMap { isStreamed in
                [true, false].compactMap { isOnce in
                    let cell = MatrixCell(fault: fault, place: place, isStreamed: isStreamed, isOnce: isOnce)
                    return cell.isPossible ? cell : nil
                }
            }
        }
    }

    /// What Ollama's own format has no words for, and what needs a stream.
    private var isPossible: Bool {
        let isOpenAIOnly: Set<LLMFault> = [
            .modelDecommissioned, .toolUseFailed, .toolUseSalvageable, .malformedCall, .lengthInCall,
        ]
        return (place < 2 || !isOpenAIOnly.contains(fault)) && (isStreamed || !fault.needsStream)
    }

    /// Faults that only time reveals.
    private var isSlow: Bool {
        switch fault {
        case .silence, .stall, .stallAfterText, .keepAliveOnly, .drip: true
        default: false
        }
    }

    /// The chain of this cell, with lines of its own at the emulator.
    func providers(_ house: LLMHouse) -> [ProviderSettings] {
        var providers = [
            house.groq("\(self)-groq", isStreamed: isStreamed), house.azure("\(self)-azure", isStreamed: isStreamed),
            house.ollama("\(self)-ollama", isStreamed: isStreamed),
        ]
        if isSlow {
            providers[place].patience = Patience(attempt: 3_000, firstPiece: 1_500, gap: 1_500, dripGrace: 800)
        }
        return providers
    }
}

@Suite struct FailureMatrixTests {
    /// Cells at once: more would only wait for each other.
    private static let width = 12

    @Test(.timeLimit(.minutes(10))) func everyFailureAtEveryPlace() async throws {
        try await LLMHouse.run { house in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, cell) in MatrixCell.all.enumerated() {
                    if index >= Self.width { try await group.next() }
                    group.addTask { try await oneWholeAnswer(cell, house) }
                }
                try await group.waitForAll()
            }
        }
    }

    private func oneWholeAnswer(_ cell: MatrixCell, _ house: LLMHouse) async throws {
        let providers = cell.providers(house)
        for provider in providers[..<cell.place] { house.emulator.set(.always(.unavailable), for: provider.name) }
        let plan = cell.isOnce ? FaultPlan.first(1, cell.fault) : .always(cell.fault)
        house.emulator.set(plan, for: providers[cell.place].name)
        let chain = try house.chain(LLMSettings(providers: providers))
        let question = cell.fault.needsTools ? Sample.search : Sample.greeting
        let expected = expectedSteps(cell, providers)
        do throws(ChainFailure) {
            let result = try await chain.complete(question, for: Sample.call())
            #expect(result.steps == expected, "\(cell)")
            expectWhole(result.answer, cell, question)
        } catch {
            #expect(error.steps == expected, "\(cell)")
            #expect(error.reason == expectedReason(cell), "\(cell)")
        }
        // Nobody was asked who isn't in the trace.
        let lines = Set(providers.map(\.name))
        let asked = house.emulator.received.map(\.line).filter(lines.contains)
        let tried = expected.filter { !$0.contains("skipped") }.map { String($0.prefix { $0 != ":" }) }
        #expect(asked == tried, "\(cell)")
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

    private func expectedSteps(_ cell: MatrixCell, _ providers: [ProviderSettings]) -> [String] {
        let before = providers[..<cell.place].flatMap { ["\($0.name):server", "\($0.name):server"] }
        let here = providers[cell.place].name
        let next = cell.place + 1 < providers.count ? ["\(providers[cell.place + 1].name):answered"] : []
        switch Consequence(of: cell.fault, isStreamed: cell.isStreamed).end {
        case .answers: return before + ["\(here):answered"]
        case .stops(let kind, _): return before + ["\(here):\(kind.rawValue)"]
        case .goesOn(let kind, let tries):
            let failed = "\(here):\(kind.rawValue)"
            if kind == .contextTooLong, next.isEmpty {
                // Nobody else takes it, and there is nothing that could be left out.
                return before + [failed, "\(here):skipped_too_long"]
            }
            guard cell.isOnce, tries > 1 else {
                return before + Array(repeating: failed, count: tries) + next
            }
            return before + [failed, "\(here):answered"]
        }
    }

    private func expectedReason(_ cell: MatrixCell) -> ChainFailure.Reason {
        switch Consequence(of: cell.fault, isStreamed: cell.isStreamed).end {
        case .stops(_, let reason): reason
        case .answers, .goesOn: .exhausted
        }
    }
}
