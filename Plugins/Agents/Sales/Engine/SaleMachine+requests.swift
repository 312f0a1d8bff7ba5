// What a customer's message does to the sale.

import AgentDialogue
import OrkestaModel

extension SaleMachine {
    private static let sureConfidence = 0.7

    /// A message after a long pause waits until prices and stock are known anew.
    mutating func receive(_ text: String, _ intent: UnderstoodIntent) {
        self.intent = intent
        let request = RequestReader(context.language).read(text)
        let pause = sale.touchedAt.map { context.now.milliseconds - $0.milliseconds } ?? 0
        sale.touchedAt = context.now
        if !sale.stage.isOpen { sale.beginAnew(context.language) }
        if pause >= Self.pauseMilliseconds, !sale.basket.isEmpty, sale.order == nil {
            postponed = (text, intent)
            return call(.recheck(sale.basket.lines.map(\.sku)))
        }
        answer(request)
    }

    mutating func answer(_ request: Request) {
        if confirm(request) { return }
        if isForOthers(request) { return handBack() }
        if isForQuotation(request) { return actions.append(.handOff(to: "quotation")) }
        if let step = sale.desk.handle(request) { return follow(step, request) }
        switch request {
        case .checkout: checkOut()
        case .confirm: propose()
        case .pay: pay()
        case .paid: checkPayment()
        case .show: showBasket()
        case .discount(let percentage): discuss(percentage.map(Discount.percent), coupon: nil)
        case .coupon(let code): discuss(nil, coupon: code)
        case .quotation: propose()
        case .document: sendDocument()
        case .cancel: askToCancel()
        case .person: callPerson()
        case .resume, .greeting: greetBack()
        case .yes: sale.basket.isEmpty ? say(phrases.askProduct) : say(phrases.askMore)
        case .no: sale.basket.isEmpty ? decline() : propose()
        case .options: context.agents.contains("catalog") ? actions.append(.handOff(to: "catalog")) : handBack()
        case .thanks: context.canHandBack ? handBack() : say(phrases.declined)
        case .number, .take, .more, .change, .remove, .empty, .wishes, .prices, .priceOf, .nothing, .unclear:
            notUnderstood()
        }
    }

    /// Complaints and questions that the orchestrator is sure of are its own, as
    /// long as the sale's own words don't say otherwise.
    private func isForOthers(_ request: Request) -> Bool {
        guard context.canHandBack, ["complaint", "support"].contains(intent.name),
            intent.confidence >= Self.sureConfidence
        else { return false }
        switch request {
        case .wishes, .prices, .unclear, .nothing, .greeting, .thanks: return true
        default: return false
        }
    }

    /// A quote is the quotation agent's until there is a basket: then it is the
    /// sale's own proposal, and products named with it join the basket.
    private func isForQuotation(_ request: Request) -> Bool {
        guard context.agents.contains("quotation"), case .quotation = request else { return false }
        return sale.basket.isEmpty
    }

    // MARK: Confirmations

    /// Whether the request answered an open yes-or-no.
    private mutating func confirm(_ request: Request) -> Bool {
        switch (sale.confirmation, request) {
        case (.quote(let hash), .yes), (.quote(let hash), .confirm), (.quote(let hash), .pay): close(hash)
        case (.quote, .no):
            sale.confirmation = nil
            sale.move(to: .negotiation)
            say(phrases.askChange)
        case (.cancel, .yes), (.cancel, .confirm), (.cancel, .cancel): lose()
        case (.cancel, .no), (.cancel, .resume):
            sale.confirmation = nil
            say(.buttons(text: phrases.goesOn, addMorePrompt.buttons))
        case (.cancel, _):
            sale.confirmation = nil
            return false
        default: return false
        }
        return true
    }

    // MARK: The list

    /// Says what a step of the list did, or searches first.
    private mutating func follow(_ step: ListStep, _ request: Request) {
        goOn()
        guard step.search.isEmpty else {
            preface += listWording.lines(step.notes)
            return call(.search(step.search, isOrder: isOrder(request)))
        }
        sayList(step.notes)
    }

    /// Whether products named are wanted, and not only asked about. A wish that
    /// was waiting for its turn was wanted.
    private func isOrder(_ request: Request) -> Bool {
        switch request {
        case .wishes(_, let isOrder): isOrder || intent.name == "purchase" && intent.confidence >= Self.sureConfidence
        case .prices, .priceOf: false
        default: true
        }
    }

    /// The list moves the sale on. While an order waits for its payment the basket
    /// is empty: a question leaves the order open, and only what is put into the
    /// basket begins another purchase.
    private mutating func goOn() {
        guard sale.order == nil || !sale.basket.isEmpty else { return }
        if sale.order != nil {
            sale.order = nil
            sale.desk.forgetPaper()
            preface.append(phrases.newOrder)
        }
        sale.move(to: sale.stage == .negotiation ? .negotiation : .discovery)
    }

    private mutating func sayList(_ notes: [ListNote]) {
        if sale.desk.paper?.isOutdated ?? false { sale.confirmation = nil }
        let prompt = sale.basket.isEmpty ? nil : addMorePrompt
        guard let reply = listWording.reply(to: sale.desk.list, notes: notes, prompt: prompt) else {
            return say(phrases.askProduct)
        }
        guard sale.basket.isEmpty, sale.desk.list.question == nil, notes.contains(where: \.takesOff) else {
            return say(reply)
        }
        say(.text((listWording.lines(notes) + [phrases.askProduct]).joined(separator: "\n")))
    }

    mutating func found(_ findings: [Finding], isOrder: Bool) {
        let isUnknown = findings.allSatisfy { $0.hits.isEmpty }
        if isUnknown, context.canHandBack, intent.name == "other", intent.confidence >= Self.sureConfidence,
            preface.isEmpty
        {
            return handBack()
        }
        if !findings.contains(where: { $0.isUnderstood(in: context.language) }), askModel(about: (findings, isOrder)) {
            return
        }
        let step = sale.desk.found(findings, isOrder: isOrder)
        goOn()
        sayList(step.notes)
    }

    private mutating func showBasket() {
        guard !sale.basket.isEmpty else { return say(listWording.lines([.basketIsEmpty])[0]) }
        call(.price(sale.desk.draft))
    }

    mutating func priced(_ answer: QuoteAnswer) {
        let lines = answer.prices.map(quoteWording.figures) ?? sale.basket.lines.map { "• \(listWording.line($0))" }
        say(
            .buttons(
                text: ([phrases.basketTitle] + lines + [phrases.anythingElse]).joined(separator: "\n"),
                addMorePrompt.buttons
            )
        )
    }

    // MARK: Leaving

    private mutating func askToCancel() {
        guard !sale.basket.isEmpty || sale.order != nil else {
            return sale.desk.list.question == nil ? say(phrases.nothingToCancel) : decline()
        }
        sale.confirmation = .cancel
        sale.desk.list.dropQuestion()
        let buttons = [
            ReplyButton(id: "yes", title: phrases.cancelButton), ReplyButton(id: "no", title: phrases.goOnButton),
        ]
        say(.buttons(text: phrases.askCancel, buttons))
    }

    private mutating func lose() {
        sale.confirmation = nil
        sale.move(to: .lost)
        sale.order = nil
        sale.desk = QuoteDesk(list: ShoppingList(language: context.language))
        say(phrases.cancelled)
    }

    private mutating func decline() {
        sale.desk.list.dropQuestion()
        say(phrases.declined)
    }

    private mutating func callPerson() {
        sale.move(to: .handedOff)
        sale.confirmation = nil
        actions.append(.openCase(kind: "purchase", summary: summary(phrases.personSummary)))
        say(phrases.personCalled)
        actions.append(.pause)
    }

    private mutating func notUnderstood() {
        let isSure = intent.confidence >= Self.sureConfidence
        if isSure, context.canHandBack, ["greeting", "other", "complaint", "support"].contains(intent.name) {
            return handBack()
        }
        if isSure, intent.name == "product_search", context.agents.contains("catalog") {
            return actions.append(.handOff(to: "catalog"))
        }
        if !askModel(about: nil) { sayNotUnderstood() }
    }

    mutating func sayNotUnderstood() {
        guard let reply = listWording.reply(to: sale.desk.list, notes: []) else {
            return say(sale.basket.isEmpty ? phrases.askProduct : phrases.notUnderstood)
        }
        preface.append(phrases.sorry)
        say(reply)
    }
}
