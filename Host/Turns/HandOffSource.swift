// Hand-offs that end by themselves, for the time machine.

import HostAccess
import HostConversations
import HostCore
public import HostStorage
public import HostTime
public import OrkestaModel

/// The conversations of a tenant whose person has been silent for the time that was
/// said.
public struct HandOffSource: DueSource {
    private let engine: TurnEngine

    public init(_ engine: TurnEngine) { self.engine = engine }

    public var kind: String { "hand_off" }

    public func first(
        of tenant: TenantHandle,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueThing? {
        try HandOffs.first(of: tenant, by: moment, in: connection).map { conversation, due in
            DueThing(id: conversation.rawValue, due: due, name: "give_back")
        }
    }

    public func take(
        _ thing: DueThing,
        of tenant: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueFinish? {
        let conversation = ConversationID(thing.id)
        // Its row goes with the giving back: an error in between loses nothing.
        return { [engine] in
            let isGiven = try await engine.giveBackAlone(conversation, of: tenant.handle)
            return DueResult(
                agent: nil,
                conversationID: conversation,
                result: isGiven ? "given_back" : "over"
            )
        }
    }
}

extension TurnEngine {
    /// Gives a conversation back because its person has been silent. False when a person
    /// was faster, or it is over.
    @discardableResult
    func giveBackAlone(_ conversation: ConversationID, of tenant: TenantHandle) async throws -> Bool {
        do {
            _ = try await giveBack(conversation, of: tenant) { action, after, moment in
                AuditRecord(
                    id: AuditRecordID(at: moment, randomness: SystemRandomness()),
                    tenant: tenant.id,
                    actor: "timer",
                    action: action,
                    entityType: "conversation",
                    entityID: conversation.rawValue,
                    after: after,
                    at: moment
                )
            }
            return true
        } catch let problem as Problem where problem.kind == .conflict || problem.kind == .notFound {
            try await database.write { try HandOffs.end(conversation, in: $0) }
            return false
        }
    }
}
