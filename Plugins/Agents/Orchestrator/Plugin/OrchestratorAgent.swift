// The first to read every message: understands what the customer wants and in
// which language, answers what needs no specialist, and hands over the rest.

import OrchestratorUnderstanding
import OrkestaModel
import OrkestaSDK

/// Routes conversations among the tenant's agents.
///
/// Of the conversation's state it keeps `language`, `last_at` (milliseconds of
/// the last message), `cases` (kinds it told people about) and shares
/// `awaiting`: the id of the agent that asked a question.
struct OrchestratorAgent: AgentPlugin {
    static let id = "orchestrator"
    /// Trained once a library, when it is loaded: an immutable value.
    private static let model = UnderstandingModel.trained()

    let settings: OrchestratorSettings

    static func load() throws {
        _ = model
    }

    init(settings: JSON, host: Host) throws {
        self.settings = OrchestratorSettings(settings)
    }

    func respond(to turn: Turn) async throws {
        if turn.handOffFrom == nil {
            try await keepAwake(turn)
            try await answer(turn, read(turn))
        } else {
            try await answer(turn, readHandedBack(turn))
        }
    }

    func wake(_ turn: Turn) async throws {
        guard case .timer(name: Self.idleTimer, payload: _) = turn.kind else { return }
        try await endIfIdle(turn)
    }

    // MARK: Understanding

    private func read(_ turn: Turn) -> Message {
        let known = Language(tag: turn.state["language"]?.stringValue) ?? Language(tag: turn.locale)
        let understanding = Self.model.understand(turn.text, hint: known)
        let words = MessageWords(turn.text)
        if let (intent, language) = Suggestion.chosen(by: words) {
            return Message(words: words, intent: intent, confidence: 1, language: language)
        }
        return Message(
            words: words,
            intent: understanding.intent,
            confidence: understanding.confidence,
            language: understanding.language
        )
    }

    /// What this agent itself understood before it handed the turn over.
    private func readHandedBack(_ turn: Turn) -> Message {
        let note = turn.handOffNote
        return Message(
            words: MessageWords(turn.text),
            intent: note["intent"]?.stringValue.flatMap(Intent.init) ?? .other,
            confidence: note["confidence"]?.doubleValue ?? 0,
            language: Language(tag: note["language"]?.stringValue ?? turn.state["language"]?.stringValue) ?? .spanish
        )
    }

    private func answer(_ turn: Turn, _ message: Message) async throws {
        let routing = Routing(
            threshold: settings.confidenceThreshold,
            agents: turn.agents.filter { $0 != Self.id && $0 != turn.handOffFrom },
            awaiting: turn.handOffFrom == nil ? turn.state["awaiting"]?.stringValue ?? "" : ""
        )
        turn.classify(
            intent: message.intent.rawValue,
            confidence: message.confidence,
            locale: message.language.rawValue
        )
        turn.patchState(["language": .string(message.language.rawValue)])
        let route = routing.route(message.reading)
        if case .handOff(let agent, let isTentative) = route {
            turn.handOff(to: agent, note: message.note(isTentative: isTentative, isFirst: turn.isFirst))
        } else {
            turn.patchState(["awaiting": .null])
            try await Answering(turn: turn, message: message, settings: settings).give(route)
        }
    }
}

/// A message with what the model made of it.
struct Message {
    let words: MessageWords
    let intent: Intent
    /// 0 to 1.
    let confidence: Double
    let language: Language

    var reading: Reading {
        Reading(
            intent: intent,
            confidence: confidence,
            words: words,
            smallTalk: SmallTalk(words, Phrases.of(language))
        )
    }

    /// What the next agent is told.
    func note(isTentative: Bool, isFirst: Bool) -> JSON {
        [
            "language": .string(language.rawValue), "intent": .string(intent.rawValue),
            "confidence": .double(confidence), "tentative": .bool(isTentative), "first": .bool(isFirst),
        ]
    }
}

extension Turn {
    /// The conversation begins with this message.
    var isFirst: Bool { state["last_at"] == nil }
}

extension Language {
    /// The language of a BCP 47 tag; nil for another one or none.
    init?(tag: String?) {
        guard let subtag = tag?.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first else { return nil }
        self.init(rawValue: String(subtag))
    }
}
