// The port through which time makes work. The turn engine stands behind it.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Turns what is due into work of the pipeline.
public protocol DueWork: Sendable {
    /// Makes the timer a piece of work, in the transaction that removes it; nil when
    /// all of it is done there. `moment` is the tenant's time.
    func enqueue(
        _ timer: TenantTimer,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> InboxItemID?

    /// Lets committed work begin, without waiting for it.
    func begin(_ work: InboxItemID)

    /// Does committed work to its end. Throws when it did not come to one.
    func finish(_ work: InboxItemID) async throws -> DueResult
}

/// How a piece of due work ended.
public struct DueResult: Sendable, Hashable {
    public let agent: PluginID?
    public let conversationID: ConversationID?
    /// A plain word: `completed`, `failed`.
    public let result: String

    public init(agent: PluginID?, conversationID: ConversationID?, result: String) {
        self.agent = agent
        self.conversationID = conversationID
        self.result = result
    }
}
