// ork.llm/1: a model that has little to say, and now and then nobody answers.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let llm = FakeService(
        ORK_LLM_1,
        firstSize: firstSize(\ork_llm_service.complete),
        ork_llm_service(
            size: 0,
            reserved: 0,
            available: { handle in
                FakeInstance.answerNow(handle, "llm.available", mustBeOnLane: false) { _ throws(Refused) in }
            },
            complete: { handle, call, request, op in
                FakeInstance.serve(handle, call, op, "llm.complete", needsTurn: true) { arguments throws(Refused) in
                    let request = try arguments.object(request, "request_json")
                    let question: LLMQuestion
                    do throws(DocumentError) {
                        question = try LLMQuestion(json: request)
                        try question.check()
                    } catch {
                        throw arguments.refuse("llm.complete: request_json.\(error)")
                    }
                    return { store in
                        store.questionCount += 1
                        return answer(question, store.questionCount)
                    }
                }
            }
        )
    )
}

/// Every third question meets nobody; the others have an answer of the form that
/// was asked for.
private func answer(_ question: LLMQuestion, _ number: Int) -> ServiceAnswer {
    guard !number.isMultiple(of: 3) else {
        let failure = LLMFailure(.exhausted, "the checker's providers all failed")
        return ServiceAnswer(status: ORK_E_UNAVAILABLE, json: failure.document.description)
    }
    let object = question.schema.map { SampleSettings(secret: "x").object($0) }
    let answer = LLMAnswer(
        text: object == nil ? "Con gusto, dígame qué necesita." : nil,
        json: object,
        provider: "checker",
        model: "checker-1",
        usage: LLMAnswer.Usage(promptTokens: 100, completionTokens: 10)
    )
    return ServiceAnswer(json: answer.document.description)
}
