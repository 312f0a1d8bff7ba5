// `orkesta emulate telegram`: the Bot API and its customers on this machine.

import ArgumentParser
import HostCore
import HostEmulators
import OrkestaModel

struct EmulateTelegram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telegram",
        abstract: "Play the Telegram Bot API, with a phone for every customer in the browser.",
        discussion: """
            Open the address that it prints: customers side by side, who write to each bot. A token
            that is new makes a bot, so any will do. Bots get their updates by webhook (setWebhook,
            http on this machine too) or by getUpdates.

            A plan names faults and the sends that meet them, counted from 1, for each bot (the digits
            in front of its token's colon): 429@3, 403@5-9, lost-answer%10. Every other method has one of
            its own: 123456.setWebhook=502@1-3. While it runs, plans are changed with PUT
            /control/faults/BOT, and GET /control/deliveries tells what became of webhooks. Updates of one
            chat keep their order; with --duplicates some come again, each before the next, as where
            Telegram did not hear that they were taken.

            Examples:
              orkesta emulate telegram --tenant ferreteria-la-central --tenant equipo-automotriz-javaz
              orkesta emulate telegram --bot 123456:demo=Ferretería
              orkesta emulate telegram --bot 123456:demo=Ferretería --fault 123456=429-soon%10
              orkesta emulate telegram --tenant ferreteria-la-central --duplicates 30

            Faults: \(TelegramFault.names.joined(separator: " "))
            """
    )
    @Option(help: "The port on 127.0.0.1; 0 picks a free one.") var port = 9202
    @Option(help: ArgumentHelp("A bot: its token and its name. May be given often.", valueName: "TOKEN=NAME"))
    var bot: [String] = []
    @Flag(help: "Refuse tokens that were not given.") var onlyThese = false
    @Option(help: ArgumentHelp("Faults of a bot.", valueName: "BOT=PLAN")) var fault: [String] = []
    @Flag(help: "Take any number of messages.") var noLimits = false
    @Option(help: "Of a hundred updates, so many come twice to the webhook.") var duplicates = 0
    @Option(help: "How long every webhook takes, in milliseconds.") var delayMs: Int64 = 0
    @Option(help: "The seed of which updates come twice.") var seed: UInt64 = 1
    @OptionGroup var connection: EmulatorConnection

    func validate() throws {
        guard (0...100).contains(duplicates) else {
            throw ValidationError("--duplicates: a percentage from 0 to 100 is expected")
        }
    }

    func run() async throws {
        var settings = TelegramEmulatorSettings(port: port)
        for text in bot {
            let (token, name) = try splitPair(text, option: "--bot", example: "123456:demo=Ferretería")
            guard let bot = TelegramBot(token: token, name: name) else {
                throw Problem(
                    .invalid,
                    "this is no bot token",
                    field: "--bot",
                    remedy: "Write digits, a colon and anything, such as 123456:demo"
                )
            }
            settings.bots.append(bot)
        }
        settings.takesNewTokens = !onlyThese
        settings.keepsRateLimits = !noLimits
        settings.plans = try readFaultPlans(fault, example: "123456=429@3", help: "telegram")
        settings.weather = DeliveryWeather(duplicatePercent: duplicates, delayMilliseconds: delayMs, seed: seed)
        let shops = try await connection.shops(of: "telegram")
        settings.bots += shops.compactMap { TelegramBot(token: Self.token($0), name: $0.name) }
        let connection = connection
        let emulator = MessagingEmulator(settings, log: hostLogger("warning")) { port in
            await connection.turn(shops, "telegram") { shop in
                [
                    "bot_token": .string(Self.token(shop)), "webhook_secret": "emulated-secret",
                    "webhook_url": .string(shop.webhook), "api_base_url": .string("http://127.0.0.1:\(port)"),
                ]
            }
            announceEmulator("Telegram on http://127.0.0.1:\(port)/")
        }
        try await emulator.run()
    }

    private static func token(_ shop: EmulatorConnection.Shop) -> String { "\(700_001 + shop.place):emulated" }
}
