// How many tokens a question has, roughly and without a tokenizer: for budgets
// before the provider tells, and for what fits a context.

internal import OrkestaModel

extension ChatRequest {
    /// Rather too many than too few: Spanish has about 3.5 bytes a token.
    var estimatedTokens: Int {
        var tokens = messages.reduce(0) { $0 + $1.estimatedTokens }
        for tool in tools {
            tokens += Self.tokens(tool.summary) + Self.tokens(ofBytes: tool.parameters.utf8.count) + 10
        }
        if case .schema(_, let schema) = format { tokens += Self.tokens(ofBytes: schema.utf8.count) }
        return tokens
    }

    static func tokens(_ text: String) -> Int { tokens(ofBytes: text.utf8.count) }

    static func tokens(ofBytes count: Int) -> Int { (count + 2) / 3 }
}

extension ChatMessage {
    /// Its text, and what the format puts around it.
    var estimatedTokens: Int {
        let frame = 5
        switch self {
        case .system(let text), .user(let text): return frame + ChatRequest.tokens(text)
        case .assistant(let text, let calls):
            return calls.reduce(frame + ChatRequest.tokens(text ?? "")) { sum, call in
                sum + ChatRequest.tokens(call.name) + ChatRequest.tokens(ofBytes: call.arguments.utf8.count) + 10
            }
        case .tool(_, let name, let content):
            return frame + ChatRequest.tokens(name) + ChatRequest.tokens(content)
        }
    }
}
