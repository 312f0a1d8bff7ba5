// An emulated messaging service with a server of its own, as `orkesta emulate`
// starts it. Each provider has an initializer.

public import ServiceLifecycle

/// An emulated provider, as a service.
public final class MessagingEmulator: Service {
    private let server: LoopbackServer
    private let provider: PlayedProvider

    init(_ server: LoopbackServer, _ provider: PlayedProvider) {
        self.server = server
        self.provider = provider
    }

    /// Serves on 127.0.0.1 until it is shut down in order.
    public func run() async throws { try await server.run(with: provider.companions, provider.respond) }
}
