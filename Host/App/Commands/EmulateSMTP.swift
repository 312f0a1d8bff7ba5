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
            sent on. What a customer answers there is posted to --webhook as message/rfc822.

            Examples:
              orkesta emulate smtp
              orkesta emulate smtp --user shop --password secret --fault 450@1,550%5
              curl smtp://127.0.0.1:2525 --mail-from shop@example.mx --mail-rcpt ana@example.mx -T mail.eml

            Faults: \(SMTPFault.names.joined(separator: " "))
            """
    )
    @Option(help: "The page's port on 127.0.0.1; 0 picks a free one.") var port = 9204
    @Option(help: "The mail server's port on 127.0.0.1; 0 picks a free one.") var smtpPort = 2525
    @Option(help: "Who must log in.") var user: String?
    @Option(help: "With which password.") var password: String?
    @Option(help: "Where answers are posted.") var webhook: String?
    @Option(help: "Sent with them as Authorization: Bearer.") var webhookToken: String?
    @Option(help: ArgumentHelp("Faults of complete messages, counted from 1.", valueName: "PLAN")) var fault: String?
    @OptionGroup var weather: WeatherOptions

    func validate() throws {
        guard (user == nil) == (password == nil) else {
            throw ValidationError("--user and --password belong together.")
        }
    }

    func run() async throws {
        var settings = SMTPEmulatorSettings(port: port, smtpPort: smtpPort)
        settings.user = user
        settings.password = password
        settings.webhook = webhook
        settings.webhookToken = webhookToken
        settings.weather = weather.weather
        if let fault {
            let line = SMTPEmulatorSettings.line
            settings.plan = try readFaultPlans(["\(line)=\(fault)"], example: "450@1", help: "smtp")[line]
        }
        let emulator = MessagingEmulator(settings, log: hostLogger("warning")) { ports in
            announceEmulator("mail at http://127.0.0.1:\(ports.page)/, smtp://127.0.0.1:\(ports.smtp)")
        }
        try await emulator.run()
    }
}
