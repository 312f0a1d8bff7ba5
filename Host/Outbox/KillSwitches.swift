// The kill switches that are set. They stop real traffic; sandbox tenants go on.

import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// A kill switch that is set.
public struct KillSwitch: Sendable, Hashable {
    public let scope: KillSwitchScope
    public let reason: String
    public let actor: String
    public let setAt: Timestamp
}

/// The kill switches that are set: rows, so that every node obeys them.
public enum KillSwitches {
    /// Sets a switch; one that is set stays as it is. Audited, and told to every
    /// host, which stops what it has under way.
    public static func set(
        _ scope: KillSwitchScope,
        reason: String,
        actor: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let isNew = try connection.execute(
            "INSERT INTO kill_switches (scope, reason, actor, set_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            scope.description,
            reason,
            actor,
            moment
        )
        guard isNew == 1 else { return }
        try connection.announce(.killSwitchSet(scope.description))
        try audit("kill_switch.set", scope, reason, actor, at: moment, in: connection)
    }

    /// Lifts a switch: what it held can be claimed from now on, or is
    /// cancelled when `discardingHeld`. Throws a notFound problem when it is
    /// not set. Audited.
    public static func lift(
        _ scope: KillSwitchScope,
        reason: String,
        actor: String,
        discardingHeld: Bool = false,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        if discardingHeld { try discardHeld(scope, at: moment, in: connection) }
        try setAsideAll(in: connection)
        let lifted = try connection.execute("DELETE FROM kill_switches WHERE scope = ?", scope.description)
        guard lifted == 1 else {
            throw Problem(
                .notFound,
                "there is no kill switch \(scope)",
                field: "scope",
                remedy: "GET /api/kill-switch lists those that are set."
            )
        }
        try release(at: moment, in: connection)
        try connection.announce(.outboxWaits)
        try audit("kill_switch.lift", scope, reason, actor, at: moment, in: connection)
    }

    /// All that are set, by scope.
    public static func list(in connection: any DatabaseConnection) throws(DatabaseError) -> [KillSwitch] {
        let rows = try connection.rows("SELECT scope, reason, actor, set_at FROM kill_switches ORDER BY scope")
        var switches: [KillSwitch] = []
        for row in rows {
            guard let scope = KillSwitchScope(try row.text(0)) else { throw .failed("a kill switch's row is damaged") }
            switches.append(
                KillSwitch(
                    scope: scope,
                    reason: try row.text(1),
                    actor: try row.text(2),
                    setAt: try row.timestamp(3)
                )
            )
        }
        return switches
    }

    /// Whether a switch stops the real traffic of this tenant's channel.
    public static func isSet(
        for tenant: TenantID,
        channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.row(
            "SELECT 1 FROM kill_switches WHERE scope IN ('global', ?, ?, ?) LIMIT 1",
            KillSwitchScope.tenant(tenant).description,
            KillSwitchScope.channel(channel).description,
            KillSwitchScope.tenantChannel(tenant, channel).description
        ) != nil
    }

    /// Whether a switch stops the traffic of this tenant's channel: that of sandbox
    /// tenants goes on.
    public static func hold(
        _ channel: PluginID,
        of tenant: TenantID,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        guard try isSet(for: tenant, channel: channel, in: connection) else { return false }
        return try TenantDirectory().environment(of: tenant, in: connection) == .production
    }

    private static func audit(
        _ action: String,
        _ scope: KillSwitchScope,
        _ reason: String,
        _ actor: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let tenant: TenantID? =
            switch scope {
            case .global, .channel: nil
            case .tenant(let id), .tenantChannel(let id, _): id
            }
        try AuditLog.record(
            AuditRecord(
                id: AuditRecordID(at: moment, randomness: SystemRandomness()),
                tenant: tenant,
                actor: actor,
                action: action,
                entityType: "kill_switch",
                entityID: scope.description,
                after: ["reason": .string(reason)],
                at: moment
            ),
            in: connection
        )
    }
}
