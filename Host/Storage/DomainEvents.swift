// What happened in a tenant's business, as rows: for streams, for webhooks to
// the tenant's own systems, and for people who ask later.

public import HostCore
public import OrkestaModel

/// The domain events of one tenant.
public struct DomainEvents: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Records an event in the transaction that made it true, and what goes out to
    /// the tenant's systems because of it. The caller has written a row of the
    /// entity, so that the events of one entity come one after the other; so do
    /// their keys: where `id` is not behind the entity's last one, the next is taken.
    ///
    /// Readers go by keys, and what happened may be long over when it is recorded: a turn
    /// takes seconds, and its events are of its beginning. An `id` of an earlier
    /// millisecond than the tenant's last one is therefore moved behind that; `moment` stays.
    public func record(
        _ type: DomainEventType,
        entity: String,
        data: JSON,
        id: DomainEventID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let id = try place(id, of: entity, in: connection)
        try connection.execute(
            "INSERT INTO events (id, tenant_id, type, entity_id, data, at) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            tenant.id,
            type.rawValue,
            entity,
            data,
            moment
        )
        for endpoint in try listeners(to: type, in: connection) {
            try send(type, entity: entity, data: data, id: id, at: moment, to: endpoint, in: connection)
        }
    }

    /// The key where readers find it.
    private func place(
        _ id: DomainEventID,
        of entity: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> DomainEventID {
        var id = id
        if let seen = try newest(in: connection)?.milliseconds, let made = id.milliseconds, made < seen {
            id = id.moved(to: seen + 1)
        }
        guard let last = try newest(of: entity, in: connection) else { return id }
        return max(id, last.successor)
    }

    private func newest(
        of entity: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> DomainEventID? {
        let row = try connection.row(
            "SELECT MAX(id) FROM events WHERE tenant_id = ? AND entity_id = ?",
            tenant.id,
            entity
        )
        return row?.optionalIdentifier(0)
    }

    /// The endpoints that hear of a type, by key.
    private func listeners(
        to type: DomainEventType,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [String] {
        let rows = try connection.rows(
            """
            SELECT id FROM webhook_endpoints WHERE tenant_id = ? AND state = 'enabled' AND (
                NOT EXISTS (SELECT 1 FROM webhook_filters WHERE endpoint_id = webhook_endpoints.id)
                OR EXISTS (SELECT 1 FROM webhook_filters
                    WHERE endpoint_id = webhook_endpoints.id AND filter IN (?, ?)))
            ORDER BY id
            """,
            tenant.id,
            type.rawValue,
            type.group
        )
        var endpoints: [String] = []
        for row in rows { endpoints.append(try row.text(0)) }
        return endpoints
    }

    /// Puts an event into the queue of one endpoint, behind the earlier ones of the
    /// same entity. Returns the delivery's key.
    @discardableResult
    public func send(
        _ type: DomainEventType,
        entity: String,
        data: JSON,
        id: DomainEventID,
        at moment: Timestamp,
        to endpoint: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> String {
        let body: JSON = ["type": .string(type.rawValue), "timestamp": .string(moment.description), "data": data]
        let key = "\(id)_\(endpoint)"
        try connection.execute(
            """
            INSERT INTO webhook_deliveries
                (id, tenant_id, endpoint_id, event_id, type, entity_id, sequence, body, state, created_at)
            VALUES (?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM webhook_deliveries
                WHERE endpoint_id = ? AND entity_id = ?), ?, 'pending', ?)
            """,
            key,
            tenant.id,
            endpoint,
            id,
            type.rawValue,
            entity,
            endpoint,
            entity,
            body,
            moment
        )
        return key
    }

    /// Events behind a key, in the order of their keys.
    public func list(
        after id: DomainEventID,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [DomainEvent] {
        let rows = try connection.rows(
            """
            SELECT id, type, entity_id, data, at FROM events WHERE tenant_id = ? AND id > ? ORDER BY id LIMIT ?
            """,
            tenant.id,
            id,
            limit
        )
        var events: [DomainEvent] = []
        for row in rows {
            events.append(
                DomainEvent(
                    id: try row.identifier(0),
                    type: try row.text(1),
                    entity: try row.text(2),
                    data: try row.json(3),
                    at: try row.timestamp(4)
                )
            )
        }
        return events
    }

    /// The largest key; nil when nothing happened yet.
    public func newest(in connection: any DatabaseConnection) throws(DatabaseError) -> DomainEventID? {
        let row = try connection.row(
            "SELECT id FROM events WHERE tenant_id = ? ORDER BY id DESC LIMIT 1",
            tenant.id
        )
        return try row?.identifier(0)
    }
}

/// Something that happened in a tenant's business.
public struct DomainEvent: Sendable, Hashable {
    public let id: DomainEventID
    /// `payment.succeeded`.
    public let type: String
    public let entity: String
    public let data: JSON
    public let at: Timestamp
}

/// Tags the keys of domain events.
public enum DomainEventKind {}

public typealias DomainEventID = Identifier<DomainEventKind>
