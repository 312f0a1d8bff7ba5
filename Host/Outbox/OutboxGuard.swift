// Under which condition a message is not sent after all.

public import HostCore

/// What must not be the case when a row is claimed for sending.
public enum OutboxGuard: Sendable, Hashable {
    /// The customer wants no more messages.
    case customerOptedOut(CustomerID)
    /// A person has taken the conversation.
    case conversationPaused(ConversationID)
    /// Something of what a reminder is about has changed, or it is too late in the day.
    case reminder(ReminderID)

    var entity: String {
        switch self {
        case .customerOptedOut(let customer): customer.rawValue
        case .conversationPaused(let conversation): conversation.rawValue
        case .reminder(let reminder): reminder.rawValue
        }
    }

    var condition: String {
        switch self {
        case .customerOptedOut: "customer_opted_out"
        case .conversationPaused: "conversation_paused"
        case .reminder: ReminderGuard.condition
        }
    }

    /// Nil when there is no guard, or one that this program does not know.
    init?(entity: String?, condition: String?) {
        guard let entity else { return nil }
        switch condition {
        case "customer_opted_out": self = .customerOptedOut(CustomerID(entity))
        case "conversation_paused": self = .conversationPaused(ConversationID(entity))
        case ReminderGuard.condition: self = .reminder(ReminderID(entity))
        default: return nil
        }
    }
}
