// How a tenant's messages go on when a channel fails them: by which other channels,
// after how long, and with which template where only templates are let through.

import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// What applies to the conversations of one channel.
public struct DeliveryPolicy: Sendable, Hashable {
    /// Tried in order, each once, for a message that failed.
    public var fallback: [PluginID]
    /// A message that is not delivered after so long goes on too; nil: never.
    public var undeliveredMinutes: Int64?
    /// What goes out when the channel's window is closed; nil: nothing does.
    public var template: WindowTemplate?

    public static let none = DeliveryPolicy(fallback: [], undeliveredMinutes: nil, template: nil)

    public init(fallback: [PluginID], undeliveredMinutes: Int64?, template: WindowTemplate?) {
        self.fallback = fallback
        self.undeliveredMinutes = undeliveredMinutes
        self.template = template
    }

    public var json: JSON {
        [
            "fallback": .array(fallback.map { .string($0.rawValue) }),
            "undelivered_minutes": undeliveredMinutes.map(JSON.integer) ?? .null,
            "template": template?.json ?? .null,
        ]
    }

    /// Reads ``json``. Throws naming the member at fault.
    public init(json: JSON, of channel: PluginID) throws(DocumentError) {
        fallback = try json.elements("fallback") { element throws(DocumentError) in
            guard let id = element.stringValue.flatMap(PluginID.init), id != channel else {
                throw DocumentError(field: "", reason: "the id of another channel is expected")
            }
            return id
        }
        guard fallback.count <= Limits.fallbackChannelsMax, Set(fallback).count == fallback.count else {
            throw DocumentError(
                field: "fallback",
                reason: "up to \(Limits.fallbackChannelsMax) channels are expected, each once"
            )
        }
        undeliveredMinutes = json["undelivered_minutes"]?.integerValue
        let isNumber = undeliveredMinutes.map { (1...Limits.undeliveredMinutesMax).contains($0) }
        guard isNumber ?? (json["undelivered_minutes"] ?? .null).isNull else {
            throw DocumentError(
                field: "undelivered_minutes",
                reason: "a whole number from 1 to \(Limits.undeliveredMinutesMax) is expected, or null"
            )
        }
        let document = json["template"] ?? .null
        template = document.isNull ? nil : try WindowTemplate(json: document)
    }
}

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
    /// that the tenant has for all of the channel's, filled with it; nil when none is set.
    func template(for item: OutboxItem, in connection: any DatabaseConnection) throws -> JSON? {
        if let own = item.template { return own }
        guard let template = try find(item.channel, in: connection).template else { return nil }
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
