// A conversation of a customer on a channel, and what a turn changes in it.

public import HostCore
import HostStorage
public import OrkestaModel

/// A conversation: its agent, its state and the context that turns leave for
/// the next. At most one is not completed for a (channel, address).
public struct Conversation: Sendable, Hashable {
    public let id: ConversationID
    public let customerID: CustomerID
    public let channel: PluginID
    /// Canonical; see ``Address``.
    public let address: String
    public var state: State
    /// The agent that the next message continues with.
    public var agentID: PluginID?
    /// BCP 47, such as `es`.
    public var locale: String?
    /// An object; what agents remember between turns.
    public var context: JSON
    /// Goes up with every committed turn.
    public var stateRevision: Int64
    /// Also the sequence of the last message.
    public var messageCount: Int64
    public let createdAt: Timestamp
    public var updatedAt: Timestamp
    /// The customer's conversation on another channel that goes on here.
    public var continues: ConversationID?

    /// Who answers the next message.
    public enum State: String, Sendable, CaseIterable {
        /// Agents answer.
        case active
        /// A person answers; agents are silent.
        case paused
        /// Over; the next message begins another.
        case completed
    }

    /// `conversations` columns, in the order that ``init(row:from:)`` reads.
    static let columns = [
        "id", "customer_id", "channel", "address", "state", "agent_id", "locale", "context", "state_revision",
        "message_count", "created_at", "updated_at", "continues",
    ].map { "conversations.\($0)" }.joined(separator: ", ")
    static let columnCount = 13

    init(
        id: ConversationID,
        customerID: CustomerID,
        channel: PluginID,
        address: String,
        locale: String?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.customerID = customerID
        self.channel = channel
        self.address = address
        self.state = .active
        self.agentID = nil
        self.locale = locale
        self.context = [:]
        self.stateRevision = 0
        self.messageCount = 0
        self.createdAt = createdAt
        self.updatedAt = createdAt
        self.continues = nil
    }

    init(row: DatabaseRow, from first: Int = 0) throws(DatabaseError) {
        guard let state = State(rawValue: try row.text(first + 4)), let channel = PluginID(try row.text(first + 2))
        else { throw .failed("a conversation's state or channel is damaged") }
        self.id = try row.identifier(first)
        self.customerID = try row.identifier(first + 1)
        self.channel = channel
        self.address = try row.text(first + 3)
        self.state = state
        self.agentID = row.optionalText(first + 5).flatMap { PluginID($0) }
        self.locale = row.optionalText(first + 6)
        self.context = try row.json(first + 7)
        self.stateRevision = try row.integer(first + 8)
        self.messageCount = try row.integer(first + 9)
        self.createdAt = try row.timestamp(first + 10)
        self.updatedAt = try row.timestamp(first + 11)
        self.continues = row.optionalIdentifier(first + 12)
    }
}

/// A known sender: the customer and the conversation that is not completed.
public struct Contact: Sendable, Hashable {
    public let customer: Customer
    public let conversation: Conversation?
    /// The customer has another open conversation in which something was said later.
    public var isElsewhere = false
}

/// What a turn leaves in its conversation.
public struct ConversationChange: Sendable, Hashable {
    public var state: Conversation.State
    public var agentID: PluginID?
    public var locale: String?
    /// The whole context, already merged.
    public var context: JSON
    /// In the order in which they were said.
    public var messages: [MessageDraft]

    /// Keeps what `conversation` has, for the caller to change.
    public init(keeping conversation: Conversation, messages: [MessageDraft] = []) {
        self.state = conversation.state
        self.agentID = conversation.agentID
        self.locale = conversation.locale
        self.context = conversation.context
        self.messages = messages
    }
}

/// A turn worked on a conversation that another turn has changed since: it must
/// be done again on the present one.
public struct StaleConversation: Error, Sendable, Equatable {
    public let id: ConversationID
    public let expectedRevision: Int64
}

extension Conversation {
    /// The form in lists and events.
    public var summary: JSON {
        [
            "id": .string(id.rawValue),
            "customer_id": .string(customerID.rawValue),
            "channel": .string(channel.rawValue),
            "address": .string(address),
            "state": .string(state.rawValue),
            "agent": JSON(agentID?.rawValue),
            "locale": JSON(locale),
            "message_count": .integer(messageCount),
            "created_at": .string(createdAt.description),
            "updated_at": .string(updatedAt.description),
            "continues": JSON(continues?.rawValue),
        ]
    }
}
