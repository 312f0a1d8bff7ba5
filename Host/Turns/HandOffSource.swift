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
        try HandOffs(tenant).first(by: moment, in: connection).map { conversation, due in
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
            let over = DueResult(agent: nil, conversationID: conversation, result: "over")
            guard let given = try await engine.giveBackAlone(conversation, of: tenant.handle, at: moment) else {
                return over
            }
            if let question = given.question { return try await engine.finish(question) }
            return DueResult(agent: nil, conversationID: conversation, result: "given_back")
        }
    }
}

extension TurnEngine {
    /// A conversation that went back by itself.
    struct GivenBack: Sendable {
        /// What the customer asked last and agents answer now, if there is anything.
        let question: InboxItemID?
    }

    /// Gives a conversation back because its person has been silent until `moment`, the
    /// end of what was said. Nil when a person was faster, or it is over.
    @discardableResult
    func giveBackAlone(
        _ conversation: ConversationID,
        of tenant: TenantHandle,
        at moment: Timestamp
    ) async throws -> GivenBack? {
        do {
            let question = try await giveBack(conversation, of: tenant, dueBy: moment) { action, after, moment in
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
            return GivenBack(question: question)
        } catch let problem as Problem where problem.kind == .conflict || problem.kind == .notFound {
            try await database.write { connection in
                // Of a conversation that is over nobody waits for the end.
                let present = try Conversations(tenant).find(conversation, in: connection)
                if present?.state != .paused { try HandOffs(tenant).end(conversation, in: connection) }
            }
            return nil
        }
    }
}
