// What the orchestrator says, as templates; one file a language fills it in.

import OrchestratorUnderstanding

/// A language's texts. `{name}` is the customer's first name, `{business}` the
/// shop's; `{, name}` is ", Ana", or nothing when the name is not known.
struct Phrases: Sendable {
    let greeting: String
    let greetingAgain: String
    /// Ends every greeting, before the suggestions.
    let invitation: String
    let suggestProducts: String
    let suggestQuotation: String
    let suggestPerson: String

    let complaint: String
    let support: String
    /// Follows the two above when no order number was given.
    let askOrderNumber: String
    let orderNumberNoted: String
    /// A complaint or question about which a person was told earlier.
    let alreadyWithPerson: String

    let thanks: String
    let farewell: String
    let acknowledgement: String
    let declined: String
    let aboutMe: String
    let notUnderstood: String
    /// What the agent can do, when a catalog is there to search, and when none is.
    let abilities: String
    let abilitiesWithoutCatalog: String
    /// Nobody is enabled who could do what was asked.
    let unrouted: String

    /// Folded words by which small talk is recognized.
    let thanksWords: Set<String>
    let farewellWords: Set<String>
    let assentWords: Set<String>
    let declineWords: Set<String>
    let robotWords: Set<String>

    static func of(_ language: Language) -> Phrases {
        switch language {
        case .spanish: .spanish
        case .english: .english
        case .portuguese: .portuguese
        }
    }
}
