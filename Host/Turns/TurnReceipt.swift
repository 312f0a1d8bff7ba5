// What a caller gets for a message, and what it gets when the turn has ended.

public import HostCore
public import HostStorage
import OrkestaModel

/// The message is durable; its turn will come.
public struct TurnReceipt: Sendable, Hashable {
    public let tenant: TenantHandle
    public let inboxID: InboxItemID
    /// Known before the turn ran, and the same on every redo.
    public let turnID: TurnID
    /// Whether the same message had come before.
    public let isDuplicate: Bool
}

/// The answer of a turn.
public struct TurnReply: Sendable, Hashable {
    public let turnID: TurnID
    public let status: TurnStatus
    /// Canonical JSON text: `{"agent", "conversation_id", "intent",
    /// "products", "replies", "state", "turn_id"}`.
    public let document: String
}

/// How a turn ended.
public enum TurnStatus: String, Sendable, Hashable, CaseIterable {
    case completed
    /// No agent could answer: an apology was said and a case opened.
    case failed
}
