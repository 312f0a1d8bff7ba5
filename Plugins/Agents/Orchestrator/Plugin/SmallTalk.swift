// The small talk that has an answer of its own.

import OrchestratorRouting

import struct AgentDialogue.Words

extension SmallTalk {
    /// Only short messages are small talk: "ok, gracias" is, "gracias, ¿y
    /// tienen clavos de dos pulgadas?" is not.
    init?(_ message: Words, _ phrases: Phrases) {
        guard message.count <= 4 else { return nil }
        if message.contains(oneOf: phrases.thanksWords) {
            self = .thanks
        } else if message.consists(of: phrases.farewellWords) {
            self = .farewell
        } else if message.consists(of: phrases.assentWords) {
            self = .assent
        } else if message.consists(of: phrases.declineWords) {
            self = .decline
        } else if message.contains(oneOf: phrases.robotWords) {
            self = .aboutMe
        } else {
            return nil
        }
    }

    func answer(_ phrases: Phrases) -> String {
        switch self {
        case .thanks: phrases.thanks
        case .farewell: phrases.farewell
        case .assent: phrases.acknowledgement
        case .decline: phrases.declined
        case .aboutMe: phrases.aboutMe
        }
    }
}
