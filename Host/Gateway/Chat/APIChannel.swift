// The channel of POST /api/chat. Its answers travel in the response of the
// request, so a message is delivered once it is committed.

public import HostCore
public import HostInbox
public import HostStorage

/// The channel `api`.
public struct APIChannel: Channel {
    /// The channel's id.
    public static let id = PluginID("api")

    public let capabilities = ChannelCapabilities(
        media: true,
        buttons: true,
        lists: true,
        templates: false,
        documents: true,
        textLengthMax: nil,
        buttonsMax: 10,
        sessionWindowMilliseconds: nil
    )

    public init() {}

    /// Messages come by POST /api/chat and nowhere else.
    public func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        throw Problem(.notFound, "the channel takes no requests", field: "channel", remedy: "Use POST /api/chat.")
    }

    public func send(_ message: OutboundMessage) async -> SendOutcome {
        .sent(providerMessageID: message.messageID.rawValue)
    }
}

/// The channels of plugins, and ``APIChannel`` beside them: what the outbox and
/// the Gateway are given.
public struct GatewayChannels: ChannelDirectory {
    private let plugins: any ChannelDirectory

    public init(plugins: any ChannelDirectory) { self.plugins = plugins }

    public func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Channel {
        if id == APIChannel.id { return APIChannel() }
        return try await plugins.channel(id, for: tenant)
    }
}
