// The emulator of WhatsApp: the Cloud API for businesses.

internal import Hummingbird
public import Logging
internal import ServiceLifecycle

extension MessagingEmulator {
    /// WhatsApp; `onListening` gets the port when the server is ready.
    public convenience init(
        _ settings: WhatsAppEmulatorSettings,
        log: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.init(
            LoopbackServer(port: settings.port, log: log, onListening: onListening),
            PlayedProvider(WhatsAppNetwork(settings))
        )
    }
}

extension PlayedProvider {
    init(_ network: WhatsAppNetwork) {
        let faults = FaultSchedule(network.settings.plans)
        let numbers = WhatsAppControls(network: network)
        let customers = CustomerControls(network: network)
        let graph = GraphRoutes(network: network, faults: faults)
        self.init(network, faults, with: [Rounds(network: network)]) { request, context in
            if let response = try await customers.respond(to: request) { return response }
            if let response = try await numbers.respond(to: request) { return response }
            return try await graph.respond(to: request, context)
        }
    }
}

/// Posts what has gathered, and approves what was reviewed, now and then.
private struct Rounds: Service {
    let network: WhatsAppNetwork

    func run() async throws {
        // Without batches there is nothing to post, but a service that ends takes the others with it.
        let wait = max(network.settings.batchMilliseconds, 50)
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .milliseconds(wait))) != nil {
                network.tell(network.templates.approveReviewed())
                network.flush()
            }
        }
    }
}
