// Customers who had enough advertising, as a provider judges: it holds theirs back for a day,
// and takes it ill when it is tried again.

import HostCore
public import HostStorage
public import OrkestaModel

/// The templates that providers held back from a tenant's customers. No provider says which of
/// them are advertising, but by that: what was held back from one customer is that for all.
public struct AdvertisingRests: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Its provider held the message back: the customer gets no advertising there for a day.
    /// `now` is the database's time.
    func begin(with item: OutboxItem, now: Timestamp, in connection: any DatabaseConnection) throws {
        let document = try DeliveryPolicies(tenant).template(for: item, in: connection)
        guard let template = document?["name"]?.stringValue else { return }
        let present = try tenant.present(now, in: connection)
        try connection.execute(
            """
            INSERT INTO advertising_rests (tenant_id, channel, address, template, rests_until) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, channel, address, template) DO UPDATE SET rests_until = excluded.rests_until
            """,
            tenant.id,
            item.channel,
            item.address,
            template,
            present.advanced(byMilliseconds: Limits.advertisingRestMilliseconds)
        )
    }

    /// Whether a message that goes out as this template is held back. `now` is the database's
    /// time.
    func hold(
        _ template: JSON,
        of item: OutboxItem,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        guard let name = template["name"]?.stringValue else { return false }
        let row = try connection.row(
            """
            SELECT 1 FROM advertising_rests AS own
            WHERE own.tenant_id = ? AND own.channel = ? AND own.address = ? AND own.rests_until > ? AND EXISTS (
                SELECT 1 FROM advertising_rests AS known WHERE known.tenant_id = own.tenant_id
                    AND known.channel = own.channel AND known.template = ?
            ) LIMIT 1
            """,
            tenant.id,
            item.channel,
            item.address,
            try tenant.present(now, in: connection),
            name
        )
        return row != nil
    }

    /// Forgets what nobody was held back from since `moment`, in the tenant's time; how many.
    public func prune(before moment: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) -> Int {
        try connection.execute(
            "DELETE FROM advertising_rests WHERE tenant_id = ? AND rests_until < ?",
            tenant.id,
            moment
        )
    }
}
