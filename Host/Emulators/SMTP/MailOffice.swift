// The mailboxes behind the emulated mail server: what businesses sent, and what
// their customers answer.

internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// Where a business takes mail as raw MIME.
struct MailHook: Sendable, Hashable {
    var url: String
    /// Sent as `Authorization: Bearer TOKEN`; nil: nothing is.
    var token: String?
}

/// Keeps mail, and posts answers as raw MIME.
final class MailOffice: Sendable {
    let settings: SMTPEmulatorSettings
    let book = PhoneBook()
    let shelf = MediaShelf()
    let courier: WebhookCourier
    let faults: FaultSchedule<SMTPFault>
    let mailboxes = Mailboxes()
    private let clock = SystemClock()
    /// By the address of the business.
    private let hooks = Mutex<[String: MailHook]>([:])
    /// By sender.
    private let rates = Mutex(RecentValues<String, RateBucket>(EmulatorLimits.pairsMax))
    /// Of businesses that have none of their own.
    private let commonHook: Mutex<MailHook?>

    init(_ settings: SMTPEmulatorSettings) {
        self.settings = settings
        let schedule = RetrySchedule(
            firstMilliseconds: 2_000,
            longestMilliseconds: 600_000,
            attemptsMax: 100,
            retryAfterMillisecondsMax: 600_000
        )
        courier = WebhookCourier(weather: settings.weather, schedule: schedule, connectionsMax: 10)
        faults = FaultSchedule(settings.plan.map { [SMTPEmulatorSettings.line: $0] } ?? [:])
        commonHook = Mutex(settings.webhook.map { MailHook(url: $0, token: settings.webhookToken) })
        for shop in settings.shops { book.put(Shop(id: shop.address, name: shop.name, address: shop.address)) }
    }

    /// Where answers are posted from now on.
    func setWebhook(_ url: String) {
        commonHook.withLock { $0 = MailHook(url: url, token: settings.webhookToken) }
    }

    /// Counts a message; false when its sender sends too many.
    func takesOneMore(from sender: String) -> Bool {
        guard let size = settings.messagesPerMinute else { return true }
        let now = SystemClock.monotonicMilliseconds()
        return rates.withLock { rates in
            var bucket = rates[sender] ?? RateBucket(size: size, milliseconds: 60_000, at: now)
            defer { rates[sender] = bucket }
            return bucket.take(at: now)
        }
    }

    /// From now on these are the businesses with hooks of their own, by their addresses.
    func replaceHooks(_ hooks: [String: MailHook]) { self.hooks.withLock { $0 = hooks } }

    private func hook(of shop: String) -> MailHook? {
        hooks.withLock { $0[shop] } ?? commonHook.withLock { $0 }
    }

    /// Puts a message into the mailboxes of its recipients. Returns its number.
    func deliver(_ envelope: SMTPEnvelope) -> String {
        let source = MailSource(envelope.source)
        let number = freshDigits(12)
        let sender = envelope.sender.isEmpty ? "mailer-daemon" : envelope.sender
        if book.shop(sender) == nil {
            book.put(Shop(id: sender, name: source.field("From") ?? sender, address: sender))
        }
        let original = shelf.put(envelope.source, id: number, mimeType: "text/plain; charset=utf-8", name: "source.eml")
        for recipient in envelope.recipients {
            let phone = book.phone(recipient) {
                Phone(id: recipient, name: recipient, address: recipient, language: "es")
            }
            guard let phone else { continue }
            var content = PhoneContent(kind: "document", text: source.text)
            content.header = source.field("Subject")
            content.media = original
            var message = PhoneMessage(
                id: "\(number)/\(recipient)",
                shop: sender,
                phone: phone.id,
                isFromCustomer: false,
                content: content,
                at: clock.now()
            )
            message.quoted = source.field("Message-ID")
            message.rise(to: .delivered)
            book.append(message)
        }
        return number
    }
}

extension MailOffice: PhoneService {
    var look: String { "email" }

    func act(_ act: PhoneAct, on phone: Phone, to shop: Shop, quoted: String?) throws(DocumentError) {
        let (content, file) = try written(act)
        let last = book.messages(shop: shop.id, phone: phone.id).last { !$0.isFromCustomer }
        let mail = CustomerMail(
            sender: phone,
            recipient: last.flatMap(replyAddress) ?? shop.id,
            id: "<\(freshLetters(20))@mail.example.mx>",
            subject: last?.content.header.map { $0.hasPrefix("Re: ") ? $0 : "Re: \($0)" } ?? "Hola",
            text: content.text,
            answered: last?.quoted,
            file: file
        )
        let message = PhoneMessage(
            id: mail.id,
            shop: shop.id,
            phone: phone.id,
            isFromCustomer: true,
            content: content,
            at: clock.now()
        )
        book.append(message)
        hand(mail.source, mail.id, to: shop)
    }

    /// Where a mail of a business's wants to be answered; nil: at its sender's.
    private func replyAddress(_ message: PhoneMessage) -> String? {
        guard let media = message.content.media, let source = shelf.file(media.id)?.bytes,
            let field = MailSource(source).field("Reply-To")
        else { return nil }
        let address = field.split(separator: "<").last?.prefix { $0 != ">" }
        return address.map { $0.filter { !$0.isWhitespace } }
    }

    /// What the mailbox shows of it, and the file that goes with it.
    private func written(
        _ act: PhoneAct
    ) throws(DocumentError) -> (PhoneContent, (item: MediaShelf.Item, bytes: [UInt8])?) {
        switch act {
        case .text(let text): return (PhoneContent(text: text), nil)
        case .media(let item, let caption):
            // In base64 four bytes carry three, and every line its end.
            guard item.size / 3 * 4 / 76 * 78 < settings.rules.messageBytesMax, let file = shelf.file(item.id) else {
                throw DocumentError(field: "media", reason: "a mail carries a file of up to 18 MB")
            }
            return (PhoneContent(item, caption: caption), file)
        case .location, .choice, .contact, .reaction:
            throw DocumentError(field: "text", reason: "a mail of text, or with a file, is expected")
        }
    }

    func makePhone(name: String, address: String?, language: String) throws(DocumentError) -> Phone {
        let made = name.lowercased().filter { $0.isASCII && $0.isLetter } + freshDigits(3) + "@example.mx"
        let wanted = address.flatMap { $0.isEmpty ? nil : $0 } ?? made
        guard wanted.split(separator: "@").count == 2, !wanted.contains(where: \.isWhitespace) else {
            throw DocumentError(field: "address", reason: "an e-mail address is expected")
        }
        return Phone(id: wanted, name: name, address: wanted, language: language)
    }

    func phoneChanged(from before: Phone, to after: Phone) {
        // A mailbox is always open.
    }

    /// Brings a message back to its sender, as its recipient's server would (RFC 3464).
    func bounce(_ envelope: SMTPEnvelope) {
        guard let shop = book.shop(envelope.sender) else { return }
        let original = MailSource(envelope.source).field("Message-ID") ?? ""
        let recipient = envelope.recipients.first ?? ""
        let (id, edge) = ("<\(freshLetters(20))@mail.example.mx>", freshLetters(20))
        let lines = [
            "From: <mailer-daemon@mail.example.mx>", "To: <\(shop.id)>", "Subject: Undelivered Mail Returned to Sender",
            "Message-ID: \(id)", "Auto-Submitted: auto-replied", "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\"\(edge)\"", "",
            "--\(edge)", "Content-Type: text/plain; charset=utf-8", "", "Your message could not be delivered.", "",
            "--\(edge)", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mail.example.mx", "",
            "Final-Recipient: rfc822; \(recipient)", "Action: failed", "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 There is no such mailbox", "",
            "--\(edge)", "Content-Type: text/rfc822-headers", "", "Message-ID: \(original)", "To: <\(recipient)>", "",
            "--\(edge)--",
        ]
        hand(lines.joined(separator: "\r\n") + "\r\n", id, to: shop)
    }

    /// Into the shop's mailbox, and to the webhook if there is one.
    private func hand(_ source: String, _ id: String, to shop: Shop) {
        mailboxes.put(Array(source.utf8), for: shop.id, through: settings.weather)
        guard hook(of: shop.id) != nil else { return }
        let book = book
        courier.send(
            Parcel(
                address: { [self] in hook(of: shop.id)?.url },
                headers: { [self] _ in
                    [("Content-Type", "message/rfc822")]
                        + (hook(of: shop.id)?.token.map { [("Authorization", "Bearer \($0)")] } ?? [])
                },
                body: Array(source.utf8)
            ) { _ in
                book.change(message: id) { $0.rise(to: .delivered) }
            }
        )
    }
}
