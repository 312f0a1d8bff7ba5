// What hosts on one database tell each other, so that nobody has to look
// every moment. The rows are the truth; a notice only says where to look.

public import HostCore
public import OrkestaModel

/// Something that a host did and others want to know of at once.
public enum DatabaseNotice: Sendable, Hashable {
    /// The inbox holds work that no host has.
    case inboxWaits
    /// The outbox holds messages that no host has.
    case outboxWaits
    /// The turn of an inbox item is committed, in this conversation.
    case turnEnded(InboxItemID, tenant: TenantID, channel: PluginID, address: String)
    /// Messages of this conversation are committed, outside a turn.
    case messages(tenant: TenantID, channel: PluginID, address: String)
    /// A tenant's row or its clock changed, or one of its keys was revoked.
    case tenantChanged(TenantID)
    /// A tenant's plugin was enabled, disabled or configured.
    case pluginChanged(TenantID, PluginID)
    /// A kill switch was set; its scope as text.
    case killSwitchSet(String)
    /// Notices may have been lost: what was kept in memory may be out of date.
    case missed

    /// The form between hosts: an array of words.
    public var json: JSON {
        switch self {
        case .inboxWaits: ["inbox"]
        case .outboxWaits: ["outbox"]
        case .turnEnded(let item, let tenant, let channel, let address):
            [
                "turn", .string(item.rawValue), .string(tenant.rawValue), .string(channel.rawValue), .string(address),
            ]
        case .messages(let tenant, let channel, let address):
            ["messages", .string(tenant.rawValue), .string(channel.rawValue), .string(address)]
        case .tenantChanged(let tenant): ["tenant", .string(tenant.rawValue)]
        case .pluginChanged(let tenant, let plugin):
            ["plugin", .string(tenant.rawValue), .string(plugin.rawValue)]
        case .killSwitchSet(let scope): ["kill-switch", .string(scope)]
        case .missed: ["missed"]
        }
    }

    /// Reads ``json``; nil for what a newer host says.
    public init?(json: JSON) {
        let words = (json.arrayValue ?? []).compactMap(\.stringValue)
        switch (words.first, words.count) {
        case ("inbox", 1): self = .inboxWaits
        case ("outbox", 1): self = .outboxWaits
        case ("turn", 5):
            guard let tenant = TenantID(words[2]), let channel = PluginID(words[3]) else { return nil }
            self = .turnEnded(InboxItemID(words[1]), tenant: tenant, channel: channel, address: words[4])
        case ("messages", 4):
            guard let tenant = TenantID(words[1]), let channel = PluginID(words[2]) else { return nil }
            self = .messages(tenant: tenant, channel: channel, address: words[3])
        case ("tenant", 2):
            guard let tenant = TenantID(words[1]) else { return nil }
            self = .tenantChanged(tenant)
        case ("plugin", 3):
            guard let tenant = TenantID(words[1]), let plugin = PluginID(words[2]) else { return nil }
            self = .pluginChanged(tenant, plugin)
        case ("kill-switch", 2): self = .killSwitchSet(words[1])
        case ("missed", 1): self = .missed
        default: return nil
        }
    }
}
