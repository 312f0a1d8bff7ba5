// Asks a model, runs the tools that it calls, tells it what they answered, and so
// on until it answers or goes in circles. Every call of a tool is checked by the
// tool itself (HostCore.Tool): its arguments against its schema, and that one that
// changes state runs once a turn.

public import HostCore
public import OrkestaModel

/// One question of an agent with everything that it may use.
public struct ToolLoop: Sendable {
    /// Asks the models once for an answer with which the second argument finds
    /// nothing wrong.
    public typealias Ask =
        @Sendable (ChatRequest, @escaping @Sendable (ChatAnswer) -> String?) async throws(LLMFailure) -> ChatResult

    /// What came of it.
    public struct Answer: Sendable {
        /// Nil when a schema was asked for.
        public let text: String?
        public let json: JSON?
        /// Who gave the last answer.
        public let provider: String
        public let model: String
        public let calls: [LLMToolCall]
        /// How many things were hidden, by kind.
        public let hidden: [String: Int]
    }

    private let question: LLMQuestion
    private let tools: [String: any Tool]
    private let customerName: String?
    private let fitsSchema: @Sendable (JSON) -> Bool

    /// `tools` are those that the question names. `fitsSchema` holds an object
    /// against the question's schema; without one it is not called.
    public init(
        _ question: LLMQuestion,
        tools: [any Tool],
        customerName: String?,
        fitsSchema: @escaping @Sendable (JSON) -> Bool
    ) {
        self.question = question
        self.tools = Dictionary(tools.map { ($0.description.name, $0) }) { first, _ in first }
        self.customerName = customerName
        self.fitsSchema = fitsSchema
    }

    /// The dialogue so far.
    private struct Progress {
        var mask: PersonalDataMask
        var request: ChatRequest
        var calls: [LLMToolCall] = []
        /// By tool and arguments, what the model was told.
        var told: [String: String] = [:]
        /// The model asked for the same again.
        var isCircling = false
    }

    /// Throws ``LLMFailure`` with the tools that ran before it.
    public func answer(_ ask: Ask) async throws(LLMFailure) -> Answer {
        var mask = PersonalDataMask(customerName: customerName)
        let request = ChatRequest(question, tools: chatTools, mask: &mask)
        var progress = Progress(mask: mask, request: request)
        for round in 1...Limits.llmRoundsMax {
            if !tools.isEmpty, progress.isCircling || round == Limits.llmRoundsMax {
                progress.request.toolChoice = .never
            }
            let result = try await result(of: ask, progress)
            let calls = result.answer.calls
            guard !calls.isEmpty else { return finished(result, progress) }
            guard progress.request.toolChoice != .never else { break }
            progress.request.messages.append(result.answer.message)
            for call in calls { await perform(call, &progress) }
        }
        throw LLMFailure(.toolLoop, "the model went on calling tools", calls: progress.calls)
    }

    private var chatTools: [ChatTool] {
        tools.values.map(\.description).sorted { $0.name < $1.name }.map { tool in
            ChatTool(name: tool.name, summary: tool.summary, parameters: tool.parameters)
        }
    }

    private func result(of ask: Ask, _ progress: Progress) async throws(LLMFailure) -> ChatResult {
        let mask = progress.mask
        do throws(LLMFailure) {
            return try await ask(progress.request) { flaw(of: $0, mask) }
        } catch {
            throw LLMFailure(error.reason, error.detail, calls: progress.calls)
        }
    }

    private func finished(_ result: ChatResult, _ progress: Progress) -> Answer {
        let text = progress.mask.restored(result.answer.text ?? "")
        return Answer(
            text: question.schema == nil ? text : nil,
            json: question.schema == nil ? nil : answeredObject(text),
            provider: result.provider,
            model: result.model,
            calls: progress.calls,
            hidden: progress.mask.counts
        )
    }

    // MARK: Tools

    private func perform(_ call: ToolCall, _ progress: inout Progress) async {
        let arguments = progress.mask.restored(call.arguments)
        let key = "\(call.name) \(arguments)"
        let content: String
        if let told = progress.told[key] {
            progress.isCircling = true
            content = told
        } else {
            let outcome = await outcome(of: call.name, arguments, after: progress.calls.count)
            progress.calls.append(LLMToolCall(tool: call.name, arguments: arguments, outcome: outcome))
            content = progress.mask.masked(told(outcome)).description
            progress.told[key] = content
        }
        progress.request.messages.append(.tool(id: call.id, name: call.name, content: content))
    }

    private func outcome(of name: String, _ arguments: JSON, after count: Int) async -> LLMToolCall.Outcome {
        guard count < Limits.llmToolCallsMax else {
            return .error(kind: "too_many", detail: "no more tools can be called; answer with what you know")
        }
        guard let tool = tools[name] else { return .error(kind: "unknown", detail: "there is no such tool") }
        do {
            let result = try await tool.call(arguments)
            guard result.utf8.count <= Limits.llmToolResultBytesMax else {
                return .error(kind: "too_long", detail: "the answer is too long; ask for less")
            }
            return .result(result)
        } catch {
            let problem = error.problem(of: name)
            let place = problem.field.map { "\($0): " } ?? ""
            return .error(kind: error.label, detail: "\(place)\(problem.detail). \(problem.remedy)")
        }
    }

    private func told(_ outcome: LLMToolCall.Outcome) -> JSON {
        switch outcome {
        case .result(let value): value
        case .error(let kind, let detail): ["error": ["kind": .string(kind), "detail": .string(detail)]]
        }
    }

    // MARK: What an answer must be

    /// A word for what is wrong with an answer; nil: nothing.
    private func flaw(of answer: ChatAnswer, _ mask: PersonalDataMask) -> String? {
        guard answer.calls.isEmpty else { return nil }
        guard let said = answer.text, answer.finish != .length else { return "cut" }
        let text = mask.restored(said)
        if PersonalDataMask.hasPlaceholder(text) { return "placeholder" }
        guard question.schema == nil else {
            guard let object = answeredObject(text) else { return "no_object" }
            return fitsSchema(object) ? nil : "schema"
        }
        let language = question.language.flatMap(AnswerLanguage.init(tag:))
        return language?.isContradicted(by: text) == true ? "language" : nil
    }

    /// The object of an answer, alone or in the fence that models like to put around it.
    private func answeredObject(_ text: String) -> JSON? {
        guard let open = text.firstIndex(of: "{"), let close = text.lastIndex(of: "}"), open < close,
            let object = try? JSON(parsing: String(text[open...close])), object.objectValue != nil
        else { return nil }
        return object
    }
}
