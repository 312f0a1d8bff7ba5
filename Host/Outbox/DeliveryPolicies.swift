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

    /// ``DeliveryPolicy/none`` where nothing was set.
    public func find(
        _ channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> DeliveryPolicy {
        let row = try connection.row(
            "SELECT policy FROM delivery_policies WHERE tenant_id = ? AND channel = ?",
            tenant.id,
            channel
        )
        guard let document = try row?.json(0) else { return .none }
        do throws(DocumentError) {
            return try DeliveryPolicy(json: document, of: channel)
        } catch {
            throw .failed("a delivery policy is damaged: \(error)")
        }
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
