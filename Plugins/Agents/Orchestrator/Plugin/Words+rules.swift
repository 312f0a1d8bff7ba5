// What the orchestrator's few fixed rules ask of a message's words.

import AgentDialogue

extension Words {
    func contains(oneOf others: Set<String>) -> Bool { folded.contains(where: others.contains) }

    /// Every word is one of these, and there is one.
    func consists(of others: Set<String>) -> Bool { !isEmpty && folded.allSatisfy(others.contains) }

    /// A word that can be an order's number: 3 to 20 characters with at least
    /// two digits in a row at its end.
    var hasOrderNumber: Bool {
        folded.contains { word in
            let digits = word.reversed().prefix(while: \.isWholeNumber).count
            return digits >= 2 && word.count <= 20 && (digits >= 3 || word.count > digits || count <= 3)
        }
    }
}
