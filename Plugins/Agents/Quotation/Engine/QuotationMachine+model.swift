// What the grammar does not make of a message, a language model may: lines with
// names and quantities, which the host then finds and prices as it does all others.

import AgentDialogue
import OrkestaModel

extension QuotationMachine {
    /// A model's reading counts when it makes more of the message than the grammar's.
    mutating func found(_ findings: [Finding]) {
        let understood = understoodCount(findings)
        let why = "\(findings.count - understood) of \(findings.count) lines fit no product"
        if understood < findings.count, askModel(why) {
            foundAlone = findings
            return
        }
        let isBetter = foundAlone.isEmpty || understood > understoodCount(foundAlone)
        take(isBetter ? findings : foundAlone)
    }

    private func understoodCount(_ findings: [Finding]) -> Int {
        findings.filter { $0.isUnderstood(in: context.language) }.count
    }

    /// Leaves the message to a model; false when there is none, or it was asked.
    mutating func askModel(_ why: String) -> Bool {
        guard context.canAskModel, !hasAskedModel else { return false }
        hasAskedModel = true
        actions.append(.call(.readLines(why: why)))
        return true
    }

    mutating func linesRead(_ wishes: [Wish]) {
        guard wishes.isEmpty else { return call(.search(wishes)) }
        guard !foundAlone.isEmpty else { return sayWhatToAsk() }
        found(foundAlone)
    }
}
