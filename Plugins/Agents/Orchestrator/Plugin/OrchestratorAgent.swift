// The first to read every message: understands what the customer wants and in
// which language, answers what needs no specialist, and hands over the rest.

import DialogueTurn
import OrchestratorRouting
import OrchestratorUnderstanding
import OrkestaModel
import OrkestaSDK

import struct AgentDialogue.Words

/// Routes conversations among the tenant's agents.
///
/// Of the conversation's state it keeps `language`, `last_at` (milliseconds of
/// the last message), `cases` (kinds it told people about) and shares
/// `awaiting` (the id of the agent that asked a question), `unfinished` (the one
/// that has something begun with the customer) and `keep_until` (milliseconds
/// until which that one keeps the conversation open).
struct OrchestratorAgent: AgentPlugin {
    static let id = "orchestrator"
    /// Trained once a library, when it is loaded: an immutable value.
    private static let model = UnderstandingModel.trained()

    let settings: OrchestratorSettings
    private let intentPrompts: PromptSet

    static func load() throws {
        _ = model
    }

    init(settings: JSON, host: Host) throws {
        self.settings = OrchestratorSettings(settings)
        intentPrompts = try PromptSet(
            "intent",
            spanish: PackageResources.intent_es_md,
            english: PackageResources.intent_en_md,
            portuguese: PackageResources.intent_pt_md
        )
    }

    func respond(to turn: Turn) async throws {
        if turn.handOffFrom == nil {
            try await keepAwake(turn)
            try await answer(turn, await understand(turn))
        } else {
            try await answer(turn, readHandedBack(turn))
        }
    }

    func wake(_ turn: Turn) async throws {
        if turn.nobodyTookIt { return try turn.answerAgain() }
        guard case .timer(name: Self.idleTimer, payload: _) = turn.kind else { return }
        try await endIfIdle(turn)
    }

    // MARK: Understanding

    /// As the local model reads it; a language model is asked where that one is
    /// unsure, and only when the answer would change who attends to the customer.
    private func understand(_ turn: Turn) async -> Message {
        let message = read(turn)
        guard turn.canAskModel, routing(turn).dependsOnIntent(message.reading(in: turn)) else { return message }
        return await IntentQuestion(prompts: intentPrompts, threshold: settings.confidenceThreshold)
            .answered(message, in: turn)
    }

    private func read(_ turn: Turn) -> Message {
        let spoken = Language(tag: turn.state["language"]?.stringValue)
        let understanding = Self.model.understand(turn.text, hint: spoken ?? Language(tag: turn.locale))
        let words = Words(turn.text)
        if let (intent, language) = Suggestion.chosen(by: words) {
            return Message(words: words, intent: intent, confidence: 1, language: language)
        }
        let language = language(of: turn.text, spoken: spoken, guessed: understanding.language)
        if let intent = plainIntent(turn, language) {
            return Message(words: words, intent: intent, confidence: 1, language: language)
        }
        return Message(
            words: words,
            intent: understanding.intent,
            confidence: understanding.confidence,
            language: language
        )
    }

    /// A conversation stays in its language until a message is plainly in another.
    private func language(of text: String, spoken: Language?, guessed: Language) -> Language {
        guard let spoken, spoken != guessed else { return guessed }
        return Language(rawValue: PlainWords.likelier(spoken.rawValue, guessed.rawValue, in: text)) ?? guessed
    }

    /// What the message says in so many words.
    private func plainIntent(_ turn: Turn, _ language: Language) -> Intent? {
        let plain = PlainWords(turn.text, language: language.rawValue)
        if plain.asksForQuote { return .quotation }
        let isListed = turn.state["shown"]?.arrayValue?.isEmpty == false
        if turn.agents.contains("sales") {
            let orders = plain.ordersByName || (plain.ordersFromList && isListed)
            if orders || plain.cancelsPurchase { return .purchase }
        }
        return plain.choosesFromList && isListed ? .productSearch : nil
    }

    /// What this agent itself understood before it handed the turn over.
    private func readHandedBack(_ turn: Turn) -> Message {
        let note = turn.handOffNote
        return Message(
            words: Words(turn.text),
            intent: note["intent"]?.stringValue.flatMap(Intent.init) ?? .other,
            confidence: note["confidence"]?.doubleValue ?? 0,
            language: Language(tag: note["language"]?.stringValue ?? turn.state["language"]?.stringValue) ?? .spanish,
            isByModel: note["by_model"]?.boolValue ?? false
        )
    }

    private func routing(_ turn: Turn) -> Routing {
        let declined = declined(turn)
        return Routing(
            threshold: settings.confidenceThreshold,
            agents: turn.agents.filter { $0 != Self.id && !declined.contains($0) },
            awaiting: turn.handOffFrom == nil ? turn.state["awaiting"]?.stringValue ?? "" : "",
            unfinished: turn.state["unfinished"]?.stringValue ?? "",
            isCollecting: turn.isCollecting
        )
    }

    private func answer(_ turn: Turn, _ message: Message) async throws {
        turn.classify(
            intent: message.intent.rawValue,
            confidence: message.confidence,
            locale: message.language.rawValue
        )
        turn.patchState(["language": .string(message.language.rawValue)])
        let route = routing(turn).route(message.reading(in: turn))
        if case .handOff(let agent, let isTentative) = route {
            let note = message.note(isTentative: isTentative, isFirst: turn.isFirst)
            turn.handOff(to: agent, note: note.merging(["declined_by": JSON(declined(turn))]))
        } else {
            turn.patchState(["awaiting": .null])
            try await Answering(turn: turn, message: message, settings: settings).give(route)
        }
    }
}

extension OrchestratorAgent {
    /// Who handed this message back: nobody is asked twice.
    private func declined(_ turn: Turn) -> [String] {
        let before = turn.handOffNote["declined_by"]?.arrayValue?.compactMap(\.stringValue) ?? []
        return before + [turn.handOffFrom].compactMap(\.self)
    }
}

/// A message with what the model made of it.
struct Message {
    let words: Words
    let intent: Intent
    /// 0 to 1.
    let confidence: Double
    let language: Language
    /// Whether a language model said so, because the local one was unsure.
    var isByModel = false

    func reading(in turn: Turn) -> Reading {
        Reading(
            intent: intent,
            confidence: confidence,
            words: words,
            smallTalk: SmallTalk(words, Phrases.of(language)),
            debt: turn.debtTalk(language.rawValue)
        )
    }

    /// What the next agent is told.
    func note(isTentative: Bool, isFirst: Bool) -> JSON {
        [
            "language": .string(language.rawValue), "intent": .string(intent.rawValue),
            "confidence": .double(confidence), "tentative": .bool(isTentative), "first": .bool(isFirst),
            "by_model": .bool(isByModel),
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
