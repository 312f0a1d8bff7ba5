// Invoices of the fake host's customer, links to pay them, and how it went: every
// link is tried once in vain, then paid in two parts, the second a little too large.

import OrkestaABI
import OrkestaModel

/// What is owed, and how it is paid.
struct FakePayments: Sendable {
    private var bills: [Bill] = []
    private var links: [Link] = []

    /// An order's invoice.
    private struct Bill: Sendable {
        /// Not committed, and so not to be read, in the turn that made it.
        let turn: ork_turn
        var invoice: Invoice
    }

    private struct Link: Sendable {
        let turn: ork_turn
        let label: String
        let request: JSON
        let link: PaymentLink
        /// Of the invoice.
        let id: String
        var isSettled = false
    }

    mutating func bill(_ order: Order, in turn: ork_turn) {
        let invoice = Invoice(
            id: "invoice-\(order.number)",
            number: "INV-\(1000 + order.number)",
            status: .pending,
            order: order.shownNumber,
            total: order.prices.total,
            paid: Money(minor: 0, currency: FakePricing.currency),
            balance: order.prices.total,
            dueAt: FakeSale.now.advanced(bySeconds: 7 * 86_400),
            createdAt: FakeSale.now
        )
        bills.append(Bill(turn: turn, invoice: invoice))
    }

    /// A link's document, or why there is none.
    mutating func createLink(_ request: JSON, label: String, in turn: ork_turn) throws(DocumentError) -> ServiceAnswer {
        if let earlier = links.first(where: { $0.turn == turn && $0.label == label }) {
            return earlier.request == request
                ? ServiceAnswer(json: earlier.link.json.description) : .failure(ORK_E_CONFLICT)
        }
        let end = try request.optionalText("expires_at").map { _ throws(DocumentError) in
            try request.moment("expires_at")
        }
        guard let bill = try bill(of: request) else { return .failure(ORK_E_NOT_FOUND) }
        let balance = bill.invoice.balance
        guard balance.minor > 0 else { return .failure(ORK_E_WRONG_STATE) }
        let asked = request["amount"].flatMap { $0.isNull ? nil : $0 }
        let amount = asked.map { Money(json: $0, currency: FakePricing.currency) } ?? balance
        guard let amount, amount.currency == balance.currency, (1...balance.minor).contains(amount.minor) else {
            return .failure(ORK_E_INVALID)
        }
        let link = PaymentLink(
            url: "https://checker.invalid/pay/\(links.count + 1)",
            amount: amount,
            invoice: bill.turn == turn ? nil : bill.invoice.number,
            expiresAt: end ?? FakeSale.now.advanced(bySeconds: 3 * 86_400)
        )
        links.append(Link(turn: turn, label: label, request: request, link: link, id: bill.invoice.id))
        return ServiceAnswer(json: link.json.description)
    }

    /// As committed before the turn; nil when there is none such.
    func invoice(_ request: JSON, in turn: ork_turn) throws(DocumentError) -> Invoice? {
        guard let bill = try bill(of: request), bill.turn != turn else { return nil }
        return bill.invoice
    }

    /// As committed before the turn, newest first.
    func invoices(limit: Int, in turn: ork_turn) -> [Invoice] {
        Array(bills.filter { $0.turn != turn }.map(\.invoice).reversed().prefix(limit))
    }

    private func bill(of request: JSON) throws(DocumentError) -> Bill? {
        switch (try request.optionalText("order"), try request.optionalText("invoice")) {
        case (let order?, nil): return bills.first { $0.invoice.order == order }
        case (nil, let name?):
            let overdue = Bill(turn: 0, invoice: FakeDunning.overdue)
            return (bills + [overdue]).first { $0.invoice.number == name || $0.invoice.id == name }
        default: throw DocumentError(field: "invoice", reason: "either an order or an invoice is expected")
        }
    }

    // MARK: What then happens

    /// The events of every link that nobody has paid yet.
    mutating func news() -> [Work] {
        var told: [Work] = []
        for place in links.indices where !links[place].isSettled {
            links[place].isSettled = true
            guard let index = bills.firstIndex(where: { $0.invoice.id == links[place].id }) else { continue }
            let open = bills[index].invoice.balance.minor
            guard open > 1 else { continue }
            told.append(pay(open, .failed, of: &bills[index].invoice))
            told.append(pay(open / 2, .succeeded, of: &bills[index].invoice))
            told.append(pay(open - open / 2 + 1, .succeeded, of: &bills[index].invoice))
        }
        return told
    }

    /// Books one attempt and says what the host tells of it.
    private func pay(_ minor: Int64, _ state: Payment.State, of invoice: inout Invoice) -> Work {
        let payment = Payment(
            id: "payment-\(invoice.number)-\(invoice.payments.count + 1)",
            state: state,
            amount: Money(minor: minor, currency: invoice.total.currency),
            provider: "sandbox",
            method: "card",
            at: FakeSale.now
        )
        invoice.payments.append(payment)
        var credit: Int64 = 0
        if state == .succeeded {
            credit = max(0, minor - invoice.balance.minor)
            invoice.paid.minor += minor - credit
            invoice.balance.minor -= minor - credit
            invoice.status = invoice.balance.minor == 0 ? .succeeded : .partial
            invoice.paidAt = invoice.balance.minor == 0 ? FakeSale.now : nil
        }
        let name =
            state == .failed ? "payment.failed" : invoice.balance.minor == 0 ? "payment.succeeded" : "payment.partial"
        let document: JSON = [
            "invoice": invoice.json, "payment": payment.json,
            "credit": credit > 0 ? Money(minor: credit, currency: invoice.total.currency).json : .null,
        ]
        return .event(name: name, document: document.description)
    }
}
