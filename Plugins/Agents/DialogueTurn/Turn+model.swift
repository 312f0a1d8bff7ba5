// How the selling agents ask a language model: under a prompt of their own, for
// a short time, and always with a way on without it.

public import OrkestaModel
public import OrkestaSDK

/// What an agent asks about the customer's message.
public struct ModelQuestion: Sendable {
    /// The rules.
    public var prompt: Prompt
    /// For `orkesta turn show`: why it was worth asking. Nothing of the customer's.
    public var why: String
    /// What the model shall know: text of customers and catalogs, which it does not obey.
    public var data: [LLMQuestion.DataBlock]
    /// Tools that it may call; each of them only notes or looks up.
    public var tools: [String]
    /// The form of the answer; nil when the calls are the answer.
    public var schema: JSON?
    /// After so many milliseconds the agent goes on without an answer.
    public var patience: Int64
    /// Messages before the customer's that the model sees.
    public var historyMax: Int

    /// Without a schema or tools the model only talks, which nobody reads. `patience`
    /// is in milliseconds; the host never lets a turn run out over it.
    public init(
        _ prompt: Prompt,
        why: String,
        data: [LLMQuestion.DataBlock] = [],
        tools: [String] = [],
        schema: JSON? = nil,
        patience: Int64 = 4_000,
        historyMax: Int = 0
    ) {
        self.prompt = prompt
        self.why = why
        self.data = data
        self.tools = tools
        self.schema = schema
        self.patience = patience
        self.historyMax = historyMax
    }
}

extension Turn {
    private static let answerTokensMax = 500
    private static let spokenCharactersMax = 1_000

    /// Whether there is a model to ask, and something that it could read.
    public var canAskModel: Bool { llm.isAvailable && text.contains(where: \.isLetter) }

    /// What a model makes of the customer's message. Nil: nobody answered in time, or
    /// nothing usable; the agent then does what it does without models, so that the
    /// customer does not notice.
    public func ask(_ question: ModelQuestion) async -> LLMAnswer? {
        guard canAskModel, !isCancelled else { return nil }
        do {
            let asked = LLMQuestion(
                purpose: question.prompt.name,
                why: "\(question.why) (prompt \(question.prompt.label))",
                system: question.prompt.text,
                messages: try await dialogue(historyMax: question.historyMax),
                data: question.data + agreedByPerson,
                tools: question.tools,
                schema: question.schema,
                size: question.tools.isEmpty ? .small : .large,
                temperature: 0,
                tokensMax: Self.answerTokensMax
            )
            return try await llm.complete(
                asked,
                label: question.prompt.name,
                deadlineMilliseconds: question.patience
            )
        } catch {
            // The host has traced why; here it is no news.
            return nil
        }
    }

    /// What a person told the customer while the agents were silent, what the customer
    /// asked then, and what was noted for them: what models must not contradict.
    private var agreedByPerson: [LLMQuestion.DataBlock] {
        guard let person = state["person"], person.objectValue != nil else { return [] }
        let agreed: JSON = [
            "said": person["said"] ?? [], "customer_asked": person["asked"] ?? [], "note": person["note"] ?? .null,
        ]
        return [LLMQuestion.DataBlock("agreed_by_a_person_of_the_business", json: agreed)]
    }

    /// The customer's message, after what was said before it.
    private func dialogue(historyMax: Int) async throws -> [LLMQuestion.Message] {
        let earlier = historyMax > 0 ? try await history(limit: historyMax) : []
        let said = earlier.compactMap { message -> LLMQuestion.Message? in
            guard let reply = message["reply"].flatMap({ try? Reply(json: $0) }), reply.isForModels else { return nil }
            let text = String(reply.plainText.prefix(Self.spokenCharactersMax))
            return text.isEmpty ? nil : LLMQuestion.Message(message["role"] == "user" ? .user : .assistant, text)
        }
        return said + [LLMQuestion.Message(.user, text)]
    }
}

extension Reply {
    /// Whoever has the address of a paper or of a link to pay can open it: providers
    /// of models don't get any.
    fileprivate var isForModels: Bool {
        switch self {
        case .text, .buttons, .list: true
        case .image, .document, .link: false
        }
    }
}
