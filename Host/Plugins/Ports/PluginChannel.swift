// A channel plugin's instance as the pipeline's port.

import HostCore
import HostInbox
import OrkestaABI
import Synchronization

/// Reads and sends through one instance.
struct PluginChannel: Channel {
    let instance: PluginInstance
    let capabilities: ChannelCapabilities

    /// Nil when the plugin offers no channel.
    init?(_ instance: PluginInstance) {
        let (isChannel, caps) = instance.state.withLock { ($0.tables.channel != nil, $0.capabilities) }
        guard isChannel else { return nil }
        self.instance = instance
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
            sessionWindowMilliseconds: caps.session_window_ms <= 0 ? nil : caps.session_window_ms
        )
    }
}
