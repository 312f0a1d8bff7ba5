// One act in the audit log: who did what to which thing, and what changed.

public import HostCore
import HostStorage
public import OrkestaModel

public enum AuditRecordKind {}
public typealias AuditRecordID = Identifier<AuditRecordKind>

/// A row of the audit log.
public struct AuditRecord: Sendable, Hashable {
    public let id: AuditRecordID
    /// Nil for an act upon the platform.
    public let tenant: TenantID?
    /// A key's id, `cli`, `system` or a plugin's id.
    public let actor: String
    /// The agent for which it was done, if for one.
    public let agent: PluginID?
    /// A verb of the product: `tenant.create`, `plugin.enable`.
    public let action: String
    public let entityType: String
    public let entityID: String
    /// `{"before": …, "after": …}` with only the members that differ.
    public let diff: JSON
    public let ipAddress: String?
    public let userAgent: String?
    public let at: Timestamp

    /// An act that turned `before` (nil: nothing was there) into `after` (nil:
    /// it was deleted). Neither holds a secret.
    public init(
        id: AuditRecordID,
        tenant: TenantID?,
        actor: String,
        agent: PluginID? = nil,
        action: String,
        entityType: String,
        entityID: String,
        before: JSON? = nil,
        after: JSON? = nil,
        ipAddress: String? = nil,
        userAgent: String? = nil,
        at moment: Timestamp
    ) {
        self.id = id
        self.tenant = tenant
        self.actor = actor
        self.agent = agent
        self.action = action
        self.entityType = entityType
        self.entityID = entityID
        diff = difference(before, after)
        self.ipAddress = ipAddress
        self.userAgent = userAgent
        at = moment
    }

    /// Reads a row of ``columns``.
    init(_ row: DatabaseRow) throws(DatabaseError) {
        id = try row.identifier(0)
        tenant = row.optionalText(1).flatMap { TenantID($0) }
        actor = try row.text(2)
        agent = row.optionalText(3).flatMap { PluginID($0) }
        action = try row.text(4)
        entityType = try row.text(5)
        entityID = try row.text(6)
        diff = try row.json(7)
        ipAddress = row.optionalText(8)
        userAgent = row.optionalText(9)
        at = try row.timestamp(10)
    }

    static let columns =
        "id, tenant_id, actor_id, agent, action, entity_type, entity_id, diff, ip_address, user_agent, at"

    /// The values of ``columns``.
    var values: [any DatabaseArgument] {
        [id, tenant, actor, agent, action, entityType, entityID, diff, ipAddress, userAgent, at]
    }
}

/// Two objects without the members that are equal in both; other values whole.
private func difference(_ before: JSON?, _ after: JSON?) -> JSON {
    guard case .object(let old) = before, case .object(let new) = after else {
        return ["before": before ?? .null, "after": after ?? .null]
    }
    return [
        "before": .object(old.filter { new[$0.key] != $0.value }),
        "after": .object(new.filter { old[$0.key] != $0.value }),
    ]
}
