// Webhooks that go out, as rows: queued with the event that they tell, in order
// for each entity, with every attempt.

public import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// The deliveries of one tenant.
public struct Deliveries: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    // MARK: Looking

    /// The delivery with this key. Throws a notFound problem.
    public func get(_ id: DeliveryID, in connection: any DatabaseConnection) throws -> DeliveryRow {
        let row = try connection.row(
            "SELECT \(DeliveryRow.columns) FROM webhook_deliveries WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        )
        guard let row else {
            throw Problem(
                .notFound,
                "there is no such delivery",
                field: "id",
                remedy: "GET /api/webhooks/deliveries lists them."
            )
        }
        return try DeliveryRow(row)
    }

    /// Every attempt at a delivery, in order.
    public func attempts(
        at delivery: DeliveryID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [DeliveryAttempt] {
        let rows = try connection.rows(
            "SELECT at, milliseconds, status, error, response FROM webhook_attempts WHERE delivery_id = ? ORDER BY number",
            delivery
        )
        var found: [DeliveryAttempt] = []
        for row in rows {
            found.append(
                DeliveryAttempt(
                    at: try row.timestamp(0),
                    milliseconds: try row.integer(1),
                    status: row.optionalInteger(2).map(Int.init(clamping:)),
                    error: row.optionalText(3),
                    response: row.optionalText(4)
                )
            )
        }
        return found
    }

    /// A page of deliveries, the latest first. Nil stands for any.
    public func list(
        state: DeliveryRow.State? = nil,
        endpoint: EndpointID? = nil,
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (deliveries: [DeliveryRow], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let rows = try connection.rows(
            """
            SELECT \(DeliveryRow.columns) FROM webhook_deliveries
            WHERE tenant_id = ? AND (created_at, id) < (?, ?) AND state = COALESCE(?, state)
                AND endpoint_id = COALESCE(?, endpoint_id)
            ORDER BY created_at DESC, id DESC LIMIT ?
            """,
            tenant.id,
            bound.at,
            bound.key,
            state?.rawValue,
            endpoint,
            limit + 1
        )
        var found: [DeliveryRow] = []
        for row in rows.prefix(limit) { found.append(try DeliveryRow(row)) }
        let next = found.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (found, rows.count > limit ? next : nil)
    }

    // MARK: Again

    /// Queues a delivery once more, whatever became of it, under the same id.
    public func replay(_ id: DeliveryID, in connection: any DatabaseConnection) throws -> DeliveryRow {
        let delivery = try get(id, in: connection)
        try requeue("id = ?", [id], in: connection)
        return delivery
    }

    /// Queues those of an endpoint once more that were made in a stretch of time
    /// (`from` is in it, `until` is not) and did not arrive, or all of them. At most
    /// ``Limits/deliveryReplayMax``, the earliest; returns how many.
    public func replay(
        of endpoint: EndpointID,
        from: Timestamp,
        until: Timestamp,
        alsoDelivered: Bool,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try requeue(
            """
            id IN (SELECT id FROM webhook_deliveries WHERE tenant_id = ? AND endpoint_id = ? AND created_at >= ?
                AND created_at < ? AND (state IN ('failed', 'cancelled') OR (state = 'delivered' AND ? = 1))
                ORDER BY created_at, id LIMIT ?)
            """,
            [tenant.id, endpoint, from, until, alsoDelivered, Limits.deliveryReplayMax],
            in: connection
        )
    }

    @discardableResult
    private func requeue(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try connection.execute(
            """
            UPDATE webhook_deliveries SET state = 'pending', round = 0, next_at = 0, settled_at = NULL
            WHERE tenant_id = ? AND \(condition)
            """,
            [tenant.id] + arguments
        )
    }

    /// Removes deliveries of all tenants that were done with before `moment`, with
    /// the log of their attempts: at most `limit`. Machine time.
    public static func prune(
        before moment: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        let old = "SELECT id FROM webhook_deliveries WHERE settled_at < ? ORDER BY settled_at, id LIMIT ?"
        try connection.execute("DELETE FROM webhook_attempts WHERE delivery_id IN (\(old))", moment, limit)
        return try connection.execute("DELETE FROM webhook_deliveries WHERE id IN (\(old))", moment, limit)
    }

    /// The first delivery that comes due after the present of a simulated tenant, and by
    /// `moment` of its time.
    func next(
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (id: DeliveryID, type: String, due: Timestamp)? {
        let row = try connection.row(
            """
            SELECT due.id, due.type, due.next_at FROM webhook_deliveries AS due
            JOIN webhook_endpoints ON webhook_endpoints.id = due.endpoint_id
            JOIN tenants ON tenants.id = due.tenant_id
            WHERE due.tenant_id = ? AND due.state = 'pending' AND due.next_at <= ? AND due.next_at > tenants.simulated_now
                AND webhook_endpoints.state = 'enabled' AND NOT EXISTS (
                    SELECT 1 FROM webhook_deliveries AS earlier WHERE earlier.endpoint_id = due.endpoint_id
                        AND earlier.entity_id = due.entity_id AND earlier.sequence < due.sequence
                        AND earlier.state = 'pending')
            ORDER BY due.next_at, due.id LIMIT 1
            """,
            tenant.id,
            moment
        )
        return try row.map { row throws(DatabaseError) in
            (try row.identifier(0), try row.text(1), try row.timestamp(2))
        }
    }

    /// Whether the attempt at a delivery that was due at `moment` has been made.
    func isTried(
        _ id: DeliveryID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.row(
            """
            SELECT 1 FROM webhook_deliveries WHERE tenant_id = ? AND id = ? AND state = 'pending'
                AND (next_at <= ? OR NOT EXISTS (SELECT 1 FROM webhook_attempts
                    WHERE delivery_id = webhook_deliveries.id AND number = webhook_deliveries.attempts))
            """,
            tenant.id,
            id,
            moment
        ) == nil
    }

    // MARK: Sending

    /// Endpoints of all tenants for which something is due, each in its tenant's time.
    /// `now` is the machine's.
    static func dueEndpoints(
        at now: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [(tenant: TenantID, endpoint: EndpointID)] {
        let rows = try connection.rows(
            """
            SELECT webhook_deliveries.tenant_id, webhook_deliveries.endpoint_id, MIN(webhook_deliveries.next_at)
            FROM webhook_deliveries JOIN webhook_endpoints ON webhook_endpoints.id = webhook_deliveries.endpoint_id
                JOIN tenants ON tenants.id = webhook_deliveries.tenant_id
            WHERE webhook_deliveries.state = 'pending' AND webhook_endpoints.state = 'enabled'
                AND webhook_deliveries.next_at <= COALESCE(tenants.simulated_now, ?)
                -- For the index: nobody's time is later.
                AND (webhook_deliveries.next_at <= ?
                    OR webhook_deliveries.next_at <= (SELECT MAX(simulated_now) FROM tenants))
            GROUP BY webhook_deliveries.tenant_id, webhook_deliveries.endpoint_id
            ORDER BY MIN(webhook_deliveries.next_at), webhook_deliveries.endpoint_id LIMIT ?
            """,
            now,
            now,
            limit
        )
        var found: [(tenant: TenantID, endpoint: EndpointID)] = []
        for row in rows {
            guard let tenant = TenantID(try row.text(0)) else { throw .failed("a delivery's row is damaged") }
            found.append((tenant, try row.identifier(1)))
        }
        return found
    }

    /// Takes up what is due for an endpoint, the earliest first, and of each entity
    /// only what nothing earlier waits before: it is kept from others until `until`.
    /// Both are the tenant's time.
    func takeUp(
        for endpoint: EndpointID,
        at now: Timestamp,
        until: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [DeliveryRow] {
        let rows = try connection.rows(
            """
            UPDATE webhook_deliveries SET attempts = attempts + 1, round = round + 1, next_at = ? WHERE id IN (
                SELECT due.id FROM webhook_deliveries AS due
                WHERE due.endpoint_id = ? AND due.state = 'pending' AND due.next_at <= ? AND NOT EXISTS (
                    SELECT 1 FROM webhook_deliveries AS earlier WHERE earlier.endpoint_id = due.endpoint_id
                        AND earlier.entity_id = due.entity_id AND earlier.sequence < due.sequence
                        AND earlier.state = 'pending')
                ORDER BY due.created_at, due.id LIMIT ? \(connection.dialect.claimSuffix)
            ) RETURNING \(DeliveryRow.columns)
            """,
            until,
            endpoint,
            now,
            limit
        )
        var found: [DeliveryRow] = []
        for row in rows { found.append(try DeliveryRow(row)) }
        return found.sorted { ($0.createdAt, $0.id.rawValue) < ($1.createdAt, $1.id.rawValue) }
    }

    /// Writes down how an attempt went, in machine time, and what follows: settled in a
    /// state, or due again at a moment of the tenant's time.
    func settle(
        _ delivery: DeliveryRow,
        _ attempt: DeliveryAttempt,
        as state: DeliveryRow.State,
        nextAt: Timestamp?,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO webhook_attempts (delivery_id, number, at, milliseconds, status, error, response)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (delivery_id, number) DO NOTHING
            """,
            delivery.id,
            delivery.attempts,
            attempt.at,
            attempt.milliseconds,
            attempt.status,
            attempt.error,
            attempt.response
        )
        // One that was cancelled or queued anew meanwhile stays so.
        try connection.execute(
            """
            UPDATE webhook_deliveries SET state = ?, next_at = COALESCE(?, next_at), settled_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'pending' AND attempts = ?
            """,
            state.rawValue,
            nextAt,
            state == .pending ? nil : attempt.at,
            tenant.id,
            delivery.id,
            delivery.attempts
        )
    }
}
