// The channel of e-mail: what it is, and how mail goes out by SMTP.

import EmailWire
import OrkestaABI
import OrkestaModel
import OrkestaSDK

/// One tenant's mail account.
struct EmailChannel: MediaChannelPlugin, PullingChannelPlugin {
    /// What most servers take: a photo or two, in base64.
    private static let mailBytesMax: UInt32 = 25 << 20
    /// Five days, for as long as mail servers try (RFC 5321, 4.5.4.1).
    private static let retryMilliseconds: Int64 = 432_000_000

    let settings: EmailSettings
    let unsubscription: Unsubscription
    let replies: ReplyAddresses
    let brake = LoopBrake()
    let clicks = Clicks()
    let clickBrake = LoopBrake()
    let host: Host
    let capabilities: ChannelCapabilities

    init(settings: JSON, host: Host) throws {
        self.host = host
        self.settings = EmailSettings(settings)
        unsubscription = Unsubscription(crypto: host.crypto)
        replies = ReplyAddresses(base: self.settings.replyAddress, crypto: host.crypto)
        var features: ChannelCapabilities.Features = [.documents, .media, .composed]
        if self.settings.incoming != nil { features.insert(.pull) }
        capabilities = ChannelCapabilities(
            features: features,
            sender: self.settings.sender.address,
            requestBytesMax: Self.mailBytesMax,
            retryMilliseconds: Self.retryMilliseconds,
            bearerSecret: EmailSettings.hookSecretName
        )
    }

    func send(_ message: OutboundMessage) async throws -> String {
        guard let server = settings.outgoing, !settings.sender.address.isEmpty else {
            throw PluginError(ORK_E_DENIED, "the outgoing server or the sender is not set", remedy: .stop)
        }
        guard message.address.contains("@") else {
            throw PluginError(ORK_E_INVALID, "the customer's address is no e-mail address", remedy: .otherChannel)
        }
        let mailbox = UnverifiedSender.mailbox(of: message.address)
        let thread = try await host.storage.thread(with: message.address)
        let (content, files) = try await written([message.reply] + message.more)
        let mail = OutgoingMail(
            id: MessageIdentifier.make(key: message.idempotencyKey, domain: settings.domain),
            sender: settings.sender,
            replyTo: try replies.address(of: message.conversationID),
            recipient: mailbox,
            subject: thread?.answer ?? settings.subject,
            content: content,
            references: thread?.references ?? [],
            unsubscribeURL: try settings.webhookURL.flatMap {
                try unsubscription.url(of: message.address, below: $0)
            },
            files: files,
            isByPerson: message.isByPerson,
            date: message.at
        )
        do {
            try await host.mail.submit(
                mail.source(),
                from: settings.sender.address,
                to: mailbox,
                over: server
            )
        } catch let refusal as MailRefusal {
            throw MailFailure.error(code: refusal.code, status: refusal.status, attempt: message.attempt)
        } catch let error as PluginError where error.status == ORK_E_DENIED && !error.isRetryable {
            throw PluginError(ORK_E_DENIED, error.message, remedy: .stop)
        }
        return mail.id
    }

    /// One below the other. Papers of the house go with the mail; others are linked to.
    private func written(_ replies: [Reply]) async throws -> (MailContent, [ReceivedMail.File]) {
        var content = MailContent()
        var files: [ReceivedMail.File] = []
        for reply in replies {
            let file = try await file(of: reply)
            content.add(reply, attached: file != nil)
            if let file { files.append(file) }
        }
        return (content, files)
    }

    private func file(of reply: Reply) async throws -> ReceivedMail.File? {
        guard case .document(let url, let name, let mime) = reply, let file = try await host.media.get(url) else {
            return nil
        }
        return ReceivedMail.File(name: name, mime: mime ?? file.mime, bytes: file.bytes)
    }
}
