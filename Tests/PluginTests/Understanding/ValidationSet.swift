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

/// Written apart from the training examples; nothing of it is ever trained on, but its errors led to further
/// examples. Those of ``FreshMessages`` did not.
enum ValidationSet {
    static func messages(_ language: Language) -> [LabelledMessage] {
        switch language {
        case .spanish: messages(spanish, language)
        case .english: messages(english, language)
        case .portuguese: messages(portuguese, language)
        }
    }

    /// ``FreshMessages`` in the same form.
    static func fresh(_ language: Language) -> [LabelledMessage] { messages(FreshMessages.of(language), language) }

    /// ``ProblemMessages`` in the same form.
    static func problems(_ language: Language) -> [LabelledMessage] {
        messages(ProblemMessages.of(language), language)
    }

    private static func messages(_ groups: [LabelledLines], _ language: Language) -> [LabelledMessage] {
        groups.flatMap { group in
            group.lines.map { LabelledMessage(text: $0, intent: group.intent, language: language) }
        }
    }
}
