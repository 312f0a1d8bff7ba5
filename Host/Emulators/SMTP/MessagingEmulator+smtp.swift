// The emulator of a mail server: SMTP and IMAP for businesses, mailboxes for customers.

internal import HTTPTypes
internal import Hummingbird
public import Logging
internal import OrkestaModel
internal import ServiceLifecycle

extension MessagingEmulator {
    /// A mail server; `onListening` gets the ports when both servers are ready.
    public convenience init(
        _ settings: SMTPEmulatorSettings,
        log: Logger,
        onListening: @escaping @Sendable (SMTPEmulatorSettings.Ports) async -> Void = { _ in }
    ) {
        let office = MailOffice(settings)
        let (smtpPorts, smtpPort) = AsyncStream.makeStream(of: Int.self)
        let (imapPorts, imapPort) = AsyncStream.makeStream(of: Int.self)
        let submission = LineServer(
            port: settings.smtpPort,
            { SMTPDialogue(office) },
            onListening: { smtpPort.yield($0) }
        )
        let mailbox = LineServer(
            port: settings.imapPort,
            { IMAPDialogue(office) },
            onListening: { imapPort.yield($0) }
        )
        let server = LoopbackServer(port: settings.port, log: log) { port in
            guard let smtp = await smtpPorts.first(where: { _ in true }),
                let imap = await imapPorts.first(where: { _ in true })
            else { return }
            await onListening(SMTPEmulatorSettings.Ports(page: port, smtp: smtp, imap: imap))
        }
        self.init(server, PlayedProvider(office, servers: [submission, mailbox]))
    }
}

extension PlayedProvider {
    /// Longer than what a business's host reads.
    private static var mailBytesMax: Int { 32 << 20 }

    /// `servers` are those of mail itself.
    init(_ office: MailOffice, servers: [any Service]) {
        self.init(office, office.faults, with: servers) { request, _ in
            switch (request.method, request.segments) {
            case (.put, ["control", "webhook"]):
                office.setWebhook(String(decoding: try await request.bytes(max: 4 << 10), as: UTF8.self))
                return .json(200, [:])
            // Any mail, as it is, into the mailbox of an address: `/control/mailboxes/ventas@example.mx`.
            case (.put, let path) where path.count == 3 && path.starts(with: ["control", "mailboxes"]):
                let source = try await request.bytes(max: Self.mailBytesMax)
                office.mailboxes.put(source, for: path[2], through: office.settings.weather)
                return .json(202, [:])
            case (.get, ["control", "mailboxes"]):
                return .json(200, .object(office.mailboxes.lookCounts.mapValues { .integer(Int64($0)) }))
            default: return .json(404, ["error": "there is no such path here"])
            }
        }
    }
}
