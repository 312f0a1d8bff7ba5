// The one registry of what can happen in a tenant's business: for streams, for
// webhooks to the tenant's systems, and for filters of both.

/// What happened. The name's first part is what it happened to.
public enum DomainEventType: String, Sendable, CaseIterable {
    /// Of all that was said in one step; its words are read from the conversation.
    case conversationMessage = "conversation.message"
    case conversationTaken = "conversation.taken"
    case conversationGivenBack = "conversation.given_back"
    /// It was refused, or tried for too long; `goes_on_by` names the channel that takes over.
    case messageFailed = "message.failed"
    /// Nobody knows whether it was sent, so that it is not sent again by itself.
    case messageUnknown = "message.unknown"
    /// Its provider lets nothing through, no template, or nothing in, before somebody mends the
    /// account; or its plugin is off or does not work, and messages wait for it. Told once until it
    /// goes again.
    case channelStopped = "channel.stopped"
    case quoteCreated = "quote.created"
    case quoteRevised = "quote.revised"
    case orderCreated = "order.created"
    case invoiceIssued = "invoice.issued"
    case invoiceVoided = "invoice.voided"
    case invoiceWrittenOff = "invoice.written_off"
    case reminderPlanned = "reminder.planned"
    case writeOffProposed = "write_off.proposed"
    case promiseMade = "promise.made"
    case promiseKept = "promise.kept"
    case promiseBroken = "promise.broken"
    case paymentProcessing = "payment.processing"
    case paymentSucceeded = "payment.succeeded"
    case paymentPartial = "payment.partial"
    case paymentFailed = "payment.failed"
    case paymentRefunded = "payment.refunded"
    case refundFailed = "refund.failed"
    case disputeOpened = "dispute.opened"
    case disputeWon = "dispute.won"
    case disputeLost = "dispute.lost"
    case creditGranted = "credit.granted"
    case creditPaidOut = "credit.paid_out"
    case returnRequested = "return.requested"
    case returnReceived = "return.received"
    case returnSettled = "return.settled"
    case returnClosed = "return.closed"
    /// The tenant's endpoint for webhooks was switched off because it failed.
    case endpointDisabled = "endpoint.disabled"
    /// Sent to one endpoint only, to try it.
    case endpointTest = "endpoint.test"

    /// What it happened to: the name's first part.
    public var subject: String { String(rawValue.prefix { $0 != "." }) }

    /// `payment.*`: every type of this one's subject.
    public var group: String { subject + ".*" }

    /// Whether an endpoint's filter may say so: a type, or a group.
    public static func isFilter(_ text: String) -> Bool {
        allCases.contains { $0.rawValue == text || $0.group == text }
    }

    /// The types that a reader of a stream means: by a type, a group, or a subject alone.
    /// Empty: nothing is called so.
    public static func named(_ text: String) -> [DomainEventType] {
        allCases.filter { $0.rawValue == text || $0.group == text || $0.subject == text }
    }

    /// All of them, for people.
    public static let names = allCases.map(\.rawValue).joined(separator: ", ")
}
