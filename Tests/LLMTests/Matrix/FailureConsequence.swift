// Data: what each fault of the emulator must come to at one provider. Source:
// wire-facts 7.2 and 7.3.

import HostEmulators
import HostLLM

/// What a fault comes to.
struct FailureConsequence {
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
