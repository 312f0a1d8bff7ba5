// A session with what stands behind it: the mailboxes, and the faults of the day.

/// The server's side of one SMTP connection.
struct SMTPDialogue: LineDialogue {
    private var session: SMTPSession
    private let office: MailOffice
    /// Messages over this connection.
    private var messageCount = 0
    private let beforeMail: @Sendable () async -> Void

    /// `beforeMail` is waited for before a message is taken: who its sender is may be news.
    init(_ office: MailOffice, beforeMail: @escaping @Sendable () async -> Void = {}) {
        session = SMTPSession(office.settings.rules)
        self.office = office
        self.beforeMail = beforeMail
    }

    var greeting: String { SMTPSession.greeting }

    mutating func take(_ line: [UInt8]) async -> LineAnswer {
        switch session.take(line) {
        case .listen: LineAnswer()
        case .reply(let text): .say(text)
        case .close(let text): LineAnswer(bytes: Array(text.utf8), isLast: true)
        case .accept(let envelope): await accept(envelope)
        }
    }

    private mutating func accept(_ envelope: SMTPEnvelope) async -> LineAnswer {
        await beforeMail()
        messageCount += 1
        if let most = office.settings.messagesPerConnection, messageCount > most {
            return LineAnswer(bytes: Array("421 4.7.0 Too many messages over one connection".utf8), isLast: true)
        }
        guard office.takesOneMore(from: envelope.sender) else {
            return .say("450 4.7.0 Too many messages, try again later")
        }
        let fault = office.faults.next(for: SMTPEmulatorSettings.line)
        if let reply = fault?.reply { return LineAnswer(bytes: Array(reply.utf8), isLast: fault == .throttled) }
        switch fault {
        case .hangUp: return LineAnswer(isLast: true)
        // The client's patience ends it, or the emulator's end.
        case .silence: return LineAnswer()
        default: break
        }
        let number = office.deliver(envelope)
        if fault == .bounced { office.bounce(envelope) }
        guard fault != .lostAnswer else { return LineAnswer(isLast: true) }
        return .say("250 2.0.0 Queued as \(number)")
    }
}
