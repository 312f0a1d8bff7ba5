// An id that consists of digits is its channel's own, and no telephone number: kept
// apart from numbers by the channel's name before it.

import HostCore

/// A customer's address, as the channel has it and as the house keeps it.
struct ChannelAddress {
    /// `telegram:5512345678`.
    let stored: String
    /// `5512345678`.
    let delivered: String

    init(delivered: String, by channel: PluginID) {
        self.delivered = delivered
        let isNumber = delivered.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        stored = isNumber ? "\(channel):\(delivered)" : delivered
    }

    init(stored: String, by channel: PluginID) {
        self.stored = stored
        let name = "\(channel):"
        delivered = stored.hasPrefix(name) ? String(stored.dropFirst(name.count)) : stored
    }
}
