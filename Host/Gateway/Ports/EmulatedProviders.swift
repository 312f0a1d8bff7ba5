// The providers of messages that the host plays itself, as the Gateway sees them.

public import Hummingbird

/// Answers what belongs to providers, below `/emulate`, for sandbox tenants.
public protocol EmulatedProviders: Sendable {
    /// The channels whose provider is played, in the order in which people read them.
    var channels: [EmulatedChannel] { get }

    /// Answers a request to a channel's provider. Its path begins behind the channel's
    /// root. Throws what closes the connection, as providers do on a bad day.
    func respond(
        to request: Request,
        of channel: EmulatedChannel,
        _ context: GatewayContext
    ) async throws -> Response
}

/// A channel whose provider is played.
public struct EmulatedChannel: Sendable, Hashable {
    /// Of the plugin, and in the path.
    public let id: String
    /// As people call it.
    public let name: String

    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }

    /// Where its provider's paths begin.
    public var root: String { "/emulate/\(id)" }
}
