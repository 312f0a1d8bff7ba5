// The seller with a fault: cut short, silent, or calling what isn't there.

internal import HostLLM
internal import OrkestaModel

extension SellerModel {
    /// The call that the seller would make of `tool`.
    func call(of tool: ChatTool, _ question: ChatRequest) -> SpokenCall {
        var asked = question
        asked.tools = [tool]
        asked.toolChoice = .named(tool.name)
        asked.messages.removeAll { if case .tool = $0 { true } else { false } }
        return answer(to: asked).calls.first ?? SpokenCall(name: tool.name, arguments: "{}")
    }

    /// What `answer` becomes by the fault; itself when the fault lies elsewhere.
    func answer(_ answer: SpokenAnswer, with fault: LLMFault, to question: ChatRequest) -> SpokenAnswer {
        var faulty = answer
        if fault.needsTools, let tool = question.tools.first {
            faulty.text = nil
            faulty.calls = [call(of: tool, question)]
            faulty.finish = "tool_calls"
        }
        switch fault {
        case .length:
            faulty.text = faulty.text.map { String($0.prefix(max(1, $0.count / 2))) }
            faulty.finish = "length"
        case .lengthInCall:
            faulty.calls = faulty.calls.map { SpokenCall(name: $0.name, arguments: String($0.arguments.dropLast(2))) }
            faulty.finish = "length"
        case .empty:
            faulty = SpokenAnswer("")
        case .filteredAnswer: faulty.finish = "content_filter"
        case .badArguments:
            faulty.calls = faulty.calls.map { SpokenCall(name: $0.name, arguments: "{consulta: 'filtro'") }
        case .unknownTool:
            faulty.calls = faulty.calls.map { SpokenCall(name: "regalar_todo", arguments: $0.arguments) }
        default: break
        }
        return faulty
    }
}
