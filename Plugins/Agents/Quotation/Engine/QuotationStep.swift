// What goes into the quotation's machine and what comes out of it.

public import AgentDialogue
public import OrkestaModel

/// What the dialogue asks of the shop.
public enum QuotationCall: Sendable, Hashable {
    case search([Wish])
    /// A quote, or the next version of one.
    case quote(QuoteDraft, revising: QuotePaper?)
    case read(quote: String)
    /// Only where no sales agent closes: an order, without a link.
    case accept(quote: String, hash: String)
    /// The lines that a language model reads in the message, asked for this reason.
    case readLines(why: String)
}

/// What happened, in the dialogue's eyes.
public enum QuotationEvent: Sendable, Hashable {
    /// The customer wrote; the intent's name, and how sure it is.
    case message(String, intent: String, confidence: Double)
    case found([Finding])
    /// What a model read; empty: nothing, or nobody was there to ask.
    case linesRead([Wish])
    case quoted(QuoteAnswer)
    /// Nil: there is no such quote.
    case read(Quote?)
    case accepted(OrderAnswer)
    /// A person decided on the discount asked for.
    case approvalDecided(Quote)
    case failed
}

/// What the dialogue wants done, in this order.
public enum QuotationAction: Sendable, Hashable {
    case say(Reply)
    /// At most one in a step; its answer is the next event.
    case call(QuotationCall)
    /// The quote's document.
    case attach(quote: String)
    /// The quote's public page.
    case page(quote: String)
    case openCase(kind: String, summary: String)
    case pause
    /// The message is no matter of a quotation.
    case handBack
    /// The sales agent closes what the customer said yes to.
    case close(quote: String, hash: String)
}
