// What the sale says of payments: it reports what the host's ledger knows.

import AgentDialogue
import OrkestaModel

extension SaleMachine {
    mutating func checkPayment() {
        guard let order = sale.order else { return handBack() }
        call(.payment(order: order.number))
    }

    /// Answers "ya pagué", or a wish to pay with a link that has run out.
    mutating func tell(_ invoice: Invoice?) {
        guard let order = sale.order else { return handBack() }
        switch invoice?.status {
        case .succeeded:
            guard let invoice else { return }
            complete(invoice, invoice.payments.last)
        case .partial:
            guard let invoice else { return }
            notePart(invoice, invoice.payments.last)
        case .pending, .processing, .failed, .refunded, nil:
            guard let link = order.link(at: context.now) else { return askForLink(order) }
            say(phrases.notPaidYet, values(order))
            show(link, of: order, phrases.payTitle)
        }
    }

    /// A person looks at an order without a link: a link that ran out has let its
    /// stock go, and one that could not be made holds it.
    mutating func askForLink(_ order: OpenOrder) {
        let isExpired = order.link != nil
        let opening = isExpired ? phrases.linkExpiredSummary : phrases.failedSummary
        actions.append(.openCase(kind: isExpired ? "purchase" : "sale-failure", summary: summary(opening)))
        say(isExpired ? phrases.linkExpired : phrases.failed, values(order))
    }

    /// The link under a title that is a template.
    mutating func show(_ link: OpenOrder.Link, of order: OpenOrder, _ title: String) {
        say(.link(url: link.url, title: context.addressee.fill(title, values(order))))
    }

    /// The receipt. It comes also when the conversation has forgotten the sale.
    mutating func complete(_ invoice: Invoice, _ payment: Payment?) {
        let isThis = sale.order == nil || sale.order?.number == invoice.order
        if isThis {
            sale.move(to: .closing)
            sale.move(to: .completed)
            (sale.order, sale.confirmation) = (nil, nil)
        }
        say(receipt(invoice, payment))
    }

    private func receipt(_ invoice: Invoice, _ payment: Payment?) -> Reply {
        var lines = [context.addressee.fill(phrases.paid), ""]
        if let order = invoice.order {
            lines.append(context.addressee.fill(phrases.receiptOrder, [("{order}", order)]))
        }
        lines.append(context.addressee.fill(phrases.receiptInvoice, [("{invoice}", invoice.number)]))
        lines.append(context.addressee.fill(phrases.receiptAmount, [("{money}", invoice.paid.description)]))
        if let method = payment?.method.flatMap({ phrases.methods[$0] }) {
            lines.append(context.addressee.fill(phrases.receiptMethod, [("{words}", method)]))
        }
        if let at = invoice.paidAt {
            lines.append(context.addressee.fill(phrases.receiptDate, [("{date}", calendar.moment(at))]))
        }
        return .text((lines + ["", context.addressee.fill(phrases.paidThanks)]).joined(separator: "\n"))
    }

    mutating func notePart(_ invoice: Invoice, _ payment: Payment?) {
        let values = [
            ("{money}", (payment?.amount ?? invoice.paid).description), ("{balance}", invoice.balance.description),
            ("{order}", invoice.order ?? invoice.number),
        ]
        say(phrases.paidPartly, values)
        linkAgain(invoice)
    }

    mutating func noteFailure(_ invoice: Invoice) {
        say(phrases.paymentFailed, [("{order}", invoice.order ?? invoice.number)])
        linkAgain(invoice)
    }

    mutating func noteRefund(_ invoice: Invoice, _ amount: Money, toCredit: Bool) {
        let values = [("{money}", amount.description), ("{order}", invoice.order ?? invoice.number)]
        say(toCredit ? phrases.refundedToCredit : phrases.refunded, values)
    }

    private mutating func linkAgain(_ invoice: Invoice) {
        guard let order = sale.order, order.number == invoice.order else { return }
        if let link = order.link(at: context.now) { show(link, of: order, phrases.payAgainTitle) }
    }
}
