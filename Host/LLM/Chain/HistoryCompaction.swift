// Makes a dialogue short enough for a model: the rules and the newest messages
// stay, the oldest go. An answer of a tool never stays without its call.

extension ChatRequest {
    /// The question with at most about `tokens` tokens, the newest messages kept;
    /// nil when even the rules and the last thing said are more.
    func compacted(toTokens tokens: Int) -> ChatRequest? {
        let total = estimatedTokens
        guard total > tokens else { return self }
        let rules = messages.filter(\.isRule)
        let dialogue = messages.filter { !$0.isRule }
        var left = total - tokens
        var start = 0
        for turn in dialogue.turnStarts.dropFirst() {
            left -= dialogue[start..<turn].reduce(0) { $0 + $1.estimatedTokens }
            start = turn
            guard left > 0 else { break }
        }
        guard left <= 0 else { return nil }
        var shorter = self
        shorter.messages = rules + dialogue[start...]
        return shorter
    }
}

extension ChatMessage {
    fileprivate var isRule: Bool {
        if case .system = self { true } else { false }
    }
}

extension [ChatMessage] {
    /// Where the dialogue may be cut: before what the customer says. The calls and
    /// answers behind it belong to it.
    fileprivate var turnStarts: [Int] {
        indices.filter { index in
            if index == startIndex { return true }
            if case .user = self[index] { return true }
            return false
        }
    }
}
