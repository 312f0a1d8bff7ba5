// The port through which the pipeline sees a channel: raw provider requests in,
// normalized messages out of it, and messages to send. Channel plugins are
// presented through it by HostPlugins.

public import HostCore
public import HostStorage
public import OrkestaModel

/// One tenant's channel, ready to work.
public protocol Channel: Sendable {
    var capabilities: ChannelCapabilities { get }

    /// Verifies and reads a provider's request. The caller makes the messages
    /// durable before it lets the response out.
    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest

    /// Sends one message. Never throws: each way to fail has its outcome.
    func send(_ message: OutboundMessage) async -> SendOutcome
}

/// Finds a tenant's channels.
public protocol ChannelDirectory: Sendable {
    /// Throws `.conflict` when the tenant has not enabled it, `.pluginFailure`
    /// when it does not work, `.unavailable` while it changes over.
    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Channel
}

/// What a channel can carry; the rest is turned into text.
public struct ChannelCapabilities: Sendable, Equatable {
    public var media: Bool
    public var buttons: Bool
    public var lists: Bool
    public var templates: Bool
    public var documents: Bool
    /// Unicode scalars of one message; nil: no limit.
    public var textLengthMax: Int?
    public var buttonsMax: Int
    /// How long after the customer's last message free text may be sent; nil:
    /// always.
    public var sessionWindowMilliseconds: Int64?

    public init(
        media: Bool,
        buttons: Bool,
        lists: Bool,
        templates: Bool,
        documents: Bool,
        textLengthMax: Int?,
        buttonsMax: Int,
        sessionWindowMilliseconds: Int64?
    ) {
        self.media = media
        self.buttons = buttons
        self.lists = lists
        self.templates = templates
        self.documents = documents
        self.textLengthMax = textLengthMax
        self.buttonsMax = buttonsMax
        self.sessionWindowMilliseconds = sessionWindowMilliseconds
    }
}

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
    public var response: ChannelResponse

    public init(messages: [InboundMessage], receipts: [DeliveryReceipt], response: ChannelResponse) {
        self.messages = messages
        self.receipts = receipts
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

    public init(messageID: String, address: String, name: String?, locale: String?, text: String) {
        self.messageID = messageID
        self.address = address
        self.name = name
        self.locale = locale
        self.text = text
    }
}

/// A delivery status of an earlier send.
public struct DeliveryReceipt: Sendable, Equatable {
    /// Statuses only rise; failed is final.
    public enum Kind: Int, Sendable {
        case sent = 1
        case delivered, read, failed
    }

    public var kind: Kind
    public var providerMessageID: String
    public var at: Timestamp

    public init(kind: Kind, providerMessageID: String, at: Timestamp) {
        self.kind = kind
        self.providerMessageID = providerMessageID
        self.at = at
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
    public var locale: String?

    public init(
        attempt: Int,
        idempotencyKey: String,
        address: String,
        conversationID: ConversationID,
        messageID: MessageID,
        reply: JSON,
        locale: String?
    ) {
        self.attempt = attempt
        self.idempotencyKey = idempotencyKey
        self.address = address
        self.conversationID = conversationID
        self.messageID = messageID
        self.reply = reply
        self.locale = locale
    }
}

/// How a send ended.
public enum SendOutcome: Sendable, Equatable {
    case sent(providerMessageID: String)
    /// Nothing was sent; the same may be tried again, not before the delay.
    case retry(reason: String, afterMilliseconds: Int64?)
    /// Nothing was sent, and trying again will not help.
    case refused(reason: String)
    /// It may have been sent.
    case unknown(reason: String)
}
