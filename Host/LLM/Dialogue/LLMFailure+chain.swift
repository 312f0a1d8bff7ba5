// Why the chain gave no answer, in the words of ork.llm/1.

public import OrkestaModel

extension LLMFailure {
    public init(_ failure: ChainFailure) {
        switch failure.reason {
        case .unconfigured: self.init(.unconfigured, "no provider of language models is configured")
        case .deadline: self.init(.deadline, "no provider answered in time")
        case .contentFilter: self.init(.contentFilter, "a provider's rules refuse the question")
        case .cancelled: self.init(.cancelled, "the question was given up")
        case .badRequest: self.init(.internal, "a provider took the question for malformed")
        case .exhausted: self.init(exhausted: failure.attempts)
        }
    }

    private init(exhausted attempts: [Attempt]) {
        let asked = attempts.filter { $0.label != Attempt.skipped(.noModel) }
        if !asked.isEmpty, asked.allSatisfy({ $0.label == Attempt.skipped(.budget) }) {
            self.init(.budget, "what the tenant may spend in a day is spent")
        } else if attempts.contains(where: { $0.label == AttemptFailure.Kind.refused.rawValue }) {
            self.init(.unfit, "answers came, and none was what was asked for")
        } else {
            self.init(.exhausted, "every provider failed or was passed over")
        }
    }
}

extension Attempt {
    /// The ``label`` of a provider that was passed over.
    fileprivate static func skipped(_ reason: SkipReason) -> String { "skipped_\(reason.rawValue)" }
}
