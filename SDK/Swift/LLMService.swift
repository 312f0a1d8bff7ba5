// ork.llm/1: language models, through the host's chain of providers.

import OrkestaABI
public import OrkestaModel

/// How an agent asks a language model. What a model says is understanding and
/// tone; prices, totals and stock are the services' of the turn.
public struct LLMService: Sendable {
    let table: ServiceTable<ork_llm_service>
    let instance: ork_inst
    let turn: ork_turn

    /// Whether there is somebody to ask: when not, no question needs preparing.
    public var isAvailable: Bool { ork_llm_available(table.pointer, instance) == ORK_OK }

    /// Asks, and waits for one whole answer; tools run meanwhile. At most
    /// `deadlineMilliseconds`, and never longer than the turn has; 0: what the turn
    /// has. `progress` gets the length of the answer in the making, in characters.
    ///
    /// A redo of the turn that asks the same under the same label gets the same
    /// answer, unpaid. Whatever goes wrong is an ``LLMFailure``: go on without.
    public func complete(
        _ question: LLMQuestion,
        label: String = "",
        deadlineMilliseconds: Int64 = 0,
        progress: (@Sendable (Int64) -> Void)? = nil
    ) async throws(LLMFailure) -> LLMAnswer {
        let answer: ServiceAnswer
        do {
            answer = try await serviceCall(
                turn: turn,
                label: label,
                deadlineMilliseconds: deadlineMilliseconds,
                onEvent: progress.map(growth)
            ) { call, op in
                withBorrowed(question.json.description) { ork_llm_complete(table.pointer, instance, call, $0, op) }
            }
        } catch {
            throw LLMFailure(error)
        }
        do {
            return try LLMAnswer(document: try parsed(answer.json))
        } catch {
            throw LLMFailure(.internal, "the host's answer cannot be read: \(error)")
        }
    }
}

/// Tells `progress` of each event.
private func growth(
    _ progress: @escaping @Sendable (Int64) -> Void
) -> @Sendable (borrowing ork_completion) -> Void {
    { completion in progress(completion.number) }
}

extension LLMFailure {
    /// The FAILURE that came with the status, or what the status alone says.
    fileprivate init(_ error: any Error) {
        let failure = PluginError(error)
        if let told = try? LLMFailure(document: try parsed(failure.document)) {
            self = told
            return
        }
        switch failure.status {
        case ORK_E_CANCELLED, ORK_E_STALE: self.init(.cancelled, failure.message)
        case ORK_E_UNSUPPORTED: self.init(.unconfigured, "the host has no language models")
        case ORK_E_TIMEOUT: self.init(.deadline, failure.message)
        case ORK_E_BUDGET: self.init(.turnLimit, failure.message)
        case ORK_E_INVALID, ORK_E_WRONG_THREAD, ORK_E_WRONG_STATE: self.init(.misuse, failure.message)
        default: self.init(.internal, failure.message)
        }
    }
}
