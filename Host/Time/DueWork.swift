// The port through which time makes work. The turn engine stands behind it.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Turns what is due into work of the pipeline.
public protocol DueWork: Sendable {
    /// Does what the timer is for, in the transaction that removes it, or makes it a piece
    /// of work for afterwards. `moment` is the tenant's time.
    func enqueue(
        _ timer: TenantTimer,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> EnqueuedWork

    /// Lets committed work begin, without waiting for it.
    func begin(_ work: InboxItemID)

    /// Does committed work to its end. Throws when it did not come to one.
    func finish(_ work: InboxItemID) async throws -> DueResult
}

/// What became of a timer in the transaction that took it.
public struct EnqueuedWork: Sendable, Hashable {
    /// What is to be done when it has committed; nil: nothing more.
    public let item: InboxItemID?
    /// What happened in it, in plain words: `promise_broken`.
    public let done: [String]

    public init(_ item: InboxItemID?, done: [String] = []) { (self.item, self.done) = (item, done) }

    /// It changed nothing, and nobody needs to hear of it.
    var isNothing: Bool { item == nil && done.isEmpty }

    /// For the list of what happened, with how the work ended.
    func result(with ended: DueResult? = nil) -> DueResult {
        DueResult(
            agent: ended?.agent,
            conversationID: ended?.conversationID,
            result: (done + (ended.map { [$0.result] } ?? [])).joined(separator: ", ")
        )
    }
}

/// How a piece of due work ended.
public struct DueResult: Sendable, Hashable {
    public let agent: PluginID?
    public let conversationID: ConversationID?
    /// Plain words: `completed`, `failed`, `promise_broken, completed`.
    public let result: String

    public init(agent: PluginID?, conversationID: ConversationID?, result: String) {
        self.agent = agent
        self.conversationID = conversationID
        self.result = result
    }
}
