// The agent: what it says to a customer, and what it remembers of one.

import OrkestaModel
import OrkestaSDK

/// One tenant's instance. Start here: `respond` gets a message; what it replies
/// and writes becomes real together, when it returns.
struct NewPlugin: AgentPlugin {
    private let greeting: String

    /// The host has checked the settings against the schema of manifest.json.
    init(settings: JSON, host: Host) throws {
        greeting = settings["greeting"]?.stringValue ?? "¡Hola!"
    }

    func respond(to turn: Turn) async throws {
        let key = "messages/\(turn.customerID)"
        let before = try await turn.storage.get(key)?.value.integerValue ?? 0
        let count = before &+ 1
        try await turn.storage.put(key, .integer(count))
        turn.classify(intent: "small_talk", confidence: 1, locale: nil)
        try turn.reply("\(greeting) Me escribiste: \(turn.text) (mensaje \(count))")
    }
}
