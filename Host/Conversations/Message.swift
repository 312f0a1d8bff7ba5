// One message of a conversation, in either direction.

public import HostCore
import HostStorage
public import OrkestaModel

/// Who said it: the customer, an agent, a person of the tenant, or the host.
public enum MessageRole: String, Sendable, CaseIterable {
    case user
    case assistant
    case person
    case system
}

/// A message yet to be stored.
public struct MessageDraft: Sendable, Hashable {
    public var id: MessageID
    public var role: MessageRole
    public var agentID: PluginID?
    public var turnID: TurnID?
    /// The channel's own id of an incoming message.
    public var providerMessageID: String?
    public var content: Reply
    public var at: Timestamp
    /// When the customer wrote it, where it came later: providers' windows begin then.
    public var writtenAt: Timestamp?

    public init(
        id: MessageID,
        role: MessageRole,
        content: Reply,
        agentID: PluginID? = nil,
        turnID: TurnID? = nil,
        providerMessageID: String? = nil,
        at moment: Timestamp,
        writtenAt: Timestamp? = nil
    ) {
        self.id = id
        self.role = role
        self.agentID = agentID
        self.turnID = turnID
        self.providerMessageID = providerMessageID
        self.content = content
        self.at = moment
        self.writtenAt = writtenAt
    }
}

/// A stored message.
public struct Message: Sendable, Hashable {
    public let id: MessageID
    public let conversationID: ConversationID
    /// From 1, without gaps, in the order in which they were said.
    public let sequence: Int64
    public let role: MessageRole
    public let agentID: PluginID?
    public let turnID: TurnID?
    public let providerMessageID: String?
    public let content: Reply
    public let at: Timestamp

    init(_ draft: MessageDraft, conversation: ConversationID, sequence: Int64) {
        id = draft.id
        conversationID = conversation
        self.sequence = sequence
        role = draft.role
        agentID = draft.agentID
        turnID = draft.turnID
        providerMessageID = draft.providerMessageID
        content = draft.content
        at = draft.at
    }

    /// `{"id", "conversation_id", "sequence", "role", "agent", "turn_id", "at",
    /// "reply": {…}}`.
    public var json: JSON {
        [
            "id": .string(id.rawValue),
            "conversation_id": .string(conversationID.rawValue),
            "sequence": .integer(sequence),
            "role": .string(role.rawValue),
            "agent": JSON(agentID?.rawValue),
            "turn_id": JSON(turnID?.rawValue),
            "at": .string(at.description),
            "reply": content.json,
        ]
    }

    /// `messages` columns, in the order that ``init(row:)`` reads.
    static let columns = [
        "id", "conversation_id", "sequence", "role", "agent_id", "turn_id", "provider_message_id", "content", "at",
    ].map { "messages.\($0)" }.joined(separator: ", ")

    init(row: DatabaseRow) throws(DatabaseError) {
        guard let role = MessageRole(rawValue: try row.text(3)) else { throw .failed("a message's role is damaged") }
        self.id = try row.identifier(0)
        self.conversationID = try row.identifier(1)
        self.sequence = try row.integer(2)
        self.role = role
        self.agentID = row.optionalText(4).flatMap { PluginID($0) }
        self.turnID = row.optionalIdentifier(5)
        self.providerMessageID = row.optionalText(6)
        let content = try row.json(7)
        do throws(DocumentError) {
            self.content = try Reply(json: content)
        } catch {
            throw .failed("a message's content is damaged: \(error)")
        }
        self.at = try row.timestamp(8)
    }
}
