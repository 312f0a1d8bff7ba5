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
struct MatrixCell: Sendable, CustomTestStringConvertible {
    let fault: LLMFault
    /// 0: Groq, 1: Azure, 2: Ollama. Those before it are down.
    let place: Int
    let isStreamed: Bool
    let isOnce: Bool

    var testDescription: String {
        "\(fault.rawValue) at \(place), \(isStreamed ? "streamed" : "whole"), \(isOnce ? "once" : "for good")"
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
}

@Suite struct FailureMatrixTests {
    @Test(.timeLimit(.minutes(5)), arguments: MatrixCell.all) func oneWholeAnswer(_ cell: MatrixCell) async throws {
        try await LLMHouse.run { house in
            let providers = [
                house.groq(isStreamed: cell.isStreamed), house.azure(isStreamed: cell.isStreamed),
                house.ollama(isStreamed: cell.isStreamed),
            ]
            for provider in providers[..<cell.place] { house.emulator.set(.always(.unavailable), for: provider.name) }
            let plan = cell.isOnce ? FaultPlan.first(1, cell.fault) : .always(cell.fault)
            house.emulator.set(plan, for: providers[cell.place].name)
            let chain = try house.chain(LLMSettings(providers: providers))
            let question = cell.fault.needsTools ? Sample.search : Sample.greeting
            do throws(ChainFailure) {
                let result = try await chain.complete(question, for: Sample.call())
                #expect(result.steps == expectedSteps(cell, providers), "\(result.steps)")
                expectWhole(result.answer, cell, question)
            } catch {
                #expect(error.steps == expectedSteps(cell, providers), "\(error.steps)")
                #expect(error.reason == expectedReason(cell))
            }
            // Nobody was asked who isn't in the trace.
            let asked = house.emulator.received.map(\.line)
            let tried = expectedSteps(cell, providers).filter { !$0.contains("skipped") }
            #expect(asked == tried.map { String($0.prefix { $0 != ":" }) }, "\(asked)")
        }
    }

    private func expectWhole(_ answer: ChatAnswer, _ cell: MatrixCell, _ question: ChatRequest) {
        guard question.tools.isEmpty else {
            #expect(answer.calls.map(\.name) == ["buscar_productos"])
            #expect(answer.calls.map(\.arguments) == [Sample.searchArguments])
            #expect(answer.finish == .calls)
            return
        }
        let isCut = cell.fault == .length
        if isCut, answer.finish == .length {
            #expect(Sample.greetingAnswer.hasPrefix(answer.text ?? "-"))
        } else {
            #expect(answer.text == Sample.greetingAnswer)
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
