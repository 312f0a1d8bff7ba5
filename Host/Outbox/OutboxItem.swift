// What waits to be sent.

public import HostCore
import HostStorage
public import OrkestaModel

/// A row of the outbox.
public struct OutboxItem: Sendable, Hashable {
    public let id: OutboxItemID
    public let tenant: TenantID
    public let channel: PluginID
    public let address: String
    public let conversationID: ConversationID
    public let messageID: MessageID
    /// The message's place in its conversation.
    public let sequence: Int64
    public let reply: JSON
    /// What follows in the same message.
    public let more: [JSON]
    public let locale: String?
    public let sendGuard: OutboxGuard?
    /// How often it was tried before.
    public var attempts: Int
    public let createdAt: Timestamp
    /// When a provider first said that it does not take it now, or its channel could not be had;
    /// nil: neither has happened.
    public let triedAt: Timestamp?
    /// The row in whose place this one goes out: by another channel, or anew by the same.
    public let fallbackOf: OutboxItemID?
    /// How much of the message the rows before this one say, in Unicode scalars of plain text; 0:
    /// it says all, or the beginning of what is too long for one message of its channel.
    public let offset: Int
    /// How often the message was sent anew on this channel, in another row each time.
    public let round: Int
    /// The provider's template that says the same; nil: there is none of its own.
    public let template: JSON?
    /// The provider has said that its window is closed: only a template goes out.
    public var isWindowClosed: Bool
    /// A person of the business worded it, no agent and not the host.
    public let isByPerson: Bool
    /// The provider did not know the customer by the usual form of the address.
    public let isOtherForm: Bool

    public init(
        id: OutboxItemID,
        tenant: TenantID,
        channel: PluginID,
        address: String,
        conversationID: ConversationID,
        messageID: MessageID,
        sequence: Int64,
        reply: JSON,
        more: [JSON] = [],
        locale: String?,
        sendGuard: OutboxGuard? = nil,
        attempts: Int = 0,
        createdAt: Timestamp,
        triedAt: Timestamp? = nil,
        fallbackOf: OutboxItemID? = nil,
        offset: Int = 0,
        round: Int = 0,
        template: JSON? = nil,
        isWindowClosed: Bool = false,
        isByPerson: Bool = false,
        isOtherForm: Bool = false
    ) {
        self.id = id
        self.tenant = tenant
        self.channel = channel
        self.address = address
        self.conversationID = conversationID
        self.messageID = messageID
        self.sequence = sequence
        self.reply = reply
        self.more = more
        self.locale = locale
        self.sendGuard = sendGuard
        self.attempts = attempts
        self.createdAt = createdAt
        self.triedAt = triedAt
        self.fallbackOf = fallbackOf
        self.offset = offset
        self.round = round
        self.template = template
        self.isWindowClosed = isWindowClosed
        self.isByPerson = isByPerson
        self.isOtherForm = isOtherForm
    }

    /// What the provider knows a send by: the same on every attempt.
    ///
    ///     CONVERSATION:0000000000000000007               its seventh message
    ///     CONVERSATION:0000000000000000007/0001600       what did not fit into the first row
    ///     CONVERSATION:0000000000000000007/sms           the same in its place, by SMS
    ///     CONVERSATION:0000000000000000007/sms/0001600   and what did not fit there
    ///     CONVERSATION:0000000000000000007/web.1         the same, once more on the web
    ///
    /// The number is padded, so that the keys of a conversation sort as its messages do:
    /// ``Outbox`` finds the row in front of another by it. What goes out in another's place has a
    /// key of its own, right behind it: what the provider still tells of the first send must not be
    /// taken for news of this one. A part is named by the place at which it begins, so that two
    /// never have the same key, also where the channel that takes over divides it again.
    public var idempotencyKey: String {
        var key = Self.key(conversationID, sequence)
        if fallbackOf != nil { key += "/\(channel)" }
        if offset > 0 { key += "/\(Self.padded(Int64(offset), digits: 7))" }
        return fallbackOf == nil || round == 0 ? key : "\(key).\(round)"
    }

    static func key(_ conversation: ConversationID, _ sequence: Int64) -> String {
        "\(conversation.rawValue):\(padded(sequence, digits: 19))"
    }

    private static func padded(_ number: Int64, digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// All that it says.
    var plainText: String {
        ([reply] + more).compactMap { try? Reply(json: $0).plainText }.joined(separator: "\n\n")
    }

    /// The rows that bring a conversation's messages from one place to another have keys from
    /// `begin` on, and before `end`: a slash, as in `7/sms`, sorts before the zero of `70`.
    static func keys(
        _ conversation: ConversationID,
        from first: Int64,
        through last: Int64
    ) -> (begin: String, end: String) {
        (key(conversation, first), key(conversation, last) + "0")
    }

    /// The same of all rows that bring its own message.
    var keys: (begin: String, end: String) { Self.keys(conversationID, from: sequence, through: sequence) }

    /// Those that a new row has.
    static let storedColumns = """
        id, tenant_id, channel, address, conversation_id, message_id, sequence, body, guard_entity, guard_condition, \
        attempts, created_at, fallback_of
        """
    static let columns = storedColumns + ", tried_at"
    static let columnCount = 14

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let tenant = TenantID(try row.text(1)), let channel = PluginID(try row.text(2)) else {
            throw .failed("an outbox row is damaged")
        }
        let body = try row.json(7)
        self.init(
            id: try row.identifier(0),
            tenant: tenant,
            channel: channel,
            address: try row.text(3),
            conversationID: try row.identifier(4),
            messageID: try row.identifier(5),
            sequence: try row.integer(6),
            reply: body["reply"] ?? .null,
            more: body["more"]?.arrayValue ?? [],
            locale: body["locale"]?.stringValue,
            sendGuard: OutboxGuard(entity: row.optionalText(8), condition: row.optionalText(9)),
            attempts: Int(clamping: try row.integer(10)),
            createdAt: try row.timestamp(11),
            triedAt: row.optionalTimestamp(13),
            fallbackOf: row.optionalIdentifier(12),
            offset: Int(clamping: body["offset"]?.integerValue ?? 0),
            round: Int(clamping: body["round"]?.integerValue ?? 0),
            template: body["template"],
            isWindowClosed: body["window"] == "closed",
            isByPerson: body["author"] == "person",
            isOtherForm: body["form"] == "other"
        )
    }

    var body: JSON {
        var body: JSON = ["reply": reply, "locale": JSON(locale)]
        if !more.isEmpty { body = body.merging(["more": .array(more)]) }
        if let template { body = body.merging(["template": template]) }
        if offset > 0 { body = body.merging(["offset": .integer(Int64(offset))]) }
        if round > 0 { body = body.merging(["round": .integer(Int64(round))]) }
        if isByPerson { body = body.merging(["author": "person"]) }
        if isOtherForm { body = body.merging(["form": "other"]) }
        return isWindowClosed ? body.merging(["window": "closed"]) : body
    }
}
