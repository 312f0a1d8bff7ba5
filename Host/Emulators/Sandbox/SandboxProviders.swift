// The providers of messages that a host plays for its sandbox tenants, on paths of
// its own server: nobody needs an account to try a channel.

public import HostCore
public import Hummingbird
internal import OrkestaModel
public import ServiceLifecycle

/// WhatsApp, Telegram, an SMS provider and a mail server, with the host's sandbox
/// tenants as their businesses and two customers each to begin with.
public final class SandboxProviders: Sendable {
    /// By the channel's plugin, in the order in which people meet them.
    public static let channels = ["whatsapp", "telegram", "sms", "email"]

    private struct Stage: Sendable {
        let network: any SandboxNetwork
        let provider: PlayedProvider
    }

    private let stages: [String: Stage]
    private let accounts: @Sendable (_ channel: String, _ anew: Bool) async -> [SandboxAccount]

    /// `accounts` finds the sandbox tenants that have a channel on. It is asked with
    /// every request, because they change while the host runs; with `anew` it says what is
    /// true when it is asked, not what was a moment ago. `mailPort` of 127.0.0.1 is where
    /// they hand over mail.
    public init(
        mailPort: Int,
        accounts: @escaping @Sendable (_ channel: String, _ anew: Bool) async -> [SandboxAccount]
    ) {
        self.accounts = accounts
        let whatsApp = WhatsAppNetwork(Self.whatsApp)
        let telegram = TelegramNetwork(Self.telegram)
        let sms = SMSNetwork(Self.sms)
        let office = MailOffice(SMTPEmulatorSettings())
        stages = [
            "whatsapp": Stage(network: whatsApp, provider: PlayedProvider(whatsApp)),
            "telegram": Stage(network: telegram, provider: PlayedProvider(telegram)),
            "sms": Stage(network: sms, provider: PlayedProvider(sms)),
            "email": Stage(network: office, provider: Self.mail(office, at: mailPort, accounts)),
        ]
        for (name, digits) in [("Ana", "525500000001"), ("Beto", "525500000002")] {
            whatsApp.show(Phone(number: digits, name: name))
            sms.show(Phone(number: digits, name: name))
            let (address, mailbox) = ("@\(name.lowercased())", "\(name.lowercased())@example.mx")
            office.show(Phone(id: mailbox, name: name, address: mailbox, language: "es"))
            telegram.show(Phone(id: String(digits.suffix(9)), name: name, address: address, language: "es"))
        }
    }

    // What was said before a restart is known to the host alone: it may go on writing
    // to whoever wrote to it, so nothing here may ask for a beginning. Nor may it count in
    // the machine's time what a tenant sends in its own: the host's SendPacer keeps the rates.

    private static var whatsApp: WhatsAppEmulatorSettings {
        var settings = WhatsAppEmulatorSettings(numbers: [])
        settings.keepsWindow = false
        settings.messagesPerSecond = nil
        settings.keepsPairLimit = false
        return settings
    }

    private static var telegram: TelegramEmulatorSettings {
        var settings = TelegramEmulatorSettings()
        settings.takesNewTokens = false
        settings.chatsJoin = true
        settings.keepsRateLimits = false
        return settings
    }

    private static var sms: SMSEmulatorSettings {
        var settings = SMSEmulatorSettings(numbers: [])
        settings.messagesPerSecond = nil
        return settings
    }

    /// Mail does not come with a request: who the businesses are is asked with each message.
    private static func mail(
        _ office: MailOffice,
        at port: Int,
        _ accounts: @escaping @Sendable (_ channel: String, _ anew: Bool) async -> [SandboxAccount]
    ) -> PlayedProvider {
        let server = LineServer(
            port: port,
            { SMTPDialogue(office) { office.take(await accounts("email", false)) } },
            onListening: { _ in }
        )
        return PlayedProvider(office, servers: [server])
    }

    /// Carry webhooks and take mail, for as long as the host runs.
    public var services: [any Service] { Self.channels.compactMap { stages[$0] }.flatMap(\.provider.companions) }

    /// Whether every webhook of a tenant has been carried.
    public func isQuiet(for tenant: TenantID) -> Bool {
        !stages.values.contains { $0.network.courier.isBusy { Self.leads($0, to: tenant) } }
    }

    /// Lets them tell a tenant now what they would tell in a moment: that a message
    /// arrived, was read.
    public func hurry(for tenant: TenantID) {
        for stage in stages.values { stage.network.courier.hurry { Self.leads($0, to: tenant) } }
    }

    /// Webhooks of sandbox tenants go to `/channels/CHANNEL/TENANT` of this host.
    static func leads(_ url: String, to tenant: TenantID) -> Bool {
        url.prefix { $0 != "?" }.hasSuffix("/\(tenant)")
    }

    /// Answers a request to the provider of `channel`, whose path begins behind the
    /// context's `root`. Nil when there is no such provider.
    public func respond(
        to request: Request,
        of channel: String,
        _ context: EmulatorContext
    ) async throws -> Response? {
        guard let stage = stages[channel] else { return nil }
        if let refusal = request.refusalOfForeignPage { return refusal }
        if request.segments.first != "assets" {
            stage.network.take(await accounts(channel, false))
            // Its channel may have been enabled a moment ago.
            if stage.network.isOfStranger(request) { stage.network.take(await accounts(channel, true)) }
        }
        return try await stage.provider.respond(request, context)
    }
}

extension SandboxNetwork {
    /// Puts a customer on the page.
    fileprivate func show(_ phone: Phone) {
        _ = book.phone(phone.id) { phone }
        book.pin(phone.id)
    }
}
