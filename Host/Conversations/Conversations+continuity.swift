// A customer who goes on by another channel: what was begun goes on there, with the same
// agent or the same person, and what was said on one is known on the other.

public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

extension Conversations {
    /// Of a conversation, what may show that another one is what the customer answers.
    private static let lastMessages = 50

    /// `conversation` as the customer means it who writes in it at `moment`: where the
    /// talk has gone on in another one since, it takes over that one's state, agent and
    /// language, and the person who has it. `answered` is the one that the customer answers
    /// by what their provider tells; nil where it does not.
    public func caughtUp(
        _ conversation: Conversation,
        answering answered: ConversationID? = nil,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Conversation {
        let named = try answered.flatMap { try answeredByCustomer($0, besides: conversation, in: connection) }
        guard let other = try named ?? leading(conversation, at: moment, in: connection) else { return conversation }
        var present = conversation
        // A person who has taken this one keeps it.
        if other.state == .paused { present.state = .paused }
        present.agentID = other.agentID
        present.locale = other.locale ?? conversation.locale
        present.context = other.context
        present.continues = other.id
        // Behind what was said there, also where the tenant's clock stands still: in the order of
        // their times it is known which one the talk went on in last.
        present.updatedAt = max(moment, other.updatedAt.advanced(byMilliseconds: 1))
        let row = try connection.row(
            """
            UPDATE conversations SET state = ?, agent_id = ?, locale = ?, context = ?, continues = ?, updated_at = ?,
                state_revision = state_revision + 1
            WHERE tenant_id = ? AND id = ? RETURNING state_revision
            """,
            present.state.rawValue,
            present.agentID,
            present.locale,
            present.context,
            present.continues,
            present.updatedAt,
            tenant.id,
            present.id
        )
        guard let row else { throw unknown(conversation.id) }
        present.stateRevision = try row.integer(0)
        guard present.state != conversation.state else { return present }
        try HandOffs(tenant).carry(
            other.id,
            to: present.id,
            minutes: Limits.continuedHandOffMinutes,
            now: moment,
            in: connection
        )
        try DebtorTimer(tenant).lookNow(present.customerID, at: moment, in: connection)
        return present
    }

    /// The last `limit` messages of a conversation and of the one that goes on in it,
    /// oldest first.
    public func talk(
        in conversation: Conversation,
        limit: Int,
        _ connection: any DatabaseConnection
    ) throws -> [Message] {
        let own = try history(of: conversation.id, limit: limit, in: connection)
        guard let earlier = conversation.continues else { return own }
        let there = try history(of: earlier, limit: limit, in: connection)
        return Array((there + own).sorted { ($0.at, $0.sequence) < ($1.at, $1.sequence) }.suffix(limit))
    }

    /// The conversation that is answered, however long ago it was: another one of the same
    /// customer's, in which something was said since anything was in `conversation`. Nil for
    /// any other: whoever has a mail that was forwarded is not the one whom it was sent to.
    private func answeredByCustomer(
        _ answered: ConversationID,
        besides conversation: Conversation,
        in connection: any DatabaseConnection
    ) throws -> Conversation? {
        guard answered != conversation.id, let found = try find(answered, in: connection),
            found.customerID == conversation.customerID, found.state != .completed,
            conversation.messageCount == 0 || found.updatedAt > conversation.updatedAt
        else { return nil }
        return found
    }

    /// The customer's other conversation in which the talk has gone on since anything was
    /// said in `conversation`: the customer wrote there, or was told something of it here,
    /// because its own channel had failed. To one in which nothing was said yet, any that
    /// was active lately leads. Nil when there is none.
    private func leading(
        _ conversation: Conversation,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Conversation? {
        let isNew = conversation.messageCount == 0
        let bound = moment.advanced(byMilliseconds: -Limits.channelHopMilliseconds)
        let since = isNew ? bound : max(bound, conversation.updatedAt)
        let hasGoneOn = """
            AND EXISTS (SELECT 1 FROM messages WHERE messages.conversation_id = conversations.id
                AND messages.sequence > conversations.message_count - \(Self.lastMessages) AND messages.at > ?
                AND (messages.role = 'user' OR EXISTS (SELECT 1 FROM outbox
                    WHERE outbox.tenant_id = conversations.tenant_id AND outbox.message_id = messages.id
                        AND outbox.fallback_of IS NOT NULL AND outbox.channel = ? AND outbox.address = ?)))
            """
        let arguments: [any DatabaseArgument] = [tenant.id, conversation.customerID, conversation.id, since]
        let more: [any DatabaseArgument] = [since, conversation.channel, conversation.address]
        return try connection.rows(
            """
            SELECT \(Conversation.columns) FROM conversations
            WHERE tenant_id = ? AND customer_id = ? AND id <> ? AND state <> 'completed' AND updated_at > ?
                \(isNew ? "" : hasGoneOn)
            ORDER BY updated_at DESC, id DESC LIMIT 1
            """,
            isNew ? arguments : arguments + more
        ).first.map { row in try Conversation(row: row) }
    }
}
