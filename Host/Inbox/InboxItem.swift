// What waits to be worked on: a customer's message, a timer that is due, or
// something that happened and concerns a conversation.

public import HostCore
import HostStorage
import HostTime
public import OrkestaModel

/// A row of the inbox.
public struct InboxItem: Sendable, Hashable {
    public let id: InboxItemID
    public let tenant: TenantID
    public let channel: PluginID
    /// Canonical; with tenant and channel it names the conversation.
    public let address: String
    /// The provider's id of a message; of a timer, its id and moment; of an
    /// event, what makes it the only one of its kind.
    public let messageID: String
    public let body: Body
    /// How often it was tried before.
    public var attempts: Int
    /// The tenant's time when it was accepted, which is its turn's now.
    public let receivedAt: Timestamp
    /// When the customer wrote it, where a provider says so; never after `receivedAt`.
    public let writtenAt: Timestamp?
    /// Of a message, the conversation that it answers, where its provider's thread tells.
    public let answers: ConversationID?
    /// Of a message, that its provider handed on nothing of what the customer sent.
    public let isUnreadable: Bool
    /// How many files came with a message.
    public let fileCount: Int

    /// What came: a customer wrote, what a customer wrote before is still to be answered,
    /// a timer is due, or an agent is told what happened.
    public enum Body: Sendable, Hashable {
        case message(text: String, name: String?, locale: String?)
        /// Its messages are in the conversation already.
        case question(text: String)
        case timer(plugin: PluginID, name: String, payload: JSON)
        case event(plugin: PluginID, name: String, payload: JSON)
    }

    public init(
        id: InboxItemID,
        tenant: TenantID,
        channel: PluginID,
        address: String,
        messageID: String,
        body: Body,
        attempts: Int = 0,
        receivedAt: Timestamp,
        writtenAt: Timestamp? = nil,
        answers: ConversationID? = nil,
        isUnreadable: Bool = false,
        fileCount: Int = 0
    ) {
        self.id = id
        self.tenant = tenant
        self.channel = channel
        self.address = address
        self.messageID = messageID
        self.body = body
        self.attempts = attempts
        self.receivedAt = receivedAt
        self.writtenAt = writtenAt.map { min($0, receivedAt) }
        self.answers = answers
        self.isUnreadable = isUnreadable
        self.fileCount = fileCount
    }

    /// What comes of itself: its key follows from `messageID` and `receivedAt`, so that it
    /// is the same one however often it is made.
    public init(
        tenant: TenantID,
        channel: PluginID,
        address: String,
        messageID: String,
        body: Body,
        receivedAt: Timestamp
    ) {
        var seed = StableHash()
        seed.combine(messageID)
        self.init(
            id: InboxItemID(at: receivedAt, randomness: SeededRandomness(seed: seed.value)),
            tenant: tenant,
            channel: channel,
            address: address,
            messageID: messageID,
            body: body,
            receivedAt: receivedAt
        )
    }

    /// The same message in other words; other items stay as they are.
    public func saying(_ words: String) -> InboxItem {
        guard case .message(_, let name, let locale) = body else { return self }
        return InboxItem(
            id: id,
            tenant: tenant,
            channel: channel,
            address: address,
            messageID: messageID,
            body: .message(text: words, name: name, locale: locale),
            attempts: attempts,
            receivedAt: receivedAt,
            writtenAt: writtenAt,
            answers: answers,
            isUnreadable: isUnreadable,
            fileCount: fileCount
        )
    }

    /// The body, as its row keeps it.
    var document: JSON {
        var document = body.json
        if let writtenAt { document = document.merging(["written_at": .integer(writtenAt.milliseconds)]) }
        if let answers { document = document.merging(["answers": .string(answers.rawValue)]) }
        if isUnreadable { document = document.merging(["is_unreadable": true]) }
        if fileCount > 0 { document = document.merging(["files": .integer(Int64(fileCount))]) }
        return document
    }

    static let columns = "id, tenant_id, channel, address, provider_message_id, kind, body, attempts, received_at"

    init(_ row: DatabaseRow) throws(DatabaseError) {
        let document = try row.json(6)
        guard let tenant = TenantID(try row.text(1)), let channel = PluginID(try row.text(2)),
            let body = Body(kind: try row.text(5), json: document)
        else { throw .failed("an inbox item's row is damaged") }
        self.init(
            id: try row.identifier(0),
            tenant: tenant,
            channel: channel,
            address: try row.text(3),
            messageID: try row.text(4),
            body: body,
            attempts: Int(clamping: try row.integer(7)),
            receivedAt: try row.timestamp(8),
            writtenAt: document["written_at"]?.integerValue.map { Timestamp(milliseconds: $0) },
            answers: document["answers"]?.stringValue.map { ConversationID($0) },
            isUnreadable: document["is_unreadable"] == true,
            fileCount: Int(clamping: document["files"]?.integerValue ?? 0)
        )
    }
}

extension InboxItem.Body {
    var kind: String {
        switch self {
        case .message, .question: "message"
        case .timer: "timer"
        case .event: "event"
        }
    }

    var json: JSON {
        switch self {
        case .message(let text, let name, let locale):
            ["text": .string(text), "name": JSON(name), "locale": JSON(locale)]
        case .question(let text): ["text": .string(text), "is_stored": true]
        case .timer(let plugin, let name, let payload), .event(let plugin, let name, let payload):
            ["plugin": .string(plugin.rawValue), "name": .string(name), "payload": payload]
        }
    }

    init?(kind: String, json: JSON) {
        switch kind {
        case "message":
            guard let text = json["text"]?.stringValue else { return nil }
            guard json["is_stored"] != true else {
                self = .question(text: text)
                return
            }
            self = .message(text: text, name: json["name"]?.stringValue, locale: json["locale"]?.stringValue)
        case "timer", "event":
            guard let plugin = json["plugin"]?.stringValue.flatMap({ PluginID($0) }),
                let name = json["name"]?.stringValue
            else { return nil }
            let payload = json["payload"] ?? .null
            self =
                kind == "timer"
                ? .timer(plugin: plugin, name: name, payload: payload)
                : .event(plugin: plugin, name: name, payload: payload)
        default: return nil
        }
    }
}

/// What became of an item that was offered to the inbox.
public enum Acceptance: Sendable, Hashable {
    /// It is a row now, and the node's that asked to have it.
    case accepted(InboxItem, isLeased: Bool)
    /// It was one already.
    case duplicate(of: InboxItemID, state: InboxState, turn: TurnID?, receivedAt: Timestamp, hasSameBody: Bool)
}

/// How far an item has come.
public enum InboxState: String, Sendable {
    case pending
    case done
    /// Given up after too many attempts.
    case dead
}
