// A text that was cut at the longest answer is gone on with, so that no customer
// gets half a sentence. Only for agents: who asks through our own /v1 has set the
// limit and gets what it leaves, with `finish_reason` `length`, as anywhere.

internal import HostCore

extension ChainRun {
    /// What the model is told. The dialogue's language stays its own.
    private static let wish = """
        Your last message was cut off. Write what comes behind it, from exactly where it stops, in the same \
        language. Repeat nothing and explain nothing.
        """

    /// `result` with the rest of its text; as it is when it is whole, when nobody
    /// goes on with it in time, or when it isn't plain text.
    func completed(_ result: ChatResult) async -> ChatResult {
        var whole = result
        for _ in 0..<Limits.llmContinuationsMax {
            guard call.agent != nil, question.format == .text, whole.answer.finish == .length,
                let start = whole.answer.text?.wholeWords,
                case .answered(let next) = await continuing(start).outcome()
            else { break }
            whole.answer = next.answer.following(start)
            whole.usage = whole.usage + next.usage
            whole.attempts = next.attempts
        }
        return whole
    }

    /// The question that asks for what comes behind `text`.
    private func continuing(_ text: String) -> ChainRun {
        var next = question
        next.messages += [.assistant(text, calls: []), .user(Self.wish)]
        // What is left to be said is text.
        next.tools = []
        next.toolChoice = .automatic
        return ChainRun(
            self,
            next,
            refusal: { [refusal] answer in refusal(answer.following(text)) },
            progress: { [progress] characters in await progress(text.utf8.count + characters) }
        )
    }
}

extension ChatAnswer {
    /// The answer of which this is the rest.
    fileprivate func following(_ start: String) -> ChatAnswer {
        let rest = (text ?? "").drop { $0.isWhitespace }
        return ChatAnswer(text: start + rest, finish: finish)
    }
}

extension String {
    /// The text up to its last space: the word behind it may be half a word, and is
    /// written again. Nil when there is none.
    fileprivate var wholeWords: String? {
        lastIndex { $0.isWhitespace }.map { String(self[...$0]) }
    }
}

extension TokenUsage {
    fileprivate static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
        TokenUsage(
            prompt: left.prompt &+ right.prompt,
            completion: left.completion &+ right.completion,
            cached: left.cached &+ right.cached,
            isEstimated: left.isEstimated || right.isEstimated
        )
    }
}
