// What the sales agent says, as templates; one file a language fills it in.

import AgentDialogue

/// A language's texts. `{business}` is the shop's name, `{, name}` is ", Ana" or
/// nothing, `{order}` ORD-12, `{invoice}` INV-1001, `{money}` and `{balance}`
/// figures of the host's, `{date}` a day and hour, `{words}` a way of paying.
struct SalePhrases: Sendable {
    let askProduct: String
    let askMore: String
    /// Ends a reply about the basket; the buttons below it.
    let anythingElse: String
    let closeButton: String
    let showButton: String
    let basketTitle: String
    let declined: String
    let notUnderstood: String
    let sorry: String

    let askConfirm: String
    let confirmButton: String
    let changeButton: String
    let askChange: String
    let quoteChanged: String
    let quoteExpired: String

    let discountNeedsBasket: String
    let noDiscount: String
    let bestPrice: String
    let approvalGranted: String
    let approvalRefused: String

    let orderMade: String
    let stockHeld: String
    let payTitle: String
    let payAgain: String
    let payAgainTitle: String
    let newOrder: String
    let notPaidYet: String
    let linkExpired: String

    let paid: String
    let receiptOrder: String
    let receiptInvoice: String
    let receiptAmount: String
    let receiptMethod: String
    let receiptDate: String
    let paidThanks: String
    let paidPartly: String
    let paymentFailed: String
    let refunded: String
    let refundedToCredit: String
    /// Ways of paying by the provider's word for them.
    let methods: [String: String]

    let welcomeBack: String
    let askContinue: String
    let orderWaits: String

    /// Cancelled is only what is being bought; an order of the past is a person's.
    let nothingToCancel: String
    let askCancel: String
    let cancelButton: String
    let goOnButton: String
    let goesOn: String
    let cancelled: String

    let personCalled: String
    let failed: String
    /// For the person who reads the case.
    let personSummary: String
    let failedSummary: String
    let linkExpiredSummary: String

    static func of(_ language: Language) -> SalePhrases {
        switch language {
        case .spanish: .spanish
        case .english: .english
        case .portuguese: .portuguese
        }
    }
}
