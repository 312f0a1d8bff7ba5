// The orchestrator's settings, as its manifest describes them.

import OrchestratorUnderstanding
import OrkestaModel

/// Settings of one tenant. The host has checked them against the manifest.
struct OrchestratorSettings: Sendable {
    /// 0 to 1: below it, a message is not yet understood.
    let confidenceThreshold: Double
    /// The tenant's own greetings; languages without one are absent.
    let greetings: [Language: String]
    let idleSeconds: Int64
    /// Whether agents fall silent once a case was opened for a person.
    let pausesForPeople: Bool

    init(_ settings: JSON) {
        confidenceThreshold = settings["confidence_threshold"]?.doubleValue ?? 0.7
        var greetings: [Language: String] = [:]
        for language in Language.allCases {
            guard let text = settings["greeting"]?[language.rawValue]?.stringValue, !text.isEmpty else { continue }
            greetings[language] = text
        }
        self.greetings = greetings
        pausesForPeople = settings["pause_for_people"]?.boolValue ?? true
        idleSeconds = (settings["idle_hours"]?.integerValue ?? 24) &* 3600
    }
}
