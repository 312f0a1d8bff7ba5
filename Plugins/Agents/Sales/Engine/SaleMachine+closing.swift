// From the basket to the proposal, its discounts, the yes, and the link.

import AgentDialogue
import OrkestaModel

extension SaleMachine {
    // MARK: Proposal

    /// Shows what the basket costs as a quote, and asks for a yes.
    mutating func propose() {
        guard !sale.basket.isEmpty else {
            if sale.order != nil { return pay() }
            return say(listWording.lines([.basketIsEmpty])[0])
        }
        preface += listWording.lines(sale.desk.list.dropQuestion())
        guard sale.desk.isCurrent(at: context.now), let paper = sale.desk.paper else {
            return call(.quote(sale.desk.draft, revising: sale.desk.paper))
        }
        call(.read(quote: paper.number))
    }

    /// What was proposed in the message before is not said again word for word.
    mutating func checkOut() {
        guard case .quote(let hash) = sale.confirmation, let paper = sale.desk.paper, paper.hash == hash,
            sale.desk.isCurrent(at: context.now)
        else { return propose() }
        preface += listWording.lines(sale.desk.list.dropQuestion())
        say(.buttons(text: phrases.askConfirm, confirmButtons))
    }

    mutating func read(_ quote: Quote?) {
        guard let quote, quote.state == .sent else {
            sale.desk.forgetPaper()
            return call(.quote(sale.desk.draft, revising: nil))
        }
        sale.desk.show(quote)
        show(quote)
    }

    mutating func quoted(_ answer: QuoteAnswer) {
        switch sale.desk.quoted(answer) {
        case .show(let quote, let notes):
            preface += quoteWording.lines(notes)
            show(quote)
        case .again(let notes):
            preface += quoteWording.lines(notes)
            call(.quote(sale.desk.draft, revising: sale.desk.paper))
        case .nothingLeft(let notes):
            preface += quoteWording.lines(notes)
            sale.confirmation = nil
            sale.move(to: .discovery)
            say(listWording.lines([.basketIsEmpty])[0])
        case .refused: apologize(for: .quote(sale.desk.draft, revising: nil))
        }
    }

    private mutating func show(_ quote: Quote) {
        sale.move(to: .proposal)
        sale.confirmation = .quote(hash: quote.hash)
        say(.buttons(text: "\(quoteWording.text(quote))\n\(phrases.askConfirm)", confirmButtons))
    }

    private var confirmButtons: [ReplyButton] {
        [ReplyButton(id: "yes", title: phrases.confirmButton), ReplyButton(id: "no", title: phrases.changeButton)]
    }

    // MARK: Negotiation

    /// A discount is asked of the host, whose policy decides.
    mutating func discuss(_ discount: Discount?, coupon: String?) {
        guard !sale.basket.isEmpty, sale.order == nil else { return say(phrases.discountNeedsBasket) }
        let offered = context.offeredDiscount > .zero ? Discount.percent(context.offeredDiscount) : nil
        let discount = discount ?? (coupon == nil ? offered : nil)
        sale.move(to: .proposal)
        sale.move(to: .negotiation)
        guard discount != nil || coupon != nil, discount.map(isAskable) ?? true else { return say(phrases.noDiscount) }
        if let given = sale.desk.discount, given == discount, coupon == nil { preface.append(phrases.bestPrice) }
        guard let paper = sale.desk.paper, sale.desk.isCurrent(at: context.now) else {
            sale.desk.ask(discount: discount, coupon: coupon)
            return call(.quote(sale.desk.draft, revising: sale.desk.paper))
        }
        if sale.desk.discount == discount, coupon == nil { return call(.read(quote: paper.number)) }
        sale.desk.ask(discount: discount, coupon: coupon)
        call(.discount(sale.desk.draft, on: paper))
    }

    private func isAskable(_ discount: Discount) -> Bool {
        guard case .percent(let percentage) = discount else { return true }
        return percentage > .zero && percentage <= .whole
    }

    /// A decision on a quote that is no longer the one being written is told, and
    /// leaves the present one alone.
    mutating func tellDecision(_ quote: Quote) {
        preface.append(
            context.addressee.fill(
                quote.approval?.state == .refused ? phrases.approvalRefused : phrases.approvalGranted
            )
        )
        guard let paper = sale.desk.paper, paper.number == quote.shownNumber, !paper.isOutdated else {
            return say(.text(quoteWording.text(quote)))
        }
        sale.desk.show(quote)
        show(quote)
    }

    // MARK: Closing

    /// The yes to the version that was shown last.
    mutating func close(_ hash: String) {
        guard let paper = sale.desk.paper, paper.hash == hash, !paper.isOutdated else { return propose() }
        call(.link(quote: paper.number, hash: hash))
    }

    /// The yes that another agent heard.
    mutating func acceptShown(_ quote: String, _ hash: String) {
        sale.touchedAt = context.now
        if !sale.stage.isOpen { sale.beginAnew(context.language) }
        sale.order = nil
        sale.move(to: .proposal)
        call(.link(quote: quote, hash: hash))
    }

    mutating func linked(_ answer: OrderAnswer, _ link: PaymentLink?) {
        sale.confirmation = nil
        switch answer.outcome {
        case .accepted:
            guard let order = answer.order else { return apologize(for: .link(quote: "", hash: "")) }
            announce(order, link)
        case .changed, .approval:
            guard let quote = answer.quote else { return propose() }
            takeOver(quote)
            sale.desk.show(quote)
            preface.append(phrases.quoteChanged)
            show(quote)
        case .expired:
            preface.append(phrases.quoteExpired)
            requote(answer.quote)
        case .refused: mend(answer)
        }
    }

    /// A quote that another agent made brings its lines along, in the place of what
    /// the sale had: the customer's yes was to them.
    private mutating func takeOver(_ quote: Quote?) {
        guard let quote, sale.desk.paper?.number != quote.shownNumber else { return }
        sale.desk = QuoteDesk(list: ShoppingList(language: context.language))
        for line in quote.prices.lines {
            let product = ProductHit(sku: line.sku, name: line.name, price: line.unitPrice, unit: line.unit, score: 1)
            sale.desk.take(BasketLine(product, quantity: line.quantity))
        }
        sale.desk.show(quote)
    }

    private mutating func requote(_ quote: Quote?) {
        takeOver(quote)
        guard !sale.basket.isEmpty else { return say(listWording.lines([.basketIsEmpty])[0]) }
        call(.quote(sale.desk.draft, revising: sale.desk.paper))
    }

    private mutating func mend(_ answer: OrderAnswer) {
        takeOver(answer.quote)
        switch sale.desk.refusedAcceptance(answer.problems) {
        case .again(let notes):
            preface += quoteWording.lines(notes)
            call(.quote(sale.desk.draft, revising: sale.desk.paper))
        case .nothingLeft(let notes):
            preface += quoteWording.lines(notes)
            sale.move(to: .discovery)
            say(listWording.lines([.basketIsEmpty])[0])
        case .refused, .show: apologize(for: .link(quote: "", hash: ""))
        }
    }

    /// The order is made. Without a link it waits for the person who sends one.
    private mutating func announce(_ order: Order, _ link: PaymentLink?) {
        let open = OpenOrder(
            number: order.shownNumber,
            total: link?.amount ?? order.prices.total,
            link: link.map { OpenOrder.Link(url: $0.url, expiresAt: $0.expiresAt) },
            heldUntil: order.heldUntil
        )
        sale.order = open
        sale.move(to: .closing)
        sale.desk = QuoteDesk(list: ShoppingList(language: context.language))
        say(phrases.orderMade, values(open))
        if let held = order.heldUntil { say(phrases.stockHeld, [("{date}", calendar.moment(held))]) }
        guard let link = open.link else { return askForLink(open) }
        show(link, of: open, phrases.payTitle)
    }

    func values(_ order: OpenOrder) -> [(placeholder: String, value: String)] {
        [("{order}", order.number), ("{money}", order.total.description)]
    }

    mutating func pay() {
        guard let order = sale.order else { return propose() }
        guard let link = order.link(at: context.now) else { return call(.payment(order: order.number)) }
        say(phrases.payAgain, values(order))
        show(link, of: order, phrases.payTitle)
    }

    mutating func sendDocument() {
        guard let paper = sale.desk.paper else {
            return sale.basket.isEmpty ? say(listWording.lines([.basketIsEmpty])[0]) : propose()
        }
        actions.append(.attach(quote: paper.number))
    }
}
