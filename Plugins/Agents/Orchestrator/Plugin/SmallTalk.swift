// The small talk that has an answer of its own.

import struct AgentDialogue.Words

/// A message that asks for nothing.
enum SmallTalk {
    case thanks, farewell, assent, decline, aboutMe

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

    /// Whether it means the same when a question is open; "ok" may answer one.
    var needsNoContext: Bool { self != .assent && self != .decline }

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
