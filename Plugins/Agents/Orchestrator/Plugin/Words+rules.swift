// What the orchestrator's few fixed rules ask of a message's words.

import AgentDialogue

extension Words {
    func contains(oneOf others: Set<String>) -> Bool { folded.contains(where: others.contains) }

    /// Every word is one of these, and there is one.
    func consists(of others: Set<String>) -> Bool { !isEmpty && folded.allSatisfy(others.contains) }
}
