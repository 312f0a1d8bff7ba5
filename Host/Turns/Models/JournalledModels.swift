// Language models as a turn asks them: what they answered is written down before
// anybody sees it, so that a redo of the turn gets the same answer and pays nothing.
// Only answers are journalled, not what tools did: that was staged with a turn that
// never became real, and is done again.

import HostAccess
public import HostLLM
import HostStorage
public import OrkestaModel

/// The chain behind the journal of one inbox item.
public struct JournalledModels: Sendable {
    private let models: any ChatModels
    private let journal: Journal
    private let now: Timestamp
    private let label: String

    /// `label` tells apart equal questions of a turn.
    public init(_ models: any ChatModels, journal: Journal, label: String, now: Timestamp) {
        self.models = models
        self.journal = journal
        self.label = label
        self.now = now
    }

    /// The answer that is written down for this question, or a new one. A redo that
    /// asks something else, since the conversation changed, asks anew.
    public func answer(
        _ request: ChatRequest,
        for call: ChatCall,
        tracing trace: QuestionTrace,
        refusal: @escaping @Sendable (ChatAnswer) -> String?,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws(LLMFailure) -> ChatResult {
        let asked: JSON = ["size": .string(call.size.rawValue), "request": .object(request.openAIMembers)]
        let hash = Digests.sha256Hex(asked.utf8)
        let entry = "llm \(label) \(hash.prefix(16))"
        if let recorded = try await recorded(entry, hash) {
            trace.replay(recorded["attempts"]?.arrayValue ?? [])
            return try ChatResult(journal: recorded)
        }
        trace.beginRound()
        var call = call
        call.observe = { trace.add($0) }
        let result: ChatResult
        do throws(ChainFailure) {
            result = try await models.stream(request, for: call, refusal: refusal) { event in
                if case .progress(let characters) = event { progress(characters) }
            }
        } catch {
            let failure = LLMFailure(error)
            // Given up is no answer; whoever comes back asks again.
            if failure.reason != .cancelled { try await record(entry, hash, failure.journal(error.attempts)) }
            throw failure
        }
        if result.isFromCache { trace.noteKept() }
        try await record(entry, hash, result.journal)
        return result
    }

    private func recorded(_ entry: String, _ hash: String) async throws(LLMFailure) -> JSON? {
        do {
            return try await journal.answer(of: entry, requestHash: hash)
        } catch {
            throw journalFailure
        }
    }

    private func record(_ entry: String, _ hash: String, _ answer: JSON) async throws(LLMFailure) {
        do {
            try await journal.record(entry, requestHash: hash, answer, at: now)
        } catch {
            throw journalFailure
        }
    }
}

private let journalFailure = LLMFailure(.internal, "the turn's journal cannot be read or written")

// MARK: As the journal keeps them

extension ChatResult {
    fileprivate var journal: JSON {
        [
            "message": answer.message.openAI, "finish": .string(answer.finish.rawValue),
            "provider": .string(provider), "model": .string(model), "attempts": .array(attempts.map(\.json)),
        ]
    }

    /// Throws the failure that was written down, or that what was written cannot be read.
    fileprivate init(journal: JSON) throws(LLMFailure) {
        if let failure = journal["failure"] {
            do {
                throw try LLMFailure(document: failure)
            } catch let recorded as LLMFailure {
                throw recorded
            } catch {
                throw journalFailure
            }
        }
        guard let document = journal["message"], let message = try? ChatMessage(openAI: document),
            case .assistant(let text, let calls) = message
        else { throw journalFailure }
        self.init(
            answer: ChatAnswer(
                text: text,
                calls: calls,
                finish: journal["finish"]?.stringValue.flatMap(FinishReason.init) ?? .stop
            ),
            provider: journal["provider"]?.stringValue ?? "",
            model: journal["model"]?.stringValue ?? "",
            usage: TokenUsage(prompt: 0, completion: 0, isEstimated: true),
            attempts: []
        )
    }
}

extension LLMFailure {
    fileprivate func journal(_ attempts: [Attempt]) -> JSON {
        ["failure": document, "attempts": .array(attempts.map(\.json))]
    }
}
