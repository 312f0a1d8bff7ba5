// The validation messages of all languages, with their labels.

import OrchestratorUnderstanding

/// Messages of one label, one a line.
struct LabelledLines: Sendable {
    let intent: Intent
    let lines: [String]

    init(_ intent: Intent, _ text: String) {
        self.intent = intent
        lines = text.split(separator: "\n").map(String.init)
    }
}

struct LabelledMessage: Sendable {
    let text: String
    let intent: Intent
    let language: Language
}

/// Written apart from the training examples; nothing of it is ever trained on.
enum ValidationSet {
    static func messages(_ language: Language) -> [LabelledMessage] {
        let groups =
            switch language {
            case .spanish: spanish
            case .english: english
            case .portuguese: portuguese
            }
        return groups.flatMap { group in
            group.lines.map { LabelledMessage(text: $0, intent: group.intent, language: language) }
        }
    }
}
