// ork.llm/1: questions of agents to language models. The chain is HostLLM's, the
// journal HostTurns', the tools those of the tenant's plugins; they meet here.

import HostCore
import HostLLM
import HostStorage
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let llm = ImmortalTable(
        ork_llm_service(
            size: UInt32(MemoryLayout<ork_llm_service>.size),
            reserved: 0,
            available: { handle in
                guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
                let isServed = instance.services.languageModels?.serves(instance.tenant.id) == true
                return isServed ? ORK_OK : ORK_E_UNAVAILABLE
            },
            complete: { handle, envelope, request, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let question = try CheckedQuestion(try requiredObject(request, "request_json"))
                    call.complete(question)
                }
            }
        )
    )
}

/// A question that breaks no rule of ext/llm.h, with its schema ready to use.
private struct CheckedQuestion: Sendable {
    let question: LLMQuestion
    private let schema: DocumentSchema?

    init(_ document: JSON) throws(Refusal) {
        do throws(DocumentError) {
            question = try LLMQuestion(json: document)
            try question.check()
        } catch {
            throw Refusal(status: ORK_E_INVALID, reason: "request_json.\(error)")
        }
        do throws(DocumentSchema.Violation) {
            schema = try question.schema.map { document throws(DocumentSchema.Violation) in
                try DocumentSchema(document)
            }
        } catch {
            throw Refusal(status: ORK_E_INVALID, reason: "request_json.schema: \(error.reason)")
        }
    }

    func fits(_ object: JSON) -> Bool {
        guard let schema else { return true }
        return (try? schema.validate(object)) != nil
    }
}

extension ServiceCall {
    /// Asks beside the lane; the turn's end ends it.
    fileprivate func complete(_ checked: CheckedQuestion) {
        guard let turn, let chain = instance.services.languageModels, chain.serves(instance.tenant.id) else {
            return fail(LLMFailure(.unconfigured, "no provider of language models is configured"))
        }
        let task = Task { [self] in
            let trace = QuestionTrace(agent: instance.plugin, question: checked.question)
            do throws(LLMFailure) {
                let milliseconds = try turn.models.begin(trace)
                let asking = Asking(call: self, turn: turn, chain: chain, trace: trace, milliseconds: milliseconds)
                let (answer, hidden) = try await asking.answer(checked)
                trace.end(.answered(answer, hidden: hidden))
                succeed(json: answer.document.description)
            } catch {
                trace.end(.failed(error))
                fail(error)
            }
        }
        untilCancelled { task.cancel() }
    }
}

/// A question under way.
private struct Asking: Sendable {
    let call: ServiceCall
    let turn: TurnContext
    let chain: LLMChain
    let trace: QuestionTrace
    /// Monotonic milliseconds.
    private let deadline: Int64

    init(call: ServiceCall, turn: TurnContext, chain: LLMChain, trace: QuestionTrace, milliseconds: Int64) {
        self.call = call
        self.turn = turn
        self.chain = chain
        self.trace = trace
        deadline = monotonicMilliseconds() + min(milliseconds, call.milliseconds ?? .max)
    }

    func answer(_ checked: CheckedQuestion) async throws(LLMFailure) -> (LLMAnswer, hidden: [String: Int]) {
        let question = checked.question
        let loop = ToolLoop(
            question,
            tools: try await tools(question.tools),
            customerName: turn.customerName,
            fitsSchema: checked.fits
        )
        let models = JournalledModels(
            chain,
            journal: Journal(turn.inboxID, database: call.instance.services.database),
            label: "\(call.instance.plugin) \(call.label)",
            now: turn.now
        )
        let answer = try await loop.answer { request, refusal async throws(LLMFailure) in
            try await models.answer(
                request,
                for: try chatCall(question),
                tracing: trace,
                refusal: refusal,
                progress: { call.tell(number: Int64($0)) }
            )
        }
        return (
            LLMAnswer(
                text: answer.text,
                json: answer.json,
                calls: answer.calls,
                provider: answer.provider,
                model: answer.model,
                usage: trace.usage,
                attempts: trace.requestCount,
                isReplayed: trace.isReplayed
            ),
            answer.hidden
        )
    }

    /// What is left of the time is shared by all rounds.
    private func chatCall(_ question: LLMQuestion) throws(LLMFailure) -> ChatCall {
        guard !Task.isCancelled else { throw LLMFailure(.cancelled, "the turn ended") }
        let left = deadline - monotonicMilliseconds()
        guard left > 0 else { throw LLMFailure(.deadline, "no time is left in the turn") }
        return ChatCall(
            tenant: call.instance.tenant.id,
            agent: call.instance.plugin,
            purpose: question.purpose,
            size: question.size == .small ? .small : .large,
            timeMilliseconds: left
        )
    }

    /// The tools of these names, of whichever of the tenant's plugins.
    private func tools(_ names: [String]) async throws(LLMFailure) -> [any Tool] {
        guard !names.isEmpty else { return [] }
        do {
            let all = try await call.instance.services.instances.tools(of: call.instance.tenant, in: turn)
            return all.filter { names.contains($0.description.name) }
        } catch {
            throw LLMFailure(.internal, "the tenant's tools cannot be found: \(error.detail)")
        }
    }
}

extension ServiceCall {
    /// One status for everything; the document says why.
    fileprivate func fail(_ failure: LLMFailure) {
        fail(ORK_E_UNAVAILABLE, failure.description, json: failure.document.description)
    }
}
