// One conversation in IMAP4rev1 (RFC 3501), as a server holds it that has one mailbox
// a user: what mail programs and libcurl ask to find and read messages.

internal import Foundation

/// The server's side of one IMAP connection.
struct IMAPDialogue: LineDialogue {
    /// Mailboxes live as long as the emulator does.
    private static let validity = 1

    private let office: MailOffice
    /// Whose mailbox it is; nil before anybody logged in.
    private var user: String?
    private var isSelected = false
    /// The tag of an AUTHENTICATE whose next line holds the credentials.
    private var waitingTag: String?

    init(_ office: MailOffice) { self.office = office }

    let greeting = "* OK IMAP4rev1 emulated by Orkesta"

    mutating func take(_ line: [UInt8]) async -> LineAnswer {
        let text = String(decoding: line, as: UTF8.self)
        if let tag = waitingTag {
            waitingTag = nil
            return plain(tag, text)
        }
        let words = Self.words(text)
        guard words.count >= 2 else { return .say("* BAD A tag and a command are expected") }
        return answer(words[0], words[1].uppercased(), Array(words.dropFirst(2)))
    }

    private mutating func answer(_ tag: String, _ command: String, _ arguments: [String]) -> LineAnswer {
        switch command {
        case "CAPABILITY": return .say("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n\(tag) OK done")
        case "NOOP", "CHECK": return .say("\(tag) OK done")
        case "LOGOUT": return LineAnswer(bytes: Array("* BYE\r\n\(tag) OK done".utf8), isLast: true)
        case "LOGIN" where arguments.count == 2: return logIn(tag, arguments[0], arguments[1])
        case "AUTHENTICATE" where arguments.first?.uppercased() == "PLAIN":
            if arguments.count > 1 { return plain(tag, arguments[1]) }
            waitingTag = tag
            return .say("+ ")
        case "LOGIN", "AUTHENTICATE", "STARTTLS": return .say("\(tag) BAD That is not known here")
        default: break
        }
        guard let user else { return .say("\(tag) NO Log in first") }
        return mailbox(tag, command, arguments, of: user)
    }

    private mutating func mailbox(
        _ tag: String,
        _ command: String,
        _ arguments: [String],
        of user: String
    ) -> LineAnswer {
        let content = office.mailboxes.content(of: user)
        switch command {
        case "SELECT", "EXAMINE":
            guard arguments.first?.uppercased() == "INBOX" else { return .say("\(tag) NO There is only INBOX") }
            isSelected = true
            let lines = [
                "* \(content.messages.count) EXISTS", "* 0 RECENT", "* FLAGS (\\Seen)",
                "* OK [UIDVALIDITY \(Self.validity)] valid", "* OK [UIDNEXT \(content.nextUID)] next",
                "\(tag) OK [READ-ONLY] done",
            ]
            return .say(lines.joined(separator: "\r\n"))
        case "STATUS":
            guard arguments.first?.uppercased() == "INBOX" else { return .say("\(tag) NO There is only INBOX") }
            let counts = "MESSAGES \(content.messages.count) UIDNEXT \(content.nextUID) UIDVALIDITY \(Self.validity)"
            return .say("* STATUS INBOX (\(counts))\r\n\(tag) OK done")
        case "LIST", "LSUB": return .say("* \(command) () \"/\" INBOX\r\n\(tag) OK done")
        case "UID" where isSelected && arguments.count > 1:
            return byNumber(tag, arguments[0].uppercased(), Array(arguments.dropFirst()), content.messages)
        default: return .say("\(tag) BAD That is not known here, or no mailbox is selected")
        }
    }

    private func byNumber(
        _ tag: String,
        _ command: String,
        _ arguments: [String],
        _ messages: [Mailboxes.Stored]
    ) -> LineAnswer {
        switch command {
        case "SEARCH":
            let set = arguments.first?.uppercased() == "UID" ? arguments.dropFirst().first ?? "" : "1:*"
            let found = Self.chosen(set, of: messages).map { " \($0.element.uid)" }.joined()
            return .say("* SEARCH\(found)\r\n\(tag) OK done")
        case "FETCH":
            let piece = Self.piece(arguments.dropFirst().first ?? "")
            var answer: [UInt8] = []
            for (place, message) in Self.chosen(arguments[0], of: messages) {
                let content = message.source.dropFirst(piece?.start ?? 0).prefix(piece?.count ?? .max)
                let name = piece.map { "BODY[]<\($0.start)>" } ?? "BODY[]"
                answer += "* \(place + 1) FETCH (UID \(message.uid) \(name) {\(content.count)}\r\n".utf8
                answer += content
                answer += ")\r\n".utf8
            }
            return LineAnswer(bytes: answer + "\(tag) OK done".utf8)
        default: return .say("\(tag) BAD That is not known here")
        }
    }

    // MARK: Logging in

    private mutating func plain(_ tag: String, _ text: String) -> LineAnswer {
        let parts = (Data(base64Encoded: text) ?? Data()).split(separator: 0, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        return parts.count == 3 ? logIn(tag, parts[1], parts[2]) : .say("\(tag) NO User and password do not fit")
    }

    /// Where nobody has to log in, anybody may, and names a mailbox by it.
    private mutating func logIn(_ tag: String, _ user: String, _ password: String) -> LineAnswer {
        let rules = office.settings.rules
        guard rules.user == nil || (user == rules.user && password == rules.password) else {
            return .say("\(tag) NO [AUTHENTICATIONFAILED] User and password do not fit")
        }
        self.user = user
        return .say("\(tag) OK done")
    }

    // MARK: Reading lines

    /// `5`, `5:9`, `5:*`, and several of them; `*` is the last, which a range always has.
    private static func chosen(
        _ set: String,
        of messages: [Mailboxes.Stored]
    ) -> [EnumeratedSequence<[Mailboxes.Stored]>.Element] {
        let last = messages.last?.uid ?? 0
        let ranges = set.split(separator: ",").map { range -> ClosedRange<UInt32> in
            let ends = range.split(separator: ":").map { $0 == "*" ? last : UInt32($0) ?? 0 }
            return min(ends.first ?? 0, ends.last ?? 0)...max(ends.first ?? 0, ends.last ?? 0)
        }
        return messages.enumerated().filter { message in ranges.contains { $0.contains(message.element.uid) } }
    }

    /// `BODY[]<100.50>` asks for the 50 bytes behind the first 100; nil: for all.
    private static func piece(_ item: String) -> (start: Int, count: Int)? {
        guard item.hasSuffix(">"), let open = item.lastIndex(of: "<") else { return nil }
        let numbers = item[item.index(after: open)...].dropLast().split(separator: ".").compactMap { UInt32($0) }
        return numbers.count == 2 ? (Int(numbers[0]), Int(numbers[1])) : nil
    }

    /// At blanks, but for those in quotes and brackets.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var (isQuoted, depth) = (false, 0)
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case " " where !isQuoted && depth == 0:
                if !word.isEmpty { words.append(word) }
                word = ""
            default:
                if !isQuoted { depth += character == "(" ? 1 : character == ")" ? -1 : 0 }
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
