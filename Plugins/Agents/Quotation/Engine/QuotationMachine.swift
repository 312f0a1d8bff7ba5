// The quotation: event in, actions out. It makes a quote as soon as it knows
// every line, and the next version of it at every change.

public import AgentDialogue
import OrkestaModel

/// Leads one quotation through one turn.
public struct QuotationMachine: Sendable {
    public private(set) var quotation: Quotation
    let context: DialogueContext
    private let phrases: QuotationPhrases
    private let listWording: ListWording
    private let quoteWording: QuoteWording
    var actions: [QuotationAction] = []
    /// Said before the next reply.
    private var preface: [String] = []
    /// Answers of the host that only led to the next question, in this turn.
    private var triesLeft = 4
    private static let sureConfidence = 0.7
    /// A model is asked about a message at most once.
    var hasAskedModel = false
    /// What was found for the message as the grammar reads it, while a model is asked.
    var foundAlone: [Finding] = []

    public init(_ quotation: Quotation, _ context: DialogueContext) {
        self.quotation = quotation
        self.context = context
        phrases = QuotationPhrases.of(context.language)
        listWording = ListWording(context.language, context.addressee)
        let calendar = LocalCalendar(context.language, offsetMinutes: context.offsetMinutes)
        quoteWording = QuoteWording(context.language, context.addressee, calendar)
    }

    /// What follows from an event.
    public mutating func handle(_ event: QuotationEvent) -> [QuotationAction] {
        actions = []
        switch event {
        case .message(let text, let intent, let confidence): receive(text, intent, confidence)
        case .found(let findings): found(findings)
        case .linesRead(let wishes): linesRead(wishes)
        case .quoted(let answer): quoted(answer)
        case .read(let quote): read(quote)
        case .accepted(let answer): accepted(answer)
        case .approvalDecided(let quote): tellDecision(quote)
        case .failed: apologize()
        }
        return actions
    }

    // MARK: Messages

    private mutating func receive(_ text: String, _ intent: String, _ confidence: Double) {
        let request = RequestReader(context.language).read(text)
        if confirm(request) { return }
        let isForOthers = ["complaint", "support"].contains(intent) && confidence >= Self.sureConfidence
        switch request {
        case .wishes(let wishes, _) where !isForOthers: follow(quotation.desk.handle(.wishes(wishes, isOrder: true)))
        case .wishes,
            .prices where isForOthers:
            handBack()
        case .prices(let wishes): answerPrices(of: wishes, intent, confidence)
        case .thanks: context.canHandBack ? handBack() : present()
        case .checkout, .show, .resume, .greeting, .quotation([]): present()
        case .document, .pay: sendDocument()
        case .discount(let percentage): reduce(percentage.map(Discount.percent), coupon: nil)
        case .coupon(let code): reduce(nil, coupon: code)
        case .cancel: cancel()
        case .person: callPerson()
        case .empty: startOver()
        default:
            if let step = quotation.desk.handle(request) { return follow(step) }
            answerUnclear(request, isForOthers: isForOthers)
        }
    }

    /// What something costs is the catalog's to say; whoever asks for a quote is quoted.
    private mutating func answerPrices(of wishes: [Wish], _ intent: String, _ confidence: Double) {
        let isQuestion = intent == "product_search" && confidence >= Self.sureConfidence
        guard isQuestion, context.canHandBack else {
            return follow(quotation.desk.handle(.wishes(wishes, isOrder: true)))
        }
        handBack()
    }

    private mutating func answerUnclear(_ request: Request, isForOthers: Bool) {
        if isForOthers || request == .options { return handBack() }
        if case .no = request, !quotation.desk.list.basket.isEmpty { return present() }
        if let reply = listWording.reply(to: quotation.desk.list, notes: []) { return say(reply) }
        if !askModel("the dialogue cannot read the message") { sayWhatToAsk() }
    }

    /// Whether the request answered the question for a yes.
    private mutating func confirm(_ request: Request) -> Bool {
        guard let hash = quotation.asked, let paper = quotation.desk.paper, quotation.desk.list.question == nil else {
            return false
        }
        switch request {
        case .yes, .confirm, .pay:
            guard paper.hash == hash, quotation.desk.isCurrent(at: context.now) else {
                present()
                return true
            }
            accept(paper.number, hash)
        case .no:
            quotation.asked = nil
            say(.text(phrases.askChange))
        default: return false
        }
        return true
    }

    // MARK: The list

    private mutating func follow(_ step: ListStep?) {
        guard let step else { return say(.text(phrases.askLines)) }
        preface += listWording.lines(step.notes)
        guard step.search.isEmpty else { return call(.search(step.search)) }
        goOn()
    }

    mutating func take(_ findings: [Finding]) {
        let isUnknown = findings.allSatisfy { $0.hits.isEmpty }
        let step = quotation.desk.found(findings, isOrder: true)
        preface += listWording.lines(step.notes)
        guard !(isUnknown && quotation.desk.list.basket.isEmpty) else { return say(.text(phrases.askLines)) }
        goOn()
    }

    /// The next unclear line, or else the quote.
    private mutating func goOn() {
        if quotation.desk.list.question != nil {
            guard let reply = listWording.reply(to: quotation.desk.list, notes: []) else { return }
            return say(reply)
        }
        present()
    }

    private mutating func present() {
        guard !quotation.desk.list.basket.isEmpty else { return say(.text(phrases.askLines)) }
        preface += listWording.lines(quotation.desk.list.dropQuestion())
        guard quotation.desk.isCurrent(at: context.now), let paper = quotation.desk.paper else {
            return call(.quote(quotation.desk.draft, revising: quotation.desk.paper))
        }
        call(.read(quote: paper.number))
    }

    // MARK: The quote

    private mutating func quoted(_ answer: QuoteAnswer) {
        switch quotation.desk.quoted(answer) {
        case .show(let quote, let notes):
            preface += quoteWording.lines(notes)
            show(quote, withDocument: true)
        case .again(let notes):
            preface += quoteWording.lines(notes)
            call(.quote(quotation.desk.draft, revising: quotation.desk.paper))
        case .nothingLeft(let notes):
            preface += quoteWording.lines(notes)
            quotation.asked = nil
            say(.text(phrases.askLines))
        case .refused: apologize()
        }
    }

    private mutating func read(_ quote: Quote?) {
        guard let quote, quote.state == .sent else {
            quotation.desk.forgetPaper()
            return call(.quote(quotation.desk.draft, revising: nil))
        }
        quotation.desk.show(quote)
        show(quote, withDocument: false)
    }

    private mutating func show(_ quote: Quote, withDocument: Bool) {
        quotation.asked = quote.hash
        let buttons = [
            ReplyButton(id: "yes", title: phrases.acceptButton), ReplyButton(id: "no", title: phrases.changeButton),
        ]
        say(.buttons(text: "\(quoteWording.text(quote))\n\(phrases.askAccept)", buttons))
        if withDocument { actions.append(.attach(quote: quote.shownNumber)) }
    }

    private mutating func sendDocument() {
        guard let paper = quotation.desk.paper, quotation.desk.isCurrent(at: context.now) else { return present() }
        actions.append(.attach(quote: paper.number))
    }

    private mutating func reduce(_ discount: Discount?, coupon: String?) {
        guard !quotation.desk.list.basket.isEmpty else { return say(.text(phrases.askLines)) }
        let offered = context.offeredDiscount > .zero ? Discount.percent(context.offeredDiscount) : nil
        let wanted = discount ?? (coupon == nil ? offered : nil)
        guard wanted != nil || coupon != nil, wanted != quotation.desk.discount || coupon != nil else {
            preface.append(phrases.bestPrice)
            return present()
        }
        quotation.desk.ask(discount: wanted, coupon: coupon)
        call(.quote(quotation.desk.draft, revising: quotation.desk.paper))
    }

    /// A decision on a quote that is no longer the one being written is told, and
    /// leaves the present one alone.
    private mutating func tellDecision(_ quote: Quote) {
        let isRefused = quote.approval?.state == .refused
        preface.append(context.addressee.fill(isRefused ? phrases.approvalRefused : phrases.approvalGranted))
        guard let paper = quotation.desk.paper, paper.number == quote.shownNumber, !paper.isOutdated else {
            return say(.text(quoteWording.text(quote)))
        }
        quotation.desk.show(quote)
        show(quote, withDocument: !isRefused)
    }

    // MARK: The yes

    private mutating func accept(_ quote: String, _ hash: String) {
        guard context.agents.contains("sales") else { return call(.accept(quote: quote, hash: hash)) }
        quotation = Quotation(language: context.language)
        actions.append(.close(quote: quote, hash: hash))
    }

    private mutating func accepted(_ answer: OrderAnswer) {
        switch answer.outcome {
        case .accepted:
            let number = answer.order?.shownNumber ?? ""
            let total = answer.order?.prices.total.description ?? ""
            let paper = quotation.desk.paper
            quotation = Quotation(language: context.language)
            say(.text(context.addressee.fill(phrases.accepted, [("{order}", number), ("{money}", total)])))
            if let paper { actions.append(.page(quote: paper.number)) }
        case .changed, .approval:
            guard let quote = answer.quote else { return present() }
            quotation.desk.show(quote)
            preface.append(phrases.changed)
            show(quote, withDocument: false)
        case .expired: call(.quote(quotation.desk.draft, revising: quotation.desk.paper))
        case .refused: mend(answer.problems)
        }
    }

    private mutating func mend(_ problems: [DraftProblem]) {
        switch quotation.desk.refusedAcceptance(problems) {
        case .again(let notes):
            preface += quoteWording.lines(notes)
            call(.quote(quotation.desk.draft, revising: quotation.desk.paper))
        case .nothingLeft(let notes):
            preface += quoteWording.lines(notes)
            quotation.asked = nil
            say(.text(phrases.askLines))
        case .refused, .show: apologize()
        }
    }

    // MARK: Leaving

    private mutating func cancel() {
        quotation = Quotation(language: context.language)
        say(.text(context.addressee.fill(phrases.cancelled)))
    }

    private mutating func startOver() {
        quotation = Quotation(language: context.language)
        say(.text(phrases.askLines))
    }

    private mutating func callPerson() {
        actions.append(.openCase(kind: "quotation", summary: summary(phrases.personSummary)))
        say(.text(context.addressee.fill(phrases.personCalled)))
        actions.append(.pause)
    }

    private mutating func apologize() {
        actions.append(.openCase(kind: "quotation", summary: summary(phrases.failedSummary)))
        say(.text(context.addressee.fill(phrases.failed)))
    }

    private func summary(_ opening: String) -> String {
        let number = quotation.desk.paper.map { [$0.number] } ?? []
        return ([opening] + number + quotation.desk.list.basket.lines.map(listWording.line)).joined(separator: "\n")
    }

    // MARK: Acting

    /// What is no quotation goes back to the orchestrator. Where nobody handed the
    /// message over, the customer hears what can be asked for.
    private mutating func handBack() {
        context.canHandBack ? actions.append(.handBack) : sayWhatToAsk()
    }

    mutating func sayWhatToAsk() {
        say(.text(quotation.desk.list.basket.isEmpty ? phrases.askLines : phrases.notUnderstood))
    }

    mutating func call(_ call: QuotationCall) {
        guard triesLeft > 0 else { return apologize() }
        triesLeft -= 1
        actions.append(.call(call))
    }

    private mutating func say(_ reply: Reply) {
        actions.append(.say(reply.opened(by: preface)))
        preface = []
    }
}
