// The values of a channel plugin: requests in, messages out of them, sends.

import OrkestaABI
public import OrkestaModel

/// What a channel can carry; what is missing becomes text.
public struct ChannelCapabilities: Sendable {
    /// Forms of messages beyond text, as the bits of ORK_CAP_....
    public struct Features: OptionSet, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        public static let media = Features(rawValue: 1 << 0)
        public static let buttons = Features(rawValue: 1 << 1)
        public static let lists = Features(rawValue: 1 << 2)
        public static let templates = Features(rawValue: 1 << 3)
        public static let documents = Features(rawValue: 1 << 4)
    }

    public var features: Features
    /// Unicode scalars of one message; 0: no limit.
    public var textLengthMax: UInt32
    public var buttonsMax: UInt32
    /// Milliseconds after the customer's last message; 0: none.
    public var sessionWindowMilliseconds: Int64

    public init(
        features: Features,
        textLengthMax: UInt32 = 0,
        buttonsMax: UInt32 = 0,
        sessionWindowMilliseconds: Int64 = 0
    ) {
        self.features = features
        self.textLengthMax = textLengthMax
        self.buttonsMax = buttonsMax
        self.sessionWindowMilliseconds = sessionWindowMilliseconds
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
}

/// A customer's message, normalized.
public struct InboundMessage: Sendable {
    /// The provider's id; the host deduplicates on it.
    public var messageID: String
    public var address: String
    public var name: String?
    public var locale: String?
    public var text: String

    public init(messageID: String, address: String, name: String? = nil, locale: String? = nil, text: String) {
        self.messageID = messageID
        self.address = address
        self.name = name
        self.locale = locale
        self.text = text
    }
}

/// What a request held, and what the provider shall be told.
public struct ChannelIngest: Sendable {
    public var messages: [InboundMessage]
    /// HTTP status, 100 to 599.
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(
        messages: [InboundMessage] = [],
        status: Int,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.messages = messages
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON response.
    public init(messages: [InboundMessage] = [], status: Int, json: JSON) {
        self.init(
            messages: messages,
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
    public let locale: String?

    init(_ message: ork_outbound) throws {
        attempt = Int(message.attempt)
        idempotencyKey = String(message.idempotency_key)
        address = String(message.address)
        conversationID = String(message.conversation_id)
        messageID = String(message.message_id)
        reply = try Reply(json: try parsed(String(message.reply_json)))
        locale = String.unlessEmpty(message.locale)
    }
}
