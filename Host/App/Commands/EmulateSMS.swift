// `orkesta emulate sms`: an SMS provider and its customers on this machine.

import ArgumentParser
import HostCore
import HostEmulators
import OrkestaModel

struct EmulateSMS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sms",
        abstract: "Play an SMS provider (Twilio's API), with a phone for every customer in the browser.",
        discussion: """
            Open the address that it prints: customers side by side, who write to each number given
            with --number. Messages of a number go to its webhook, signed with the auth token; what
            the business sends appears on the phones, and its statuses come back to StatusCallback.
            Each message tells how many parts it is, and in which alphabet. A file of a customer's is
            told by NumMedia and MediaUrl0, and fetched with the account's credentials; a number that
            sends faster than --per-second is refused with 20429.

            Examples:
              orkesta emulate sms --tenant ferreteria-la-central
              orkesta emulate sms --number +12025550100=http://127.0.0.1:8000/channels/sms/ferreteria-la-central
              orkesta emulate sms --tenant ferreteria-la-central --per-second 1 --duplicates 30 --late 30
              orkesta emulate sms --fault +12025550100=30003@2,21610%5

            Faults: \(SMSFault.names.joined(separator: " "))
            """
    )
    @Option(help: "The port on 127.0.0.1; 0 picks a free one.") var port = 9203
    @Option(help: ArgumentHelp("A number, and its webhook. May be given often.", valueName: "NUMBER=URL"))
    var number: [String] = []
    @Option(help: "The account that opens the API.") var account = "AC00000000000000000000000000000001"
    @Option(help: "Opens the API, and signs callbacks.") var authToken = "emulated-auth-token"
    @Option(help: ArgumentHelp("Faults of a number.", valueName: "NUMBER=PLAN")) var fault: [String] = []
    @Option(help: "Messages a second of a number; 0: no limit.") var perSecond: Int64 = 100
    @Option(help: "Milliseconds between sent and delivered.") var statusMs: Int64 = 300
    @OptionGroup var weather: WeatherOptions
    @OptionGroup var connection: EmulatorConnection

    func run() async throws {
        var settings = SMSEmulatorSettings(port: port)
        if !number.isEmpty || !connection.tenants.isEmpty { settings.numbers = [] }
        for text in number {
            let (number, url) = try splitPair(text, option: "--number", example: "+12025550100=http://127.0.0.1:8000/…")
            settings.numbers.append(SMSNumber(number: number, name: number, webhook: url))
        }
        settings.accountSID = account
        settings.authToken = authToken
        settings.plans = try readFaultPlans(fault, example: "+12025550100=30003@2", help: "sms")
        settings.messagesPerSecond = perSecond > 0 ? perSecond : nil
        settings.statusMilliseconds = statusMs
        settings.weather = weather.weather
        let shops = try await connection.shops(of: "sms")
        for shop in shops {
            settings.numbers.append(SMSNumber(number: Self.number(shop), name: shop.name, webhook: shop.webhook))
        }
        let (connection, account, authToken) = (connection, account, authToken)
        let emulator = MessagingEmulator(settings, log: hostLogger("warning")) { port in
            await connection.turn(shops, "sms") { shop in
                [
                    "account_sid": .string(account), "auth_token": .string(authToken),
                    "from": .string(Self.number(shop)), "webhook_url": .string(shop.webhook),
                    "api_base_url": .string("http://127.0.0.1:\(port)"),
                ]
            }
            announceEmulator("SMS on http://127.0.0.1:\(port)/")
        }
        try await emulator.run()
    }

    private static func number(_ shop: EmulatorConnection.Shop) -> String { "+\(12_025_550_100 + shop.place)" }
}
