// An answer of the chain as OpenAI writes it: one document, or the events of a
// stream. Source: OpenAI's API reference, objects chat.completion and
// chat.completion.chunk.

import HostLLM
import NIOCore
import OrkestaModel

/// One answer on its way out.
struct CompletionAnswer {
    private let result: ChatResult
    private let id: String
    private let createdAt: Timestamp

    init(_ result: ChatResult, id: String, at moment: Timestamp) {
        self.result = result
        self.id = id
        createdAt = moment
    }

    /// The whole answer.
    var json: JSON {
        let answer = result.answer
        var message: [String: JSON] = ["role": "assistant", "content": JSON(answer.text), "refusal": .null]
        if !answer.calls.isEmpty { message["tool_calls"] = .array(answer.calls.map(\.openAI)) }
        let choice: JSON = [
            "index": 0, "message": .object(message), "logprobs": .null,
            "finish_reason": .string(answer.finish.rawValue),
        ]
        return document("chat.completion", choices: [choice], ["usage": usage, "orkesta": story])
    }

    /// The answer as a stream: who speaks, the text in pieces, the calls, the
    /// end, with `withUsage` what it took, and `[DONE]`.
    func events(withUsage: Bool) -> [ByteBuffer] {
        let answer = result.answer
        let calls = answer.calls.enumerated().map { index, call in
            call.openAI.merging(["index": .integer(Int64(index))])
        }
        let deltas: [JSON] =
            [["role": "assistant", "content": ""]]
            + pieces(answer.text ?? "").map { ["content": .string(String($0))] }
            + calls.map { ["tool_calls": [$0]] }
        // With usage wanted, every chunk has the member (null until the last).
        let usageMember: [String: JSON] = withUsage ? ["usage": .null] : [:]
        var chunks = deltas.map { chunk($0, finish: nil, usageMember) }
        let end = usageMember.merging(["orkesta": story]) { $1 }
        chunks.append(chunk([:], finish: answer.finish, end))
        if withUsage { chunks.append(document("chat.completion.chunk", choices: [], ["usage": usage])) }
        return chunks.map { ByteBuffer(string: "data: \($0)\n\n") } + [ByteBuffer(string: "data: [DONE]\n\n")]
    }

    private func chunk(_ delta: JSON, finish: FinishReason?, _ more: [String: JSON]) -> JSON {
        let choice: JSON = [
            "index": 0, "delta": delta, "logprobs": .null, "finish_reason": JSON(finish?.rawValue),
        ]
        return document("chat.completion.chunk", choices: [choice], more)
    }

    private func document(_ object: String, choices: [JSON], _ more: [String: JSON]) -> JSON {
        let members: [String: JSON] = [
            "id": .string(id), "object": .string(object), "created": .integer(createdAt.milliseconds / 1_000),
            "model": .string(result.model), "choices": .array(choices), "system_fingerprint": .null,
        ]
        return .object(members.merging(more) { $1 })
    }

    /// The text, cut behind spaces into pieces of some words.
    private func pieces(_ text: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            let least = rest.index(rest.startIndex, offsetBy: 24, limitedBy: rest.endIndex) ?? rest.endIndex
            let end = rest[least...].firstIndex(of: " ").map(rest.index(after:)) ?? rest.endIndex
            pieces.append(rest[..<end])
            rest = rest[end...]
        }
        return pieces
    }

    private var usage: JSON {
        let usage = result.usage
        return [
            "prompt_tokens": .integer(Int64(usage.prompt)), "completion_tokens": .integer(Int64(usage.completion)),
            "total_tokens": .integer(Int64(usage.total)),
            "prompt_tokens_details": ["cached_tokens": .integer(Int64(usage.cached))],
        ]
    }

    /// What OpenAI has no words for.
    private var story: JSON {
        [
            "provider": .string(result.provider), "attempts": .array(result.attempts.map(\.json)),
            "cost_nanos": .integer(result.costNanos), "kept": .bool(result.isFromCache),
            "compacted": .bool(result.isCompacted), "usage_estimated": .bool(result.usage.isEstimated),
        ]
    }
}
