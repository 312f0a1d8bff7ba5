// What passes between the host and a channel: a provider's requests, the messages
// and receipts in them, and messages to send.

public import HostCore
public import OrkestaModel

/// A provider's request as it came, body untouched.
public struct ChannelRequest: Sendable {
    public var method: String
    public var path: String
    public var query: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// The visitor whom the host itself authenticated (its chat page).
    public var verifiedSender: String?

    public init(
        method: String,
        path: String,
        query: String,
        headers: [(name: String, value: String)],
        body: [UInt8],
        verifiedSender: String?
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.verifiedSender = verifiedSender
    }
}

/// What a channel read from a request, and what the provider shall be told once
/// the messages are durable.
public struct ChannelIngest: Sendable {
    public var messages: [InboundMessage]
    public var receipts: [DeliveryReceipt]
    public var templates: [TemplateDecision]
    public var contacts: [ContactNews]
    public var response: ChannelResponse

    public init(
        messages: [InboundMessage],
        receipts: [DeliveryReceipt],
        templates: [TemplateDecision] = [],
        contacts: [ContactNews] = [],
        response: ChannelResponse
    ) {
        self.messages = messages
        self.receipts = receipts
        self.templates = templates
        self.contacts = contacts
        self.response = response
    }
}

/// What the provider is told.
public struct ChannelResponse: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// A customer's message, normalized.
public struct InboundMessage: Sendable, Equatable {
    /// The provider's id, unique for channel and address.
    public var messageID: String
    /// Who wrote, at the provider: a phone number or another id.
    public var address: String
    public var name: String?
    public var locale: String?
    public var text: String
    /// The customer's telephone number, canonical, as the provider vouches for it.
    public var phone: String?
    /// The address under which the same person may write another time, as the provider
    /// vouches for it.
    public var alias: String?
    /// The conversation that is answered, where the provider's thread tells. It proves nothing
    /// of who writes.
    public var answers: ConversationID?
    /// When it was written, as the provider says; nil where it does not.
    public var at: Timestamp?
    public var attachments: [InboundAttachment]
    /// A person of the business wrote to ``address`` outside the house.
    public var isEcho: Bool
    /// The customer sent what the provider hands on to nobody.
    public var isUnreadable: Bool

    public init(
        messageID: String,
        address: String,
        name: String?,
        locale: String?,
        text: String,
        phone: String? = nil,
        alias: String? = nil,
        answers: ConversationID? = nil,
        at moment: Timestamp? = nil,
        attachments: [InboundAttachment] = [],
        isEcho: Bool = false,
        isUnreadable: Bool = false
    ) {
        self.messageID = messageID
        self.address = address
        self.name = name
        self.locale = locale
        self.text = text
        self.phone = phone
        self.alias = alias
        self.answers = answers
        self.at = moment
        self.attachments = attachments
        self.isEcho = isEcho
        self.isUnreadable = isUnreadable
    }
}

/// A file that came with a message, still at the provider's.
public struct InboundAttachment: Sendable, Hashable {
    /// The provider's name of it.
    public var reference: String
    public var mime: String?
    public var name: String?

    public init(reference: String, mime: String?, name: String?) {
        self.reference = reference
        self.mime = mime
        self.name = name
    }
}

/// A delivery status of an earlier send.
public struct DeliveryReceipt: Sendable, Equatable {
    /// Statuses only rise; failed is final.
    public enum Kind: Int, Sendable, CaseIterable {
        case sent = 1
        case delivered, read, failed
    }

    public var kind: Kind
    public var providerMessageID: String
    public var at: Timestamp
    /// Of the send, where the provider gives it back.
    public var idempotencyKey: String?
    /// Why it failed, and what helps.
    public var reason: String?
    public var remedy: SendRemedy
    /// Why it failed will pass: the same may be sent anew.
    public var isTransient: Bool

    /// Whether it is the sender itself that fails, and no message.
    public var isOfSender: Bool { kind == .failed && providerMessageID.isEmpty && idempotencyKey == nil }

    public init(
        kind: Kind,
        providerMessageID: String,
        at: Timestamp,
        idempotencyKey: String? = nil,
        reason: String? = nil,
        remedy: SendRemedy = .none,
        isTransient: Bool = false
    ) {
        self.kind = kind
        self.providerMessageID = providerMessageID
        self.at = at
        self.idempotencyKey = idempotencyKey
        self.reason = reason
        self.remedy = remedy
        self.isTransient = isTransient
    }
}

/// One message to send.
public struct OutboundMessage: Sendable {
    public var attempt: Int
    /// The same on every attempt.
    public var idempotencyKey: String
    public var address: String
    public var conversationID: ConversationID
    public var messageID: MessageID
    public var reply: JSON
    /// What follows in the same message, where the channel can carry it.
    public var more: [JSON]
    public var locale: String?
    /// The document of the provider's template that goes out instead of ``reply``,
    /// because the window is closed.
    public var template: JSON?
    /// A person of the business worded it.
    public var isByPerson: Bool
    /// The address is to be written in the other of its two forms.
    public var isOtherForm: Bool
    /// When it goes out, in the tenant's time; nil: nobody knows.
    public var at: Timestamp?

    public init(
        attempt: Int,
        idempotencyKey: String,
        address: String,
        conversationID: ConversationID,
        messageID: MessageID,
        reply: JSON,
        more: [JSON] = [],
        locale: String?,
        template: JSON? = nil,
        isByPerson: Bool = false,
        isOtherForm: Bool = false,
        at moment: Timestamp? = nil
    ) {
        self.attempt = attempt
        self.idempotencyKey = idempotencyKey
        self.address = address
        self.conversationID = conversationID
        self.messageID = messageID
        self.reply = reply
        self.more = more
        self.locale = locale
        self.template = template
        self.isByPerson = isByPerson
        self.isOtherForm = isOtherForm
        at = moment
    }
}

/// How a send ended.
public enum SendOutcome: Sendable, Equatable {
    case sent(providerMessageID: String)
    /// Nothing was sent; the same may be tried again, not before the delay.
    case retry(reason: String, afterMilliseconds: Int64?, remedy: SendRemedy = .none)
    /// Nothing was sent, and trying again will not help.
    case refused(reason: String, remedy: SendRemedy = .none)
    /// It may have been sent.
    case unknown(reason: String)
}

/// What helps after a failure, beyond trying it again.
public enum SendRemedy: String, Sendable, CaseIterable {
    case none
    /// This customer had too many messages: the others need not wait.
    case waitForCustomer = "wait_customer"
    /// The whole sender waits.
    case waitForSender = "wait_sender"
    /// The window is closed: only a template goes out.
    case template
    /// The customer cannot be reached on this channel.
    case otherChannel = "other_channel"
    /// The customer wants no more messages.
    case optOut = "opt_out"
    /// Nothing goes out before somebody mends the sender: its token, its account.
    case stop
    /// As ``stop``, but only what goes out as a template: free text is let through.
    case stopTemplates = "stop_templates"
    /// The provider holds this template back: it is paused or disabled.
    case otherTemplate = "other_template"
    /// The provider may know the customer by the other form of the address.
    case otherForm = "other_form"
    /// The customer had enough advertising: none is taken for a day.
    case restAdvertising = "rest_advertising"
}
