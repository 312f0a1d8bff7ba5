// Mail that comes in: by a hook that takes raw MIME, by the mailbox, and as a click on the
// link that ends it.

import EmailWire
import OrkestaABI
import OrkestaModel
import OrkestaSDK

extension EmailChannel {
    /// How long one look into the mailbox waits, and how much it takes.
    private static let waitMilliseconds: Int64 = 45_000
    private static let messagesAtOnce = 20
    /// What the host takes as an address, and keeps of a text.
    private static let addressBytesMax = 136
    private static let textCharactersMax = 4_096
    /// Begins the reference of a file that is not here; of one that is, it is its id.
    private static let lostPrefix = "lost/"

    func ingest(_ request: ChannelRequest) async throws -> ChannelIngest {
        let leaver = try unsubscription.customer(query: request.query)
        if leaver != nil, request.method == "GET" { return UnsubscriptionPage.question(for: request) }
        guard request.method == "POST" else { return ChannelIngest(status: 405, headers: [("Allow", "POST")]) }
        if let leaver { return try await end(of: leaver, request) }
        guard try isVouchedFor(request) else { return ChannelIngest(status: 401) }
        guard let mail = ReceivedMail(parsing: request.body) else { return ChannelIngest(status: 400) }
        var ingest = ChannelIngest(status: 200)
        try await take(mail, into: &ingest)
        return ingest
    }

    /// The click as the customer's own word, each a message of its own: whether there is still
    /// something to end, the host knows.
    private func end(of address: String, _ request: ChannelRequest) async throws -> ChannelIngest {
        let now = host.monotonicMilliseconds
        guard clickBrake.takesOneMore(from: address, at: now) else { return ChannelIngest(status: 429) }
        let number: Int64
        if let known = clicks.repeated(by: address, at: now) {
            number = known
        } else {
            number = try await host.storage.countClick(of: address)
            clicks.keep(number, of: address, at: now)
        }
        var answer = UnsubscriptionPage.answer(to: request)
        answer.messages = [
            InboundMessage(
                messageID: "unsubscribe/\(number)",
                address: address,
                text: OutgoingMail.unsubscribeSubject
            )
        ]
        return answer
    }

    func pull(after cursor: String?) async throws -> ChannelIngest {
        guard let server = settings.incoming else { throw PluginError(ORK_E_WRONG_STATE, "there is no mailbox") }
        let batch = try await host.mail.read(
            settings.mailbox,
            after: cursor,
            countMax: Self.messagesAtOnce,
            waitMilliseconds: Self.waitMilliseconds,
            at: server
        )
        var ingest = ChannelIngest(status: 200, body: Array(batch.cursor.utf8))
        for source in batch.messages {
            guard let mail = ReceivedMail(parsing: source) else {
                host.log(.warning, "A message of the mailbox is none that can be read")
                continue
            }
            try await take(mail, into: &ingest)
        }
        if batch.tooLongCount > 0 {
            let count: [String: JSON] = ["count": .integer(Int64(batch.tooLongCount))]
            host.log(.warning, "Messages of the mailbox are too long: they come without their files", count)
        }
        for source in batch.beginnings {
            guard var mail = ReceivedMail(parsing: source) else { continue }
            mail.loseFiles()
            try await take(mail, into: &ingest)
        }
        return ingest
    }

    /// The secret itself, or a signature made with it.
    private func isVouchedFor(_ request: ChannelRequest) throws -> Bool {
        let (bearer, signed) = ("Bearer ", "sha256=")
        let name = EmailSettings.hookSecretName
        do {
            if let given = request.header("Authorization"), given.hasPrefix(bearer) {
                return try host.crypto.isSecret(String(given.dropFirst(bearer.count)), name)
            }
            guard let signature = request.header("X-Signature"), signature.hasPrefix(signed) else { return false }
            return try host.crypto.isHMAC(
                String(signature.dropFirst(signed.count)),
                of: request.body,
                secret: name,
                hash: .sha256,
                encoding: .hex
            )
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            host.log(.warning, "The secret of the hook is not set, so that nothing can be verified")
            return false
        }
    }

    private func take(_ mail: ReceivedMail, into ingest: inout ChannelIngest) async throws {
        ingest.receipts += mail.bounces.compactMap(receipt)
        // Programs are not answered: two of them would go on for ever.
        guard !mail.isAutomatic, mail.sender.contains("@"), !settings.isOwn(mail.sender) else { return }
        let address = address(of: mail)
        guard address.utf8.count <= Self.addressBytesMax, takesOneMore(from: address) else { return }
        let text = mail.message
        let attachments = try await attachments(of: mail, saying: text)
        guard !text.isEmpty || !attachments.isEmpty else { return }
        let id = mail.id.isEmpty ? try digest(of: mail) : mail.id
        let thread = MailThread(subject: mail.subject, references: mail.references + (mail.id.isEmpty ? [] : [mail.id]))
        try await host.storage.keep(thread, with: address)
        ingest.messages.append(
            InboundMessage(
                messageID: id,
                address: address,
                name: mail.senderName.isEmpty ? nil : String(mail.senderName.prefix(100)),
                text: text,
                conversationID: try replies.conversation(of: mail),
                at: mail.at,
                attachments: attachments
            )
        )
    }

    /// The sender's as the host knows it: of one whom the trusted server takes for another, an address
    /// apart, so that nobody acts, opts out or accepts anything in somebody else's name.
    private func address(of mail: ReceivedMail) -> String {
        guard let trusted = settings.trustedServer else { return mail.sender }
        // Each server writes above what is there: of a name that was forged, the server's own comes first.
        let results = mail.authenticationResults.lazy.compactMap { AuthenticationResults($0) }
        guard let result = results.first(where: { $0.server == trusted }) else {
            host.log(.warning, "A message bears no result of the server that checks senders")
            return mail.sender
        }
        return result.disowns(mail.sender) ? UnverifiedSender.address(of: mail.sender) : mail.sender
    }

    /// False for a program that says nothing of itself.
    private func takesOneMore(from address: String) -> Bool {
        guard !brake.takesOneMore(from: address, at: host.monotonicMilliseconds) else { return true }
        host.log(.warning, "An address sends more than a person would; its mail is passed over for now")
        return false
    }

    /// Its files, as the host keeps them. One that is not here is named all the same: whoever reads
    /// the message sees that it is missing.
    private func attachments(
        of mail: ReceivedMail,
        saying text: String
    ) async throws -> [InboundMessage.Attachment] {
        var kept: [InboundMessage.Attachment] = []
        var lost = mail.lostFiles
        for file in Self.files(of: mail, saying: text) {
            if let file = try await keep(file) { kept.append(file) } else { lost.append(file.shownName) }
        }
        guard !lost.isEmpty else { return kept }
        host.log(.warning, "Files of a message could not be kept", ["count": .integer(Int64(lost.count))])
        return kept
            + lost.enumerated().map { place, name in
                InboundMessage.Attachment(reference: "\(Self.lostPrefix)\(place)", name: name)
            }
    }

    /// Those that came with it. What is too long for a message is one of them, whole: an
    /// agent reads its beginning, a person all of it.
    private static func files(of mail: ReceivedMail, saying text: String) -> [ReceivedMail.File] {
        guard !text.dropFirst(Self.textCharactersMax).isEmpty else { return mail.files }
        return [ReceivedMail.File(name: "mensaje.txt", mime: "text/plain", bytes: Array(text.utf8))] + mail.files
    }

    /// It came with the message: nobody has to fetch it. Nil for a file that the host does
    /// not take: the message is there all the same.
    private func keep(_ file: ReceivedMail.File) async throws -> InboundMessage.Attachment? {
        do {
            let id = try await host.media.put(file.bytes, mime: file.mime, name: file.name)
            return InboundMessage.Attachment(reference: id, mime: file.mime, name: file.name)
        } catch let error as PluginError where error.status == ORK_E_INVALID {
            return nil
        }
    }

    /// Tells messages without an id apart.
    private func digest(of mail: ReceivedMail) throws -> String {
        let seen = "\(mail.sender)\0\(mail.at?.milliseconds ?? 0)\0\(mail.subject)\0\(mail.text)"
        return try host.crypto.digest(Array(seen.utf8)).prefix(16).hexadecimal
    }

    /// Nil for what says nothing of a message of ours.
    private func receipt(_ bounce: Bounce) -> DeliveryReceipt? {
        guard MessageIdentifier.conversation(of: bounce.messageID) != nil else { return nil }
        let kind: DeliveryReceipt.Kind
        switch bounce.action {
        case .failed: kind = .failed(MailFailure.bounce(status: bounce.status))
        case .delivered: kind = .delivered
        case .relayed, .expanded: kind = .sent
        case .delayed: return nil
        }
        return DeliveryReceipt(
            kind,
            providerMessageID: bounce.messageID,
            at: Timestamp(milliseconds: 0),
            idempotencyKey: MessageIdentifier.key(of: bounce.messageID, domain: settings.domain)
        )
    }

    /// What came is here; what was lost comes no more.
    func fetchMedia(_ reference: String) async throws -> String {
        guard !reference.hasPrefix(Self.lostPrefix) else {
            throw PluginError(ORK_E_INVALID, "the file was too long, or one of too many")
        }
        return reference
    }
}
