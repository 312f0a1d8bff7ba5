// The choices under a greeting. A tapped one comes back as its own text, which
// therefore needs no guessing.

import OrchestratorUnderstanding
import OrkestaModel

import struct AgentDialogue.Words

/// Something the customer can tap to begin.
enum Suggestion: String, CaseIterable {
    case products, quotation, person

    /// Only what the tenant's agents can do is suggested; a person always.
    static func offered(by agents: [String]) -> [Suggestion] {
        allCases.filter { suggestion in
            switch suggestion {
            case .products: agents.contains("catalog")
            case .quotation: ["quotation", "sales", "catalog"].contains(where: agents.contains)
            case .person: true
            }
        }
    }

    func title(_ phrases: Phrases) -> String {
        switch self {
        case .products: phrases.suggestProducts
        case .quotation: phrases.suggestQuotation
        case .person: phrases.suggestPerson
        }
    }

    func button(_ phrases: Phrases) -> ReplyButton { ReplyButton(id: rawValue, title: title(phrases)) }

    /// What the tapped suggestion asks for, and in which language it was shown.
    static func chosen(by message: Words) -> (Intent, Language)? {
        for language in Language.allCases {
            let phrases = Phrases.of(language)
            guard let chosen = allCases.first(where: { message.says($0.title(phrases)) }) else { continue }
            return (chosen.intent, language)
        }
        return nil
    }

    private var intent: Intent {
        switch self {
        case .products: .productSearch
        case .quotation: .quotation
        case .person: .support
        }
    }
}
