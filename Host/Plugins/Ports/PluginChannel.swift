// A channel plugin's instance as the pipeline's port.

import HostCore
import HostInbox
import OrkestaABI

/// Reads and sends through one instance.
struct PluginChannel: Channel {
    let instance: PluginInstance
    let capabilities: ChannelCapabilities

    /// Asks the plugin for its capabilities; nil when it offers no channel.
    init?(_ instance: PluginInstance) {
        guard let channel = instance.tables.channel else { return nil }
        self.instance = instance
        let caps = instance.tables.instance.flatMap { channel.pointee.caps?($0.pointee.impl)?.pointee }
        capabilities = ChannelCapabilities(caps ?? ork_channel_caps())
    }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        let result = await withUnsafeContinuation { continuation in
            instance.ingest(request) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    func send(_ message: OutboundMessage) async -> SendOutcome {
        await withUnsafeContinuation { continuation in
            instance.send(message) { continuation.resume(returning: $0) }
        }
    }
}

extension ChannelCapabilities {
    init(_ caps: ork_channel_caps) {
        self.init(
            media: caps.features & (1 << 0) != 0,
            buttons: caps.features & (1 << 1) != 0,
            lists: caps.features & (1 << 2) != 0,
            templates: caps.features & (1 << 3) != 0,
            documents: caps.features & (1 << 4) != 0,
            textLengthMax: caps.text_length_max == 0 ? nil : Int(caps.text_length_max),
            buttonsMax: Int(caps.buttons_max),
            sessionWindowMilliseconds: caps.session_window_ms == 0 ? nil : caps.session_window_ms
        )
    }
}
