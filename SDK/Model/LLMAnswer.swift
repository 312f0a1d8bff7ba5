// What came of a question to a language model (ork.llm/1): an answer, or why
// there is none. Both tell which tools ran.

/// A whole answer, accepted by the host.
public struct LLMAnswer: Sendable, Hashable {
    /// What the model says; nil when a schema was asked for.
    public var text: String?
    /// An object of the schema asked for; nil without one.
    public var json: JSON?
    /// The tools that ran, in order.
    public var calls: [LLMToolCall]
    public var provider: String
    public var model: String
    public var usage: Usage
    /// How many requests were sent to providers.
    public var attempts: Int
    /// Recorded before a redo of the turn: nothing was paid again.
    public var isReplayed: Bool

    /// Of all rounds and attempts together.
    public struct Usage: Sendable, Hashable {
        public var promptTokens: Int64
        public var completionTokens: Int64
        /// Billionths of the currency of the providers' prices.
        public var costNanos: Int64

        public init(promptTokens: Int64 = 0, completionTokens: Int64 = 0, costNanos: Int64 = 0) {
            self.promptTokens = promptTokens
            self.completionTokens = completionTokens
            self.costNanos = costNanos
        }
    }

    public init(
        text: String?,
        json: JSON? = nil,
        calls: [LLMToolCall] = [],
        provider: String,
        model: String,
        usage: Usage = Usage(),
        attempts: Int = 1,
        isReplayed: Bool = false
    ) {
        self.text = text
        self.json = json
        self.calls = calls
        self.provider = provider
        self.model = model
        self.usage = usage
        self.attempts = attempts
        self.isReplayed = isReplayed
    }

    /// The ANSWER of ext/llm.h.
    public var document: JSON {
        [
            "text": JSON(text), "json": json ?? .null, "calls": .array(calls.map(\.document)),
            "provider": .string(provider), "model": .string(model),
            "usage": [
                "prompt_tokens": .integer(usage.promptTokens),
                "completion_tokens": .integer(usage.completionTokens),
                "cost_nanos": .integer(usage.costNanos),
            ],
            "attempts": .integer(Int64(attempts)), "replayed": .bool(isReplayed),
        ]
    }

    /// Reads the form that ``document`` writes. Throws the field at fault.
    public init(document: JSON) throws(DocumentError) {
        let usage = document["usage"] ?? [:]
        self.init(
            text: try document.optionalText("text"),
            json: document.present("json"),
            calls: try document.llmCalls(),
            provider: try document.requiredText("provider"),
            model: try document.requiredText("model"),
            usage: Usage(
                promptTokens: try usage.optionalInteger("prompt_tokens") ?? 0,
                completionTokens: try usage.optionalInteger("completion_tokens") ?? 0,
                costNanos: try usage.optionalInteger("cost_nanos") ?? 0
            ),
            attempts: try document.optionalInteger("attempts").flatMap { Int(exactly: $0) } ?? 0,
            isReplayed: try document.flag("replayed", default: false)
        )
    }
}

/// A tool that the model called.
public struct LLMToolCall: Sendable, Hashable {
    public var tool: String
    /// As the model wrote them.
    public var arguments: JSON
    public var outcome: Outcome

    /// What the tool answered, and the model was told.
    public enum Outcome: Sendable, Hashable {
        case result(JSON)
        /// `kind` is a bounded word, such as `arguments`; `detail` is for people.
        case error(kind: String, detail: String)
    }

    public init(tool: String, arguments: JSON, outcome: Outcome) {
        self.tool = tool
        self.arguments = arguments
        self.outcome = outcome
    }

    /// The tool's answer; nil when it failed or was refused.
    public var result: JSON? {
        if case .result(let value) = outcome { value } else { nil }
    }

    /// The CALL of ext/llm.h.
    public var document: JSON {
        var members: [String: JSON] = ["tool": .string(tool), "arguments": arguments]
        switch outcome {
        case .result(let value): members["result"] = value
        case .error(let kind, let detail): members["error"] = ["kind": .string(kind), "detail": .string(detail)]
        }
        return .object(members)
    }

    /// Reads the form that ``document`` writes. Throws the field at fault.
    public init(document: JSON) throws(DocumentError) {
        let outcome: Outcome
        if let error = document.present("error") {
            outcome = .error(kind: try error.requiredText("kind"), detail: try error.requiredText("detail"))
        } else {
            outcome = .result(document["result"] ?? .null)
        }
        self.init(
            tool: try document.requiredText("tool"),
            arguments: document["arguments"] ?? [:],
            outcome: outcome
        )
    }
}

/// Why no model answered. The agent goes on without.
public struct LLMFailure: Error, Sendable, Hashable, CustomStringConvertible {
    public var reason: Reason
    /// For people, in English; nothing of the dialogue is in it.
    public var detail: String
    /// The tools that ran before; what they staged commits with the turn.
    public var calls: [LLMToolCall]

    /// A bounded word for each; ext/llm.h says what they mean.
    public enum Reason: String, Sendable, CaseIterable {
        case unconfigured
        case exhausted
        case deadline
        case budget
        case contentFilter = "content_filter"
        case unfit
        case toolLoop = "tool_loop"
        case turnLimit = "turn_limit"
        case cancelled
        case `internal`
        /// The question breaks a rule of ext/llm.h, or was asked at a wrong time: a
        /// defect of the plugin. The host has logged it.
        case misuse
    }

    public init(_ reason: Reason, _ detail: String, calls: [LLMToolCall] = []) {
        self.reason = reason
        self.detail = detail
        self.calls = calls
    }

    public var description: String { "\(reason.rawValue): \(detail)" }

    /// The FAILURE of ext/llm.h.
    public var document: JSON {
        [
            "reason": .string(reason.rawValue), "detail": .string(detail), "calls": .array(calls.map(\.document)),
        ]
    }

    /// Reads the form that ``document`` writes; an unknown reason is `exhausted`.
    /// Throws the field at fault.
    public init(document: JSON) throws(DocumentError) {
        self.init(
            Reason(rawValue: try document.requiredText("reason")) ?? .exhausted,
            try document.requiredText("detail"),
            calls: try document.llmCalls()
        )
    }
}

extension JSON {
    fileprivate func llmCalls() throws(DocumentError) -> [LLMToolCall] {
        try elements("calls") { value throws(DocumentError) in try LLMToolCall(document: value) }
    }
}
