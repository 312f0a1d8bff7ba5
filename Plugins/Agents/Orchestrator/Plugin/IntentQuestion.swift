// What a customer wants, asked of a language model: only where the local model is
// unsure and the answer would change who attends to them.

import DialogueTurn
import OrchestratorUnderstanding
import OrkestaModel
import OrkestaSDK

import enum AgentDialogue.Language

/// The question for one message's intent.
struct IntentQuestion {
    private static let historyMax = 4
    /// A model does not say how sure it is: sure enough to be acted on, and not so
    /// sure that the catalog would not be tried.
    private static let confidence = 0.8

    let prompts: PromptSet
    /// Below it the local model is unsure.
    let threshold: Double

    /// The message with the model's intent; itself when there is nobody to ask, or
    /// the answer is no intent that is known.
    func answered(_ message: Message, in turn: Turn) async -> Message {
        let percent = Int((message.confidence * 100).rounded())
        let answer = await turn.ask(
            ModelQuestion(
                prompts.of(AgentDialogue.Language(rawValue: message.language.rawValue) ?? .spanish),
                why: "the local model is only \(percent)% sure of \(message.intent.rawValue)",
                schema: Self.schema,
                historyMax: Self.historyMax
            )
        )
        guard let intent = answer?.json?["intent"]?.stringValue.flatMap(Intent.init) else { return message }
        return Message(
            words: message.words,
            intent: intent,
            confidence: max(threshold, Self.confidence),
            language: message.language,
            isByModel: true
        )
    }

    private static let schema: JSON = [
        "type": "object", "additionalProperties": false, "required": ["intent"],
        "properties": ["intent": ["type": "string", "enum": JSON(Intent.allCases.map(\.rawValue))]],
    ]
}
