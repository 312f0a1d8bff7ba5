// The sale: event in, actions out. It does no input and no output, reads no
// clock and counts no money. What it says is complete without a language model,
// which may later word the same replies, and never decides anything.

public import AgentDialogue
import OrkestaModel

/// Leads one sale through one turn.
public struct SaleMachine: Sendable {
    public internal(set) var sale: Sale
    let context: DialogueContext
    let phrases: SalePhrases
    let listWording: ListWording
    let quoteWording: QuoteWording
    let calendar: LocalCalendar
    var actions: [SaleAction] = []
    /// Said before the next reply.
    var preface: [String] = []
    /// A model is asked about a message at most once, when the grammar is at its end.
    var hasAskedModel = false
    /// What had been found when the model was asked; nil: nothing had been looked for.
    var unfound: (findings: [Finding], isOrder: Bool)?
    /// What the model understood and is still to be done.
    var understoodRest: [Request] = []
    /// The message that waits until the basket has been looked at again.
    var postponed: (text: String, intent: UnderstoodIntent)?
    var intent = UnderstoodIntent()
    /// Answers of the host that only led to the next question, for one request.
    private var triesLeft = Self.triesMax
    private static let triesMax = 4

    /// A pause after which the customer is greeted back and prices are looked
    /// at again: six hours.
    static let pauseMilliseconds: Int64 = 6 * 3_600_000

    public init(_ sale: Sale, _ context: DialogueContext) {
        self.sale = sale
        self.context = context
        phrases = SalePhrases.of(context.language)
        listWording = ListWording(context.language, context.addressee)
        calendar = LocalCalendar(context.language, offsetMinutes: context.offsetMinutes)
        quoteWording = QuoteWording(context.language, context.addressee, calendar)
    }

    /// What follows from an event.
    public mutating func handle(_ event: SaleEvent) -> [SaleAction] {
        actions = []
        switch event {
        case .message(let text, let intent): receive(text, intent)
        case .shown(let products, let focus): sale.desk.list.show(products, focus: focus)
        case .accepted(let quote, let hash): acceptShown(quote, hash)
        case .found(let findings, let isOrder): found(findings, isOrder: isOrder)
        case .rechecked(let products): rechecked(products)
        case .priced(let answer): priced(answer)
        case .quoted(let answer): quoted(answer)
        case .read(let quote): read(quote)
        case .linked(let answer, let link): linked(answer, link)
        case .invoice(let invoice): tell(invoice)
        case .paid(let invoice, let payment): complete(invoice, payment)
        case .paidPartly(let invoice, let payment): notePart(invoice, payment)
        case .paymentFailed(let invoice): noteFailure(invoice)
        case .refunded(let invoice, let amount, let toCredit): noteRefund(invoice, amount, toCredit: toCredit)
        case .approvalDecided(let quote): tellDecision(quote)
        case .understood(let requests): understood(requests)
        case .next: doNext()
        case .failed(let call): apologize(for: call)
        }
        return actions
    }

    /// Whether ``SaleEvent/next`` has something to do once no call is open.
    public var hasNext: Bool { !understoodRest.isEmpty }

    // MARK: Acting

    /// Says a reply, what was put before it first.
    mutating func say(_ reply: Reply) {
        actions.append(.say(reply.opened(by: preface)))
        preface = []
    }

    mutating func say(_ template: String, _ values: [(placeholder: String, value: String)] = []) {
        say(.text(context.addressee.fill(template, values)))
    }

    /// Asks the shop; a circle of refusals ends with a person.
    mutating func call(_ call: SaleCall) {
        guard triesLeft > 0 else { return apologize(for: call) }
        triesLeft -= 1
        actions.append(.call(call))
    }

    /// Another request begins with tries of its own.
    mutating func allowTries() { triesLeft = Self.triesMax }

    /// What is no matter of the sale goes back to the orchestrator. Where nobody
    /// handed the message over, the sale says what it can be asked for.
    mutating func handBack() {
        guard !context.canHandBack else { return actions.append(.handBack) }
        say(sale.basket.isEmpty ? phrases.askProduct : phrases.notUnderstood)
    }

    mutating func apologize(for call: SaleCall) {
        sale.confirmation = nil
        actions.append(.openCase(kind: "sale-failure", summary: summary(phrases.failedSummary)))
        say(phrases.failed)
    }

    /// The basket in words, for whoever takes the case.
    func summary(_ opening: String) -> String {
        let lines = sale.basket.lines.map(listWording.line)
        let order = sale.order.map { [$0.number] } ?? []
        return ([opening] + order + lines).joined(separator: "\n")
    }

    var addMorePrompt: ListWording.Prompt {
        ListWording.Prompt(
            text: phrases.anythingElse,
            buttons: [
                ReplyButton(id: "checkout", title: phrases.closeButton),
                ReplyButton(id: "show", title: phrases.showButton),
            ]
        )
    }
}
