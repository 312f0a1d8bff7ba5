// The port for what a stage behind the turn engine does in a turn's commit.

public import HostConversations
public import HostCore
public import HostOutbox
public import HostStorage
public import OrkestaModel

/// A local effect that only its own stage can apply.
public protocol StagedEffect: Sendable {
    /// What must not be the case when the turn's messages are claimed for sending; nil:
    /// nothing of its own.
    var sendGuard: OutboxGuard? { get }

    /// Applies it in the turn's transaction. Throws ``StagedConflict`` when things are
    /// not as they were when it was staged: then the turn is redone.
    func apply(in turn: CommittingTurn, _ connection: any DatabaseConnection) throws
}

/// The turn whose effects are applied.
public struct CommittingTurn: Sendable {
    public let tenant: TenantHandle
    public let conversation: Conversation
    /// The tenant's time, the turn's.
    public let now: Timestamp
    /// The same in every redo.
    public let randomness: any Randomness
}

extension [StagedWrite] {
    /// Of the effect that has one.
    var sendGuard: OutboxGuard? {
        for case .effect(let effect) in self { if let sendGuard = effect.sendGuard { return sendGuard } }
        return nil
    }
}
