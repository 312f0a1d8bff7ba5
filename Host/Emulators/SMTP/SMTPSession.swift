// One conversation in SMTP (RFC 5321), as a server holds it: lines in, replies out.
// No input or output, no clock.

internal import Foundation

/// What the server of a session demands and offers.
struct SMTPRules: Sendable {
    /// Nil: nobody has to log in.
    var user: String?
    var password: String?
    /// Bytes of one message.
    var messageBytesMax = 25 << 20
    var recipientsMax = 100
}

/// A message as it was handed over.
struct SMTPEnvelope: Sendable, Equatable {
    var sender: String
    var recipients: [String] = []
    /// Without the dots that SMTP doubles, with CRLF line ends.
    var source: [UInt8] = []
}

/// The server's side of one connection.
struct SMTPSession: Sendable {
    /// What the connection does next.
    enum Step: Equatable {
        case reply(String)
        /// The message is complete; whoever keeps it decides on the reply.
        case accept(SMTPEnvelope)
        /// A reply, and the end.
        case close(String)
        /// More is awaited.
        case listen
    }

    private enum State {
        case commands
        case userName
        case password(String)
        case plainCredentials
        case content
    }

    private let rules: SMTPRules
    private var state = State.commands
    private var isGreeted = false
    private var isLoggedIn: Bool
    private var envelope: SMTPEnvelope?
    private var isTooLarge = false

    init(_ rules: SMTPRules) {
        self.rules = rules
        isLoggedIn = rules.user == nil
    }

    static let greeting = "220 mail.example.mx ESMTP emulated by Orkesta"

    /// Takes one line, without its line end.
    mutating func take(_ line: [UInt8]) -> Step {
        switch state {
        case .content: return content(line)
        case .commands: return command(String(decoding: line, as: UTF8.self))
        case .userName:
            guard let user = Self.decoded(line) else { return failLogin() }
            state = .password(user)
            return .reply("334 UGFzc3dvcmQ6")
        case .password(let user): return logIn(user, Self.decoded(line) ?? "")
        case .plainCredentials: return plain(String(decoding: line, as: UTF8.self))
        }
    }

    // MARK: Commands

    private mutating func command(_ line: String) -> Step {
        let word = line.prefix { $0 != " " }.uppercased()
        let rest = String(line.dropFirst(word.count).drop { $0 == " " })
        switch word {
        case "EHLO": return greet(isExtended: true)
        case "HELO": return greet(isExtended: false)
        case "NOOP": return .reply("250 2.0.0 OK")
        case "RSET":
            envelope = nil
            return .reply("250 2.0.0 OK")
        case "VRFY": return .reply("252 2.5.0 Send some mail, and see")
        case "QUIT": return .close("221 2.0.0 Bye")
        case "AUTH": return authenticate(rest)
        case "MAIL": return begin(rest)
        case "RCPT": return add(rest)
        case "DATA": return data()
        case "STARTTLS": return .reply("454 4.7.0 This emulator has no certificate")
        default: return .reply("500 5.5.1 That is no command")
        }
    }

    private mutating func greet(isExtended: Bool) -> Step {
        isGreeted = true
        envelope = nil
        guard isExtended else { return .reply("250 mail.example.mx") }
        var lines = ["mail.example.mx", "SIZE \(rules.messageBytesMax)", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"]
        if rules.user != nil { lines.append("AUTH PLAIN LOGIN") }
        let last = lines.count - 1
        return .reply(
            lines.enumerated().map { "250\($0.offset == last ? " " : "-")\($0.element)" }.joined(separator: "\r\n")
        )
    }

    private mutating func begin(_ rest: String) -> Step {
        guard isGreeted else { return .reply("503 5.5.1 Say EHLO first") }
        guard isLoggedIn else { return .reply("530 5.7.0 Log in first") }
        guard envelope == nil else { return .reply("503 5.5.1 There is a sender already") }
        guard let (sender, parameters) = Self.path(rest, after: "FROM:") else {
            return .reply("501 5.5.4 MAIL FROM:<address> is expected")
        }
        let size = parameters.first { $0.uppercased().hasPrefix("SIZE=") }.flatMap { Int($0.dropFirst(5)) } ?? 0
        guard size <= rules.messageBytesMax else { return .reply("552 5.3.4 The message is too large") }
        envelope = SMTPEnvelope(sender: sender)
        return .reply("250 2.1.0 OK")
    }

    private mutating func add(_ rest: String) -> Step {
        guard let count = envelope?.recipients.count else { return .reply("503 5.5.1 MAIL comes first") }
        guard let (recipient, _) = Self.path(rest, after: "TO:"), recipient.contains("@") else {
            return .reply("501 5.5.4 RCPT TO:<address> is expected")
        }
        guard count < rules.recipientsMax else { return .reply("452 4.5.3 There are too many recipients") }
        envelope?.recipients.append(recipient)
        return .reply("250 2.1.5 OK")
    }

    private mutating func data() -> Step {
        guard let envelope, !envelope.recipients.isEmpty else { return .reply("503 5.5.1 RCPT comes first") }
        state = .content
        isTooLarge = false
        return .reply("354 End with a line that holds a dot alone")
    }

    private mutating func content(_ line: [UInt8]) -> Step {
        let dot = UInt8(ascii: ".")
        guard line != [dot] else {
            state = .commands
            defer { envelope = nil }
            guard !isTooLarge, let envelope else { return .reply("552 5.3.4 The message is too large") }
            return .accept(envelope)
        }
        let text = line.first == dot ? line.dropFirst() : line[...]
        if (envelope?.source.count ?? 0) + text.count + 2 > rules.messageBytesMax {
            isTooLarge = true
        } else {
            envelope?.source += text + [0x0D, 0x0A]
        }
        return .listen
    }

    /// `FROM:<a@b> SIZE=1`: the address and what follows it.
    private static func path(_ text: String, after word: String) -> (address: String, parameters: [Substring])? {
        guard text.uppercased().hasPrefix(word) else { return nil }
        let rest = text.dropFirst(word.count).drop { $0 == " " }
        guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return nil }
        let address = rest[rest.index(after: rest.startIndex)..<end]
        return (String(address), rest[rest.index(after: end)...].split(separator: " "))
    }

    // MARK: Logging in

    private mutating func authenticate(_ rest: String) -> Step {
        guard rules.user != nil else { return .reply("503 5.5.1 Nobody has to log in") }
        guard !isLoggedIn else { return .reply("503 5.5.1 You are logged in") }
        let words = rest.split(separator: " ").map(String.init)
        switch (words.first?.uppercased(), words.count) {
        case ("PLAIN", 2): return plain(words[1])
        case ("PLAIN", 1):
            state = .plainCredentials
            return .reply("334 ")
        case ("LOGIN", 1):
            state = .userName
            return .reply("334 VXNlcm5hbWU6")
        default: return .reply("504 5.5.4 PLAIN and LOGIN are known")
        }
    }

    private mutating func plain(_ text: String) -> Step {
        guard let bytes = Data(base64Encoded: text) else { return failLogin() }
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard parts.count == 3 else { return failLogin() }
        return logIn(parts[1], parts[2])
    }

    private mutating func logIn(_ user: String, _ password: String) -> Step {
        guard user == rules.user, password == rules.password else { return failLogin() }
        state = .commands
        isLoggedIn = true
        return .reply("235 2.7.0 Welcome")
    }

    private mutating func failLogin() -> Step {
        state = .commands
        return .reply("535 5.7.8 User and password do not fit")
    }

    private static func decoded(_ line: [UInt8]) -> String? {
        Data(base64Encoded: Data(line)).map { String(decoding: $0, as: UTF8.self) }
    }
}
