// Data: how the collecting agent speaks in English.

import OrkestaModel

extension CollectionPhrases {
    static let english = CollectionPhrases(
        upcoming: "Hi{, name}! This is {business} with an early reminder: a payment of yours is due soon.",
        dueToday: "Hi{, name}! This is {business}. Your payment is due today:",
        late: [
            .friendly: "Hi{, name}! This is {business}. It may have slipped your mind: a payment is still open.",
            .neutral: "Hello{, name}. This is {business} about a payment that is still open:",
            .firm: "Hello{, name}. {business} has not received your payment and needs you to settle it:",
            .final: "Hello{, name}. This is the last notice of {business} before a person looks at your account:",
        ],
        brokenPromise: "Hello{, name}. We had agreed that you would pay {money} on {date}, and we don't see it yet:",
        thanksForRecord: "Thank you for always paying on time.",
        willBeDue: "• {invoice}: {money}, due on {date}",
        isDue: "• {invoice}: {money}, due today",
        wasDue: "• {invoice}: {money}, was due on {date}",
        openOf: "(of {total})",
        sum: "Altogether: {money}",
        payHere: "Pay here: {link}",
        more: "You have other open payments besides; ask me how much you owe and I'll tell you all of them.",
        closing: [
            .friendly: "If you have paid already, or another day suits you better, just answer here.",
            .neutral: "If you have paid already, or can't today, tell me here and we'll see.",
            .firm: "If you have trouble paying, answer today and we'll find a way.",
            .final: "We can still settle this here: pay with the link, or tell me which day you can.",
        ],
        paidButton: "I already paid",
        promiseButton: "Pay another day",
        partsButton: "Pay in parts",
        yesButton: "Yes, agreed",
        noButton: "No",
        promised: "Thank you{, name}! {money} on {date} it is. I won't write to you about this until then.",
        promisedPart:
            "Thank you{, name}! {money} on {date}, and we'll talk about the rest later. I won't write to you about this until "
            + "then.",
        promisePast: "That day is over. Which day can you pay?",
        promiseTooFar: "I can't leave it that long; the latest is {date}. Which day before that can you pay?",
        askDay: "Sure{, name}. Which day can you pay? You can answer “on Friday” or “the 15th”, for example.",
        askDayHardship: "I understand{, name}, it happens. Which day could you pay, even if only a part?",
        monthEnds: "That month ends on {date}. Which day can you pay?",
        hardship: "I understand{, name}, it happens. I can offer you this:",
        offerPlan: "You can pay {invoice} in {parts} payments:",
        offerPlans: "You can pay {invoice} in parts. Which one suits you?",
        planChoice: "In {parts} payments",
        installment: "• {money} on {date}",
        askAgree: "Is that all right?",
        planAccepted: "Done{, name}! {invoice} is to be paid in {parts} payments:",
        claimed:
            "Thank you for telling me{, name}. I don't see the payment yet of:\n{lines}\nA transfer or cash can take a while. I "
            + "have asked a person at {business} to check; if you have the receipt, send it here.",
        processing: "Your payment is on its way{, name}; I'll let you know when it is confirmed:\n{lines}",
        nothingOwed: "You're all set{, name}. Nothing is open with {business}. Thank you very much!",
        links: "Sure{, name}, you can pay here:",
        standing: "This is what is open:",
        acknowledged: "Thank you{, name}! I'm here if you need anything.",
        notUnderstood:
            "Sorry, I didn't quite get that. You can tell me which day you pay, that you have paid, or that you'd pay in parts.",
        received: "We received your payment{, name}! Thank you very much.\nReceipt: {invoice}\nPaid: {money}",
        receivedPart: "We received {money} for {invoice}{, name}, thank you! {balance} is still to be paid.",
        notPaid:
            "Your payment of {invoice} did not go through{, name}; nothing was charged. You can try again or pay another way:",
        refunded:
            "We sent {money} of {invoice} back to you{, name}. Depending on your bank, it can take a while to show.",
        refundedToCredit: "You have {money} of credit from {invoice}{, name}. You can use it for your next purchase.",
        disputed:
            "Thank you for telling me{, name}. I'll stop reminding you: a person at {business} will look into it with you and "
            + "answer here.",
        angered:
            "I'm sorry for the trouble{, name}. I won't write to you about this any more: a person at {business} will look "
            + "into it. If you want no more notices, answer STOP.",
        personCalled: "Of course{, name}. I have told a person at {business}, who will answer you in this chat.",
        planToPerson:
            "Sure{, name}. I'll ask a person at {business}, who will tell you here whether you can pay in parts.",
        noMorePromises:
            "We had agreed on this several times{, name}. This time a person at {business} has to see to it and will answer "
            + "here. If you can pay today, the link that I sent still works."
    )
}
