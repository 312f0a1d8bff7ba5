// The emulator of an SMS provider: Twilio's API for businesses.

internal import Hummingbird
public import Logging

extension MessagingEmulator {
    /// An SMS provider; `onListening` gets the port when the server is ready.
    public convenience init(
        _ settings: SMSEmulatorSettings,
        log: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        let network = SMSNetwork(settings)
        let server = LoopbackServer(port: settings.port, log: log) { port in
            network.files.address = "http://127.0.0.1:\(port)"
            await onListening(port)
        }
        self.init(server, PlayedProvider(network))
    }
}

extension PlayedProvider {
    init(_ network: SMSNetwork) {
        let faults = FaultSchedule(network.settings.plans)
        let messages = TwilioRoutes(network: network, faults: faults)
        self.init(network, faults) { request, context in try await messages.respond(to: request, context) }
    }
}
