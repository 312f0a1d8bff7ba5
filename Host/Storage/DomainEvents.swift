// What happened in a tenant's business, as rows: for streams, for webhooks to
// the tenant's own systems, and for people who ask later.

public import HostCore
public import OrkestaModel

/// The domain events of one tenant.
public struct DomainEvents: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Records an event in the transaction that made it true. `type` is parts of
    /// letters divided by dots: `payment.succeeded`.
    public func record(
        _ type: String,
        entity: String,
        data: JSON,
        id: DomainEventID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "INSERT INTO events (id, tenant_id, type, entity_id, data, at) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            tenant.id,
            type,
            entity,
            data,
            moment
        )
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
