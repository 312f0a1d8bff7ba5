// `orkesta emulate smtp`: a mail server and its mailboxes on this machine.

import ArgumentParser
import HostCore
import HostEmulators
import OrkestaModel

struct EmulateSMTP: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smtp",
        abstract: "Play a mail server, with the mailbox of every recipient in the browser.",
        discussion: """
            Takes mail over SMTP for anybody, and shows it at the address that it prints; nothing is
            sent on. What a customer answers there lies in the business's mailbox, which is read over
            IMAP by the user who is called like its address, and is posted to --webhook as
            message/rfc822. What --duplicates, --late and --delay-ms do to webhooks, they do to
            messages on their way into the mailbox too.

            A sender of more than --per-minute is put off with 450 4.7.0; a connection of more than
            --per-connection messages is closed with 421 4.7.0.

            Examples:
              orkesta emulate smtp --tenant ferreteria-la-central
              orkesta emulate smtp
              orkesta emulate smtp --user shop --password secret --fault 450@1,550%5
              orkesta emulate smtp --tenant ferreteria-la-central --per-minute 10 --duplicates 30 --late 30
              curl smtp://127.0.0.1:2525 --mail-from shop@example.mx --mail-rcpt ana@example.mx -T mail.eml

            Faults: \(SMTPFault.names.joined(separator: " "))
            """
    )
    @Option(help: "The page's port on 127.0.0.1; 0 picks a free one.") var port = 9204
    @Option(help: "The mail server's port on 127.0.0.1; 0 picks a free one.") var smtpPort = 2525
    @Option(help: "The mailboxes' port (IMAP) on 127.0.0.1; 0 picks a free one.") var imapPort = 2143
    @Option(help: "Who must log in.") var user: String?
    @Option(help: "With which password.") var password: String?
    @Option(help: ArgumentHelp("A business to write to. May be given often.", valueName: "ADDRESS"))
    var shop: [String] = []
    @Option(help: "Where answers are posted.") var webhook: String?
    @Option(help: "Sent with them as Authorization: Bearer.") var webhookToken: String?
    @Option(help: "Messages a minute of one sender; 0: no limit.") var perMinute: Int64 = 0
    @Option(help: "Messages over one connection; 0: no limit.") var perConnection = 0
    @Option(help: ArgumentHelp("Faults of complete messages, counted from 1.", valueName: "PLAN")) var fault: String?
    @OptionGroup var weather: WeatherOptions
    @OptionGroup var connection: EmulatorConnection

    func validate() throws {
        if let odd = shop.first(where: { $0.split(separator: "@").count != 2 }) {
            throw ValidationError("--shop: \(odd) is no e-mail address")
        }
        guard (user == nil) == (password == nil) else {
            throw ValidationError("--user and --password belong together.")
        }
    }

    func run() async throws {
        var settings = SMTPEmulatorSettings(port: port, smtpPort: smtpPort, imapPort: imapPort)
        settings.user = user
        settings.password = password
        settings.webhook = webhook
        settings.webhookToken = webhookToken
        settings.weather = weather.weather
        settings.messagesPerMinute = perMinute > 0 ? perMinute : nil
        settings.messagesPerConnection = perConnection > 0 ? perConnection : nil
        if let fault {
            let line = SMTPEmulatorSettings.line
            settings.plan = try readFaultPlans(["\(line)=\(fault)"], example: "450@1", help: "smtp")[line]
        }
        let shops = try await connection.shops(of: "email")
        settings.shops = shop.map { ($0, $0) } + shops.map { (Self.address($0), $0.name) }
        let (connection, user, password) = (connection, user, password)
        let emulator = MessagingEmulator(settings, log: hostLogger("warning")) { ports in
            let (smtp, imap) = ("smtp://127.0.0.1:\(ports.smtp)", "imap://127.0.0.1:\(ports.imap)")
            await connection.turn(shops, "email") { shop in
                [
                    "from": .string(Self.address(shop)), "from_name": .string(shop.name), "smtp_url": .string(smtp),
                    "imap_url": .string(imap), "user": .string(user ?? Self.address(shop)),
                    "password": .string(password ?? "emulated"),
                ]
            }
            announceEmulator("mail at http://127.0.0.1:\(ports.page)/, \(smtp), \(imap)")
        }
        try await emulator.run()
    }

    private static func address(_ shop: EmulatorConnection.Shop) -> String {
        SandboxCredentials.mailAddress(of: shop.tenant)
    }
}
