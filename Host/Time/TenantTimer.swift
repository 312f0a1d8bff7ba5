// A durable timer: what an agent asked to be reminded of.

public import HostCore
import HostStorage
public import OrkestaModel

/// A timer of a conversation. One of a name per plugin and conversation.
public struct TenantTimer: Sendable, Hashable {
    public let id: TimerID
    public let tenant: TenantID
    /// Who set it, and will get it.
    public let plugin: PluginID
    public let channel: PluginID
    public let address: String
    public let name: String
    /// In the tenant's time.
    public let due: Timestamp
    public let payload: JSON

    static let columns = "id, tenant_id, plugin_id, channel, address, name, due_at, payload"

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let tenant = TenantID(try row.text(1)), let plugin = PluginID(try row.text(2)),
            let channel = PluginID(try row.text(3))
        else { throw .failed("a timer's row is damaged") }
        id = try row.identifier(0)
        self.tenant = tenant
        self.plugin = plugin
        self.channel = channel
        address = try row.text(4)
        name = try row.text(5)
        due = try row.timestamp(6)
        payload = try row.json(7)
    }
}
