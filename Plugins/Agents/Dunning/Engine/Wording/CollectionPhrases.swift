// How the collecting agent speaks, by language. The texts themselves are data.

import AgentDialogue
import OrkestaModel

/// A language's texts. `{, name}` and `{business}` are filled in everywhere;
/// `{invoice}` is INV-1001, `{money}`, `{total}` and `{balance}` are the host's figures,
/// `{date}` a day, `{parts}` a number.
///
/// The price firewall takes a day in a sentence with a word of delivery ("tienes",
/// "listo", "ready") for a promise of the business's. A name may be either ("Domingo",
/// "Envíos López"): a sentence has one of a day, a word of delivery, `{, name}` and
/// `{business}`.
struct CollectionPhrases: Sendable {
    /// Opens a reminder before the day, on it, and after it by tone.
    let upcoming: String
    let dueToday: String
    let late: [DunningTone: String]
    let brokenPromise: String
    /// For whoever always paid in time.
    let thanksForRecord: String

    let willBeDue: String
    let isDue: String
    let wasDue: String
    let openOf: String
    let sum: String
    let payHere: String
    let more: String
    let closing: [DunningTone: String]

    let paidButton: String
    let promiseButton: String
    let partsButton: String
    let yesButton: String
    let noButton: String

    let promised: String
    let promisedPart: String
    let promisePast: String
    let promiseTooFar: String
    let askDay: String
    let askDayHardship: String
    let monthEnds: String

    let hardship: String
    let offerPlan: String
    let offerPlans: String
    let planChoice: String
    let installment: String
    let askAgree: String
    let planAccepted: String

    let claimed: String
    let processing: String
    let nothingOwed: String
    let links: String
    let standing: String
    let acknowledged: String
    let notUnderstood: String

    let received: String
    let receivedPart: String
    let notPaid: String
    let refunded: String
    let refundedToCredit: String

    let disputed: String
    let angered: String
    let personCalled: String
    let planToPerson: String
    let noMorePromises: String

    static func of(_ language: Language) -> CollectionPhrases {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }
}
