// What of a channel does not go before somebody mends something.

import HostCore
import Logging

/// What of a tenant's channel does not go.
struct ChannelStop: Hashable, Sendable {
    enum Part: String, Sendable {
        /// Nothing goes out.
        case all
        /// No template goes out.
        case templates
        /// Nothing comes in: the provider cannot be asked for what is new.
        case incoming
        /// Nothing goes out: the channel's plugin is off, missing, or does not work.
        case plugin
    }

    let tenant: TenantID
    let channel: PluginID
    let part: Part

    var metadata: Logger.Metadata {
        ["tenant": "\(tenant)", "channel": "\(channel)", "stopped": "\(part.rawValue)"]
    }
}
