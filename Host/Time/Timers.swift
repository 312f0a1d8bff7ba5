// The timers of one tenant, and the sweep over those of all.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Sets, cancels and takes the timers of one tenant.
public struct Timers: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Sets a timer, or sets the one of this name anew.
    public func schedule(
        plugin: PluginID,
        channel: PluginID,
        address: String,
        name: String,
        due: Timestamp,
        payload: JSON,
        id: TimerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO timers (\(TenantTimer.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, plugin_id, channel, address, name) DO UPDATE SET
                id = excluded.id, due_at = excluded.due_at, payload = excluded.payload
            """,
            id,
            tenant.id,
            plugin,
            channel,
            address,
            name,
            due,
            payload
        )
    }

    /// Whether there was such a timer.
    @discardableResult
    public func cancel(
        plugin: PluginID,
        channel: PluginID,
        address: String,
        name: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.execute(
            """
            DELETE FROM timers WHERE tenant_id = ? AND plugin_id = ? AND channel = ? AND address = ? AND name = ?
            """,
            tenant.id,
            plugin,
            channel,
            address,
            name
        ) == 1
    }

    /// Cancels the timers of this name that any plugin set for an address.
    public func cancelAll(
        named name: String,
        channel: PluginID,
        address: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "DELETE FROM timers WHERE tenant_id = ? AND channel = ? AND address = ? AND name = ?",
            tenant.id,
            channel,
            address,
            name
        )
    }

    /// Cancels all that any plugin set for an address, on every channel.
    public func cancelAll(
        address: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute("DELETE FROM timers WHERE tenant_id = ? AND address = ?", tenant.id, address)
    }

    /// Those due at `moment` or before it, in order of time, then of id.
    public func due(
        by moment: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [TenantTimer] {
        try timers(
            connection.rows(
                """
                SELECT \(TenantTimer.columns) FROM timers WHERE tenant_id = ? AND due_at <= ?
                ORDER BY due_at, id LIMIT ?
                """,
                tenant.id,
                moment,
                limit
            )
        )
    }

    func find(_ id: TimerID, in connection: any DatabaseConnection) throws(DatabaseError) -> TenantTimer? {
        try connection.row(
            "SELECT \(TenantTimer.columns) FROM timers WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        ).map { row throws(DatabaseError) in try TenantTimer(row) }
    }

    /// Those of all tenants in real time that are due, kept from other nodes
    /// until the transaction ends.
    static func dueInRealTime(
        by moment: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [TenantTimer] {
        try timers(
            connection.rows(
                """
                SELECT \(TenantTimer.columns) FROM timers
                WHERE tenant_id IN (SELECT id FROM tenants WHERE simulated_now IS NULL) AND due_at <= ?
                ORDER BY due_at, id LIMIT ? \(connection.dialect.claimSuffix)
                """,
                moment,
                limit
            )
        )
    }

    /// When the next timer of the tenants in real time is due.
    static func nextDueInRealTime(in connection: any DatabaseConnection) throws(DatabaseError) -> Timestamp? {
        try connection.row(
            """
            SELECT MIN(due_at) FROM (SELECT (SELECT MIN(due_at) FROM timers WHERE tenant_id = tenants.id) AS due_at
                FROM tenants WHERE simulated_now IS NULL) AS firsts
            """
        )?.optionalTimestamp(0)
    }

    /// Removes a timer that is taken; false when it is gone, or was set anew.
    @discardableResult
    static func remove(_ timer: TenantTimer, in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        try connection.execute("DELETE FROM timers WHERE tenant_id = ? AND id = ?", timer.tenant, timer.id) == 1
    }

    /// Sets a timer that could not be taken to `moment`.
    static func putOff(
        _ timer: TenantTimer,
        to moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "UPDATE timers SET due_at = ? WHERE tenant_id = ? AND id = ?",
            moment,
            timer.tenant,
            timer.id
        )
    }
}

private func timers(_ rows: [DatabaseRow]) throws(DatabaseError) -> [TenantTimer] {
    var timers: [TenantTimer] = []
    for row in rows { timers.append(try TenantTimer(row)) }
    return timers
}
