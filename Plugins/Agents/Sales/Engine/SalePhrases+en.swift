// Data: how the sales agent speaks in English.

extension SalePhrases {
    static let english = SalePhrases(
        askProduct: "What would you like, and how many?",
        askMore: "Sure, what else would you like?",
        anythingElse: "Anything else, or shall we close your order?",
        closeButton: "Close my order",
        showButton: "View my order",
        basketTitle: "So far you have:",
        declined: "No problem{, name}. I'm right here if you need anything.",
        notUnderstood:
            "Sorry, I didn't quite get that. You can ask me for products, take some off or change quantities, "
            + "view your order or close it.",
        sorry: "Sorry, I didn't quite get that.",
        askConfirm: "Shall I confirm the order?",
        confirmButton: "Yes, I confirm",
        changeButton: "Change something",
        askChange: "Sure, what shall we change? You can add or remove products, or change quantities.",
        quoteChanged: "Your quote has changed meanwhile; this is the one that counts now:",
        quoteExpired: "The quote I gave you has expired.",
        discountNeedsBasket: "Let's see what I can do. First tell me which products you'd like.",
        noDiscount: "I can't give you that discount, but I'll gladly confirm your order at this price.",
        bestPrice: "This is the best price I can give you:",
        approvalGranted: "Good news{, name}! The discount you asked for was approved:",
        approvalRefused:
            "I asked about the discount you wanted, and it wasn't approved this time. I can offer you this:",
        orderMade: "Done{, name}! Your order {order} is confirmed for {money}.",
        stockHeld: "I have set the products aside for you until {date}.",
        payTitle: "Pay for your order {order} here: {money}",
        payAgain: "Of course, here is the link for your order {order} again, for {money}.",
        payAgainTitle: "Pay for your order {order} here",
        newOrder: "We're starting a new order; the one before still waits for its payment.",
        notPaidYet:
            "I haven't received the confirmation of the payment for your order {order} yet. I'll tell you here as "
            + "soon as it arrives.",
        linkExpired:
            "The link of your order {order} has expired and the products are no longer set aside. I have told a "
            + "person at {business}, who will write to you here.",
        paid: "We received your payment{, name}! Thank you very much.",
        receiptOrder: "Order: {order}",
        receiptInvoice: "Receipt: {invoice}",
        receiptAmount: "Paid: {money}",
        receiptMethod: "Payment method: {words}",
        receiptDate: "Date: {date}",
        paidThanks: "We are getting your order ready. Thank you for buying at {business}!",
        paidPartly: "We received {money} for your order {order}. {balance} is still open.",
        paymentFailed:
            "The payment for your order {order} didn't go through; nothing was charged. You can try again with the "
            + "same link, or pay another way.",
        refunded: "We refunded {money} of your order {order}. It can take your bank some days to show it.",
        refundedToCredit: "You have {money} of credit for your order {order}. You can use it for your next purchase.",
        methods: [
            "card": "card", "oxxo": "OXXO", "spei": "bank transfer", "cash": "cash", "wallet": "wallet",
            "credit": "store credit",
        ],
        welcomeBack: "Good to hear from you again{, name}! I looked your order over.",
        askContinue: "Shall we go on where we left off?",
        orderWaits: "Your order {order} for {money} is ready; only the payment is missing.",
        nothingToCancel:
            "Nothing is on your list, so there is nothing to cancel. If you mean an order that you placed before, I can "
            + "get a person for you.",
        askCancel: "Are you sure you want to cancel your order?",
        cancelButton: "Yes, cancel",
        goOnButton: "Continue my order",
        goesOn: "Great, let's go on. Anything else?",
        cancelled: "Done, I cancelled your order. If you need anything later, I'll be glad to help.",
        personCalled:
            "Of course{, name}. I have told a person at {business}, who will answer you in this chat and can see "
            + "your order.",
        failed:
            "Sorry, something went wrong on this side. I have told a person at {business} so they can help you; your "
            + "order is saved.",
        personSummary: "The customer asked for a person while buying.",
        failedSummary: "The sales agent could not complete the purchase.",
        linkExpiredSummary: "The customer wants to pay with a link that has expired."
    )
}
