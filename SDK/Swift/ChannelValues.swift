// The values of a channel plugin: requests in, messages out of them, sends.

import OrkestaABI
public import OrkestaModel

/// What a channel can carry. The host keeps to it before it calls `send`: choices that are not
/// carried become numbered lines, images and documents become their names and addresses. Texts
/// and links come to every channel as they are.
public struct ChannelCapabilities: Sendable {
    /// Forms of messages beyond text, as the bits of ORK_CAP_....
    public struct Features: OptionSet, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        public static let media = Features(rawValue: ORK_CAP_MEDIA)
        public static let buttons = Features(rawValue: ORK_CAP_BUTTONS)
        public static let lists = Features(rawValue: ORK_CAP_LISTS)
        public static let templates = Features(rawValue: ORK_CAP_TEMPLATES)
        public static let documents = Features(rawValue: ORK_CAP_DOCUMENTS)
        /// The host asks for what is new: see ``PullingChannelPlugin``.
        public static let pull = Features(rawValue: ORK_CAP_PULL)
        /// What is sent twice under one idempotency key is sent once: the host may send
        /// again after a crash.
        public static let idempotent = Features(rawValue: ORK_CAP_IDEMPOTENT)
        /// Each message costs: the host joins the texts of a turn.
        public static let billed = Features(rawValue: ORK_CAP_BILLED)
        /// Customers can be shown that they are read and answered: see
        /// ``PresenceChannelPlugin``.
        public static let presence = Features(rawValue: ORK_CAP_PRESENCE)
        /// One message carries a text with links and documents: the host joins all that is
        /// said in a turn, see ``OutboundMessage/more``.
        public static let composed = Features(rawValue: ORK_CAP_COMPOSED)
        /// What customers write counts for ``ChannelCapabilities/sendsPerSecond``, too.
        public static let countsIncoming = Features(rawValue: ORK_CAP_COUNTS_INCOMING)
        /// The provider tells of each message that it was delivered. Without it silence proves
        /// nothing: what was sent goes on by no other channel unless the provider tells that it
        /// failed.
        public static let receipts = Features(rawValue: ORK_CAP_RECEIPTS)
    }

    public var features: Features
    /// Unicode scalars of text in one message, with its numbered choices, without those that are
    /// tapped; 0: no limit. A longer one comes as several messages, each with a key of its own,
    /// and its choices with the last of them.
    public var textLengthMax: UInt32
    /// Buttons of one message, with ``Features/buttons``; 0: no limit. More of them come as a
    /// list with ``Features/lists``, else as text. A list may be of any length.
    public var buttonsMax: UInt32
    /// Milliseconds after the customer's last message; 0: none.
    public var sessionWindowMilliseconds: Int64
    /// The number or account that sends, as the provider names it in its requests;
    /// empty: this instance is a sender of its own. Tenants of one sender share the
    /// limits below.
    public var sender: String
    /// Whose the sender is, as the provider names it in requests that concern all of its
    /// senders, and name none; or empty.
    public var account: String
    /// Messages a second of the sender; 0: no limit.
    public var sendsPerSecond: UInt32
    /// Messages to one customer before the interval holds.
    public var customerBurst: UInt32
    /// Milliseconds between two messages to one customer; 0: no limit.
    public var customerIntervalMilliseconds: Int64
    /// Bytes of a request of the provider's, at most 25 MiB; 0: 4 MiB.
    public var requestBytesMax: UInt32
    /// Milliseconds from a message's first attempt, at most 30 days, in which it is tried
    /// again while the provider does not take it; 0: a day.
    public var retryMilliseconds: Int64
    /// The setting, marked `secret`, that a request of more than 4 MiB gives as
    /// `Authorization: Bearer`; another one of that size is refused unread. Empty: nobody has
    /// to.
    public var bearerSecret: String

    public init(
        features: Features,
        textLengthMax: UInt32 = 0,
        buttonsMax: UInt32 = 0,
        sessionWindowMilliseconds: Int64 = 0,
        sender: String = "",
        account: String = "",
        sendsPerSecond: UInt32 = 0,
        customerBurst: UInt32 = 0,
        customerIntervalMilliseconds: Int64 = 0,
        requestBytesMax: UInt32 = 0,
        retryMilliseconds: Int64 = 0,
        bearerSecret: String = ""
    ) {
        self.features = features
        self.textLengthMax = textLengthMax
        self.buttonsMax = buttonsMax
        self.sessionWindowMilliseconds = sessionWindowMilliseconds
        self.sender = sender
        self.account = account
        self.sendsPerSecond = sendsPerSecond
        self.customerBurst = customerBurst
        self.customerIntervalMilliseconds = customerIntervalMilliseconds
        self.requestBytesMax = requestBytesMax
        self.retryMilliseconds = retryMilliseconds
        self.bearerSecret = bearerSecret
    }
}

/// A provider's request; `body` is the raw bytes.
public struct ChannelRequest: Sendable {
    public let method: String
    public let path: String
    public let query: String
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]
    /// The visitor whom the host authenticated (its own chat page).
    public let verifiedSender: String?

    init(_ request: ork_http_request) {
        method = String(request.method)
        path = String(request.path)
        query = String(request.query)
        headers = UnsafeBufferPointer(start: request.headers, count: request.header_count).map {
            (String($0.name), String($0.value))
        }
        body = Array(UnsafeRawBufferPointer(start: request.body.ptr, count: request.body.len))
        verifiedSender = String.unlessEmpty(request.verified_sender)
    }

    /// The first field of that name, in any capitalization, or nil.
    public func header(_ name: String) -> String? { headers.value(of: name) }
}

/// What a request held, and what the provider shall be told.
public struct ChannelIngest: Sendable {
    public var messages: [InboundMessage]
    /// What became of earlier sends.
    public var receipts: [DeliveryReceipt]
    /// What the provider decided on templates. A host of before them hears nothing of it.
    public var templates: [TemplateDecision]
    /// What customers told the provider. A host of before it hears nothing of it.
    public var contacts: [ContactNews]
    /// HTTP status, 100 to 599.
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(
        messages: [InboundMessage] = [],
        receipts: [DeliveryReceipt] = [],
        templates: [TemplateDecision] = [],
        contacts: [ContactNews] = [],
        status: Int,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.messages = messages
        self.receipts = receipts
        self.templates = templates
        self.contacts = contacts
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON response.
    public init(
        messages: [InboundMessage] = [],
        receipts: [DeliveryReceipt] = [],
        status: Int,
        json: JSON
    ) {
        self.init(
            messages: messages,
            receipts: receipts,
            status: status,
            headers: [("Content-Type", "application/json")],
            body: json.utf8
        )
    }
}

/// A message to send.
public struct OutboundMessage: Sendable {
    public let attempt: Int
    /// The same on every attempt.
    public let idempotencyKey: String
    public let address: String
    public let conversationID: String
    public let messageID: String
    public let reply: Reply
    /// What follows in the same message, of a channel that is
    /// ``ChannelCapabilities/Features/composed``.
    public let more: [Reply]
    public let locale: String?
    /// Set when it is to be sent as a template of the provider's instead of ``reply``,
    /// because the window is closed.
    public let template: MessageTemplate?
    /// A person of the business worded it: no agent, and not the host.
    public let isByPerson: Bool
    /// The address is to be written in the other of its two forms: see ``SendRemedy/otherForm``.
    public let isOtherForm: Bool
    /// When it goes out, in the business's time, which may be simulated; nil where the host does
    /// not say.
    public let at: Timestamp?

    init(_ message: ork_outbound) throws {
        attempt = Int(message.attempt)
        idempotencyKey = String(message.idempotency_key)
        address = String(message.address)
        conversationID = String(message.conversation_id)
        messageID = String(message.message_id)
        reply = try Reply(json: try parsed(String(message.reply_json)))
        let following = try String.unlessEmpty(message.more_json).map { try parsed($0) }
        more = try (following?.arrayValue ?? []).map { try Reply(json: $0) }
        locale = String.unlessEmpty(message.locale)
        template = try String.unlessEmpty(message.template_json).map { try MessageTemplate(json: try parsed($0)) }
        isByPerson = message.author == ORK_AUTHOR_PERSON
        isOtherForm = message.form == ORK_FORM_OTHER
        at = message.at_ms > 0 ? Timestamp(milliseconds: message.at_ms) : nil
    }
}
