// What the audit log has of the steps of a person of the shop.

import HostAccess
import HostCore
import HostTurns
import OrkestaModel

/// Of Luis, who does something in a conversation.
func personAudit(_ id: ConversationID) -> PersonAudit {
    { action, after, moment in
        AuditRecord(
            id: AuditRecordID(at: moment, randomness: SystemRandomness()),
            tenant: TenantID("shop"),
            actor: "luis",
            action: action,
            entityType: "conversation",
            entityID: id.rawValue,
            after: after,
            at: moment
        )
    }
}
