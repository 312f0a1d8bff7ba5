// What goes into the sale's machine and what comes out of it.

public import AgentDialogue
public import OrkestaModel

/// What the sale asks of the shop. The first five are the agent's tools: the
/// dialogue and a language model reach the shop through the same ones.
public enum SaleCall: Sendable, Hashable {
    /// `buscar_productos`; `isOrder`: to be put into the basket.
    case search([Wish], isOrder: Bool)
    /// `crear_cotizacion`: a quote, or the next version of one.
    case quote(QuoteDraft, revising: QuotePaper?)
    /// `aplicar_descuento`: the next version with a discount or a coupon.
    case discount(QuoteDraft, on: QuotePaper)
    /// `generar_link_pago`: accepts exactly what was shown, and gives a link.
    case link(quote: String, hash: String)
    /// `procesar_pago`: what has arrived for an order.
    case payment(order: String)
    /// The present price and stock of what is in the basket; no tool.
    case recheck([String])
    /// What the basket costs now; no tool.
    case price(QuoteDraft)
    /// The quote as it stands; no tool.
    case read(quote: String)
    /// What a language model makes of the message, asked for this reason; no tool.
    case understand(why: String)
}

/// What happened, in the sale's eyes.
public enum SaleEvent: Sendable, Hashable {
    /// The customer wrote; what the orchestrator made of it.
    case message(String, intent: UnderstoodIntent)
    /// Another agent has listed these, and spoken last of the one in focus.
    case shown([ProductHit], focus: String?)
    /// The customer said yes to a version that another agent had shown.
    case accepted(quote: String, hash: String)
    case found([Finding], isOrder: Bool)
    /// In the order asked; nil for what is no longer sold.
    case rechecked([ProductHit?])
    case priced(QuoteAnswer)
    case quoted(QuoteAnswer)
    /// Nil: there is no such quote.
    case read(Quote?)
    /// The link is nil unless the outcome is `accepted`, and then too when none
    /// could be made.
    case linked(OrderAnswer, PaymentLink?)
    /// Nil: there is no invoice for the order yet.
    case invoice(Invoice?)
    case paid(Invoice, Payment?)
    case paidPartly(Invoice, Payment?)
    case paymentFailed(Invoice)
    /// Money went back, or became the customer's credit.
    case refunded(Invoice, Money, toCredit: Bool)
    /// A person decided on the discount asked for.
    case approvalDecided(Quote)
    /// What a language model made of the message, one after the other; empty:
    /// nothing, or nobody was there to ask.
    case understood([Request])
    /// The next of them.
    case next
    /// The host could not do what was asked.
    case failed(SaleCall)
}

/// What the orchestrator understood of a message.
public struct UnderstoodIntent: Sendable, Hashable {
    /// `purchase`, `complaint`, ...; empty: not known.
    public var name: String
    /// 0 to 1.
    public var confidence: Double

    public init(_ name: String = "", confidence: Double = 0) {
        self.name = name
        self.confidence = confidence
    }
}

/// What the sale wants done, in this order.
public enum SaleAction: Sendable, Hashable {
    case say(Reply)
    /// At most one in a step; its answer is the next event.
    case call(SaleCall)
    /// The quote's PDF.
    case attach(quote: String)
    case openCase(kind: String, summary: String)
    /// Agents are silent until a person gives the conversation back.
    case pause
    /// The message is no matter of the sale.
    case handBack
    case handOff(to: String)
}
