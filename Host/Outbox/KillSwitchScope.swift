// Whose real traffic a kill switch stops: everyone's, a tenant's, a channel's, or that of a
// tenant's channel.

public import HostCore

/// What a kill switch stops.
public enum KillSwitchScope: Sendable, Hashable, CustomStringConvertible {
    case global
    case tenant(TenantID)
    case channel(PluginID)
    case tenantChannel(TenantID, PluginID)

    /// `global`, `tenant:ID`, `channel:ID`, `tenant:ID/channel:ID`.
    public var description: String {
        switch self {
        case .global: "global"
        case .tenant(let tenant): "tenant:\(tenant)"
        case .channel(let channel): "channel:\(channel)"
        case .tenantChannel(let tenant, let channel): "tenant:\(tenant)/channel:\(channel)"
        }
    }

    /// Reads what ``description`` writes; nil for anything else.
    public init?(_ text: String) {
        if text == "global" {
            self = .global
            return
        }
        var tenant: TenantID?
        var channel: PluginID?
        for part in text.split(separator: "/", omittingEmptySubsequences: false) {
            if part.hasPrefix("tenant:"), tenant == nil, channel == nil, let id = TenantID(String(part.dropFirst(7))) {
                tenant = id
            } else if part.hasPrefix("channel:"), channel == nil, let id = PluginID(String(part.dropFirst(8))) {
                channel = id
            } else {
                return nil
            }
        }
        switch (tenant, channel) {
        case (let tenant?, let channel?): self = .tenantChannel(tenant, channel)
        case (let tenant?, nil): self = .tenant(tenant)
        case (nil, let channel?): self = .channel(channel)
        case (nil, nil): return nil
        }
    }

    /// Whether it stops this tenant's channel.
    public func covers(_ tenant: TenantID, _ channel: PluginID) -> Bool {
        switch self {
        case .global: true
        case .tenant(let id): id == tenant
        case .channel(let id): id == channel
        case .tenantChannel(let id, let word): id == tenant && word == channel
        }
    }
}
