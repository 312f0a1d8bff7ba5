// Where a tenant's delivery policies are kept, and what they make of a message outside its
// channel's window.

import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// The policies of one tenant.
public struct DeliveryPolicies: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// ``DeliveryPolicy/none`` where nothing was set, or what was set cannot be read: one damaged
    /// row must not keep the messages of others waiting with which it shares a transaction. See
    /// ``damage(in:)``.
    public func find(
        _ channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> DeliveryPolicy {
        let row = try connection.row(
            "SELECT policy FROM delivery_policies WHERE tenant_id = ? AND channel = ?",
            tenant.id,
            channel
        )
        return row.flatMap { try? Self.policy($0, 0, of: channel) } ?? DeliveryPolicy.none
    }

    /// The policies of all tenants that cannot be read.
    static func damage(in connection: any DatabaseConnection) throws(DatabaseError) -> [DamagedRow] {
        let rows = try connection.rows("SELECT tenant_id, channel, policy FROM delivery_policies")
        var damage: [DamagedRow] = []
        for row in rows {
            let (tenant, word) = (try row.text(0), try row.text(1))
            do {
                guard let channel = PluginID(word) else { throw DatabaseError.failed("\(word) is no channel") }
                _ = try policy(row, 2, of: channel)
            } catch {
                damage.append(DamagedRow(tenant: tenant, name: "delivery policy of \(word)", error: "\(error)"))
            }
        }
        return damage
    }

    private static func policy(_ row: DatabaseRow, _ column: Int, of channel: PluginID) throws -> DeliveryPolicy {
        try DeliveryPolicy(json: try row.json(column), of: channel)
    }

    /// What carries a message where only templates are let through: its own, else the one
    /// that the tenant has for all of the channel's, filled with it; nil when none is set, or its
    /// provider holds back what is.
    func template(for item: OutboxItem, in connection: any DatabaseConnection) throws -> JSON? {
        let decisions = TemplateDecisions(tenant)
        if let own = item.template, let name = own["name"]?.stringValue, let language = own["language"]?.stringValue,
            try !decisions.holdBack(name, language, on: item.channel, in: connection)
        {
            return own
        }
        guard let template = try find(item.channel, in: connection).template,
            try !decisions.holdBack(template.name, template.language, on: item.channel, in: connection)
        else { return nil }
        let customer = try Customers(tenant).find(channel: item.channel, address: item.address, in: connection)
        return template.filled(text: item.plainText, customer: customer?.name)
    }

    /// Sets how the conversations of a channel go on, in place of what was set. Throws when the
    /// database does; which channels the tenant has is not looked at.
    public func set(
        _ policy: DeliveryPolicy,
        of channel: PluginID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO delivery_policies (tenant_id, channel, policy, updated_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, channel) DO UPDATE
                SET policy = excluded.policy, updated_at = excluded.updated_at
            """,
            tenant.id,
            channel,
            policy.json,
            moment
        )
    }
}
