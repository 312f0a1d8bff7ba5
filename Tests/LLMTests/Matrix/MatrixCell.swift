// One cell of the failure matrix: who fails how, and what must come of it.

import HostEmulators
import HostLLM

/// A fault at a place of the chain.
struct MatrixCell: Sendable, CustomStringConvertible {
    enum Place: Int, Sendable, CaseIterable {
        // One of them; those before it are down.
        case groq, azure, ollama
        /// All three fail so.
        case everywhere
    }

    let fault: LLMFault
    let place: Place
    let isStreamed: Bool
    /// Only the first request of the provider fails.
    let isOnce: Bool

    var description: String {
        "\(fault.rawValue)-at-\(place)-\(isStreamed ? "streamed" : "whole")-\(isOnce ? "once" : "for-good")"
    }

    static let all = LLMFault.allCases.flatMap { fault in
        Place.allCases.flatMap { place in
            [true, false].flatMap { isStreamed in
                [true, false].map { MatrixCell(fault: fault, place: place, isStreamed: isStreamed, isOnce: $0) }
            }
        }
    }
    .filter(\.isPossible)

    /// Left out is what Ollama's own format has no words for, what needs a
    /// stream, and everywhere what doesn't last or is no failure.
    private var isPossible: Bool {
        let isOpenAIOnly: Set<LLMFault> = [
            .modelDecommissioned, .toolUseFailed, .toolUseSalvageable, .malformedCall, .lengthInCall,
        ]
        guard isStreamed || !fault.needsStream else { return false }
        guard place == .everywhere else { return place != .ollama || !isOpenAIOnly.contains(fault) }
        if case .answers = consequence { return false }
        return !isOnce && !isOpenAIOnly.contains(fault)
    }

    var consequence: FailureConsequence.End { FailureConsequence(of: fault, isStreamed: isStreamed).end }

    /// Faults that only time reveals.
    var isSlow: Bool {
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
        guard isSlow else { return providers }
        for index in failing {
            providers[index].patience = Patience(
                // Of a stream its pieces tell first.
                attempt: isStreamed ? Self.patience * 4 : Self.patience,
                firstPiece: Self.patience,
                // What drips is found by its pace.
                gap: fault == .drip ? Self.patience * 4 : Self.patience,
                dripGrace: Self.patience / 4
            )
        }
        return providers
    }

    /// How long a provider with a slow fault is waited for: long for a machine, and
    /// still six times within the longest call. Milliseconds.
    static let patience: Int64 = 8_000

    /// Indices of the providers that fail with the fault.
    var failing: Range<Int> { place == .everywhere ? 0..<3 : place.rawValue..<place.rawValue + 1 }

    /// The attempts that the trace must show.
    func steps(_ providers: [ProviderSettings]) -> [String] {
        let names = providers.map(\.name)
        guard place != .everywhere else { return stepsEverywhere(names) }
        let before = names[..<place.rawValue].flatMap { ["\($0):server", "\($0):server"] }
        let here = names[place.rawValue]
        let next = place == .ollama ? [] : ["\(names[place.rawValue + 1]):answered"]
        switch consequence {
        case .answers: return before + ["\(here):answered"]
        case .stops(let kind, _): return before + ["\(here):\(kind.rawValue)"]
        case .goesOn(let kind, let tries):
            let failed = "\(here):\(kind.rawValue)"
            if kind == .contextTooLong, next.isEmpty {
                // Nobody else takes it, and there is nothing that could be left out.
                return before + [failed, "\(here):skipped_too_long"]
            }
            guard isOnce, tries > 1 else { return before + Array(repeating: failed, count: tries) + next }
            return before + [failed, "\(here):answered"]
        }
    }

    private func stepsEverywhere(_ names: [String]) -> [String] {
        switch consequence {
        case .answers: return []
        case .stops(let kind, _): return ["\(names[0]):\(kind.rawValue)"]
        case .goesOn(let kind, let tries):
            let failed = names.flatMap { Array(repeating: "\($0):\(kind.rawValue)", count: tries) }
            return kind == .contextTooLong ? failed + names.map { "\($0):skipped_too_long" } : failed
        }
    }

    /// Why there is no answer, where there is none.
    var reason: ChainFailure.Reason {
        if case .stops(_, let reason) = consequence { reason } else { .exhausted }
    }

    /// What is asked when all of them are well again and have rested.
    func stepsAfterwards(_ providers: [ProviderSettings]) -> [String] {
        if case .goesOn(.modelGone, _) = consequence {
            return providers.map { "\($0.name):skipped_refused" }
        }
        return ["\(providers[0].name):answered"]
    }
}
