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
}

/// Tags the keys of domain events.
public enum DomainEventKind {}

public typealias DomainEventID = Identifier<DomainEventKind>
