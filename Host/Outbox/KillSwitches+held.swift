// What kill switches hold in the outbox: set aside, where no claim meets it again, until
// they are lifted.

import HostCore
import HostStorage
import OrkestaModel

extension KillSwitches {
    /// When what is set aside is to be sent: the end of the year 9999.
    static let heldUntil = Timestamp(milliseconds: 253_402_300_799_999)

    /// The condition, on a row of `outbox`, that a switch holds it. Whether there is any
    /// is asked once a statement, not once a row.
    static let holdsOutboxRow = """
        EXISTS (SELECT 1 FROM kill_switches)
            AND EXISTS (SELECT 1 FROM kill_switches WHERE kill_switches.scope IN ('global',
                'tenant:' || outbox.tenant_id, 'channel:' || outbox.channel,
                'tenant:' || outbox.tenant_id || '/channel:' || outbox.channel))
            AND (SELECT tenants.environment FROM tenants WHERE tenants.id = outbox.tenant_id) = 'production'
        """

    static func isAnySet(in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        try connection.row("SELECT 1 FROM kill_switches LIMIT 1") != nil
    }

    /// Sets aside what a switch holds of the rows that `condition` names, and returns how many
    /// they were. What is held is not tried: the times for that begin anew when it goes out.
    static func setAside(
        where condition: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        let count = try connection.execute(
            """
            UPDATE outbox SET available_at = ?, tried_at = NULL, fallback_due = NULL
            WHERE \(holdsOutboxRow) AND \(condition)
            """,
            [heldUntil] + arguments
        )
        // No switch is lifted beside this by another host: its rows would stay where they are.
        if count > 0 { try connection.execute("UPDATE kill_switches SET reason = reason") }
        return count
    }

    /// Also what waits for its next attempt, and no claim has met.
    static func setAsideAll(in connection: any DatabaseConnection) throws(DatabaseError) {
        _ = try setAside(
            where: "state = 'pending' AND lease_owner IS NULL AND available_at < ?",
            [heldUntil],
            in: connection
        )
    }

    /// What was set aside, and no switch holds any more, can be claimed from `moment` on, in the
    /// order of its coming.
    static func release(at moment: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE outbox SET available_at = ?
            WHERE state = 'pending' AND lease_owner IS NULL AND available_at = ? AND NOT (\(holdsOutboxRow))
            """,
            moment,
            heldUntil
        )
    }

    /// Cancels what a switch of `scope` holds. Also what a host had that died since; not what
    /// had begun to be sent.
    static func discardHeld(
        _ scope: KillSwitchScope,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let (tenant, channel): (String?, String?) =
            switch scope {
            case .global: (nil, nil)
            case .tenant(let tenant): (tenant.rawValue, nil)
            case .channel(let channel): (nil, channel.rawValue)
            case .tenantChannel(let tenant, let channel): (tenant.rawValue, channel.rawValue)
            }
        try OutboxLeases.endLeases(now: moment, in: connection)
        let rows = try connection.rows(
            """
            UPDATE outbox SET state = 'cancelled', last_error = 'discarded when the kill switch was lifted',
                settled_at = ?, lease_owner = NULL, fallback_due = NULL
            WHERE state = 'pending' AND sending_at IS NULL AND tenant_id BETWEEN ? AND ? AND channel BETWEEN ? AND ?
                AND \(holdsOutboxRow)
            RETURNING \(OutboxItem.columns)
            """,
            moment,
            tenant ?? "",
            tenant ?? "~",
            channel ?? "",
            channel ?? "~"
        )
        for row in rows { try ReminderGuard.discarded(OutboxItem(row), now: moment, in: connection) }
    }
}
