// The emulator of Telegram: the Bot API for businesses.

internal import Hummingbird
public import Logging

extension MessagingEmulator {
    /// Telegram; `onListening` gets the port when the server is ready.
    public convenience init(
        _ settings: TelegramEmulatorSettings,
        log: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.init(
            LoopbackServer(port: settings.port, log: log, onListening: onListening),
            PlayedProvider(TelegramNetwork(settings))
        )
    }
}

extension PlayedProvider {
    init(_ network: TelegramNetwork) {
        let faults = FaultSchedule(network.settings.plans)
        let methods = BotRoutes(network: network, faults: faults)
        self.init(network, faults) { request, context in try await methods.respond(to: request, context) }
    }
}
