// What the grammar does not understand, a language model may. It is asked for
// requests such as the grammar reads, and they go the same way: a model never
// says yes, never pays, and asks for no discount.

import AgentDialogue
import OrkestaModel

extension SaleMachine {
    private static let requestsMax = 4

    /// Leaves the message to a model; false when there is none, or it was asked.
    mutating func askModel(about findings: (findings: [Finding], isOrder: Bool)?) -> Bool {
        guard context.canAskModel, !hasAskedModel else { return false }
        hasAskedModel = true
        unfound = findings
        let why = findings == nil ? "the dialogue cannot read the message" : "no product fits what was asked for"
        actions.append(.call(.understand(why: why)))
        return true
    }

    /// Does what the model understood, or goes on as without it.
    mutating func understood(_ requests: [Request]) {
        understoodRest = Array(requests.filter(Self.isForModels).prefix(Self.requestsMax))
        guard understoodRest.isEmpty else { return doNext() }
        guard let (findings, isOrder) = unfound else { return sayNotUnderstood() }
        found(findings, isOrder: isOrder)
    }

    mutating func doNext() {
        guard !understoodRest.isEmpty else { return }
        allowTries()
        answer(understoodRest.removeFirst())
    }

    /// What a model may say in the customer's place: looking, and filling the basket
    /// that the customer then confirms.
    private static func isForModels(_ request: Request) -> Bool {
        switch request {
        case .wishes, .prices, .remove, .change, .show, .checkout: true
        case .nothing, .yes, .no, .thanks, .greeting, .confirm, .number, .take, .more, .empty, .pay, .paid, .cancel,
            .resume, .person, .options, .document, .discount, .coupon, .quotation, .priceOf, .unclear:
            false
        }
    }
}
