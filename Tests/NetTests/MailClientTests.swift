// Mail through libcurl, against a server that plays what it is told to.

import HostNet
import Testing

@Suite("Mail")
struct MailClientTests {
    private static let message = Array("Subject: x\r\n\r\nHola\r\n.punto\r\n".utf8)

    private func server(_ scheme: String, _ port: Int, login: MailLogin? = nil) -> MailServer {
        MailServer(
            scheme: scheme,
            host: "127.0.0.1",
            port: port,
            login: login,
            timeoutMilliseconds: 20_000
        )
    }

    /// A server that answers line by line; after `354` it takes lines up to the dot.
    private func smtp(_ replies: [String: String], final: String?) throws -> ScriptedLines {
        try ScriptedLines(greeting: "220 here") { line, isContent in
            if isContent { return line == "." ? .init(text: final, ends: final == nil) : .init(text: nil) }
            let word = String(line.prefix(4)).uppercased()
            return .init(text: replies[word] ?? "250 2.0.0 OK", startsContent: word == "DATA" && replies[word] == nil)
        }
    }

    @Test func aMessageIsHandedOver() async throws {
        let post = try smtp([:], final: "250 2.0.0 Queued")
        try await MailClient(mustEncrypt: false).submit(
            Self.message,
            from: "v@example.mx",
            to: "ana@example.mx",
            over: server("smtp", post.port)
        )
        let heard = post.heard
        #expect(heard.contains("EHLO example.mx"), "\(heard)")
        #expect(
            heard.contains { $0.hasPrefix("MAIL FROM:<v@example.mx>") } && heard.contains("RCPT TO:<ana@example.mx>")
        )
        #expect(heard.contains("..punto"), "leading dots are doubled: \(heard)")
    }

    @Test(
        arguments: [
            (["MAIL": "450 4.2.1 busy"], MailError.refused(code: 450, status: "4.2.1")),
            (["RCPT": "550 5.1.1 nobody"], .refused(code: 550, status: "5.1.1")),
            (["DATA": "554 5.7.1 policy"], .refused(code: 554, status: "5.7.1")),
            (["RCPT": "421 busy"], .refused(code: 421, status: "")),
        ] as [([String: String], MailError)]
    )
    func aRefusalSaysWhy(_ replies: [String: String], _ expected: MailError) async throws {
        let post = try smtp(replies, final: "250 OK")
        await #expect(throws: expected) {
            try await MailClient(mustEncrypt: false).submit(
                Self.message,
                from: "v@a.mx",
                to: "ana@b.mx",
                over: server("smtp", post.port)
            )
        }
    }

    @Test func theLastDotDecides() async throws {
        let refused = try smtp([:], final: "552 5.2.2 full")
        await #expect(throws: MailError.refused(code: 552, status: "5.2.2")) {
            try await MailClient(mustEncrypt: false).submit(
                Self.message,
                from: "v@a.mx",
                to: "a@b.mx",
                over: server("smtp", refused.port)
            )
        }
        let silent = try smtp([:], final: nil)
        await #expect(throws: MailError.unknownOutcome) {
            try await MailClient(mustEncrypt: false).submit(
                Self.message,
                from: "v@a.mx",
                to: "a@b.mx",
                over: server("smtp", silent.port)
            )
        }
    }

    @Test(arguments: ["a b@x.mx", "a@x.mx>\r\nRCPT TO:<b@x.mx", "a@x.mx\n", "<a@x.mx>"])
    func addressesEndNoLines(_ address: String) async throws {
        await #expect(throws: MailError.malformed("address")) {
            try await MailClient(mustEncrypt: false).submit(
                Self.message,
                from: "v@a.mx",
                to: address,
                over: server("smtp", 1)
            )
        }
    }

    /// Real mail is not sent in the clear, and not to this machine.
    @Test func whatIsNotEncryptedIsNotSent() async throws {
        let post = try smtp([:], final: "250 OK")
        let server = server("smtp", post.port)
        // A connection in the clear that is kept stays with its client.
        try await MailClient(mustEncrypt: false).submit(Self.message, from: "v@a.mx", to: "a@b.mx", over: server)
        let mails = post.heard.count { $0.hasPrefix("MAIL") }
        await #expect(throws: MailError.self) {
            try await MailClient().submit(Self.message, from: "v@a.mx", to: "a@b.mx", over: server)
        }
        await #expect(throws: MailError.self) {
            try await MailClient(reach: .publicAddresses, mustEncrypt: false)
                .submit(Self.message, from: "v@a.mx", to: "a@b.mx", over: server)
        }
        #expect(post.heard.count { $0.hasPrefix("MAIL") } == mails, "\(post.heard)")
    }

    // MARK: Mailboxes

    /// A mailbox of these messages, numbered from `first`.
    private func mailbox(_ messages: [String], first: Int = 5) throws -> ScriptedLines {
        try ScriptedLines(greeting: "* OK ready") { line, _ in
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 1 else { return .init(text: "* BAD") }
            let done = "\(words[0]) OK done"
            switch words[1].uppercased() {
            case "CAPABILITY": return .init(text: "* CAPABILITY IMAP4rev1\r\n\(done)")
            case "STATUS":
                return .init(text: "* STATUS INBOX (UIDNEXT \(first + messages.count) UIDVALIDITY 7)\r\n\(done)")
            case "SELECT": return .init(text: "* OK [UIDVALIDITY 7] valid\r\n\(done)")
            case "UID" where words[2] == "SEARCH":
                let numbers = messages.indices.map { " \($0 + first)" }.joined()
                return .init(text: "* SEARCH\(numbers)\r\n\(done)")
            case "UID":
                let whole = messages[(Int(words[3]) ?? 0) - first]
                let piece = words[4].split { "<.>".contains($0) }.compactMap { Int($0) }.last
                let message = piece.map { String(decoding: whole.utf8.prefix($0), as: UTF8.self) } ?? whole
                let fetched = "* 1 FETCH (UID \(words[3]) BODY[] {\(message.utf8.count)}\r\n\(message))"
                return .init(text: "\(fetched)\r\n\(done)")
            default: return .init(text: done)
            }
        }
    }

    @Test func aMailboxIsReadFromItsCursor() async throws {
        let box = try mailbox(["Subject: a\r\n\r\nuno\r\n", "Subject: b\r\n\r\ndos\r\n"])
        let client = try MailClient(mustEncrypt: false)
        let place = server("imap", box.port, login: MailLogin(user: "shop", password: "secret"))
        let end = try await client.read("INBOX", at: place, after: nil, countMax: 10, bytesMax: 1 << 20)
        #expect(end.messages.isEmpty && end.cursor == MailboxCursor(validity: 7, last: 6))
        let all = try await client.read(
            "INBOX",
            at: place,
            after: MailboxCursor(validity: 7, last: 4),
            countMax: 10,
            bytesMax: 1 << 20
        )
        #expect(
            all.messages.map { String(decoding: $0, as: UTF8.self) }.map { $0.hasPrefix("Subject: ") } == [true, true]
        )
        #expect(all.cursor.last == 6)
        // The server always names its last message.
        let none = try await client.read("INBOX", at: place, after: all.cursor, countMax: 10, bytesMax: 1 << 20)
        #expect(none.messages.isEmpty && none.cursor == all.cursor)
        let first = try await client.read(
            "INBOX",
            at: place,
            after: MailboxCursor(validity: 7, last: 4),
            countMax: 1,
            bytesMax: 1 << 20
        )
        #expect(first.messages.count == 1 && first.cursor.last == 5)
    }

    /// One that is too long stops nobody, and what it begins with is told.
    @Test func ofALongMessageTheBeginningIsRead() async throws {
        let long = "Subject: fotos\r\n\r\n" + String(repeating: "x", count: NetLimits.mailBytesMax)
        let box = try mailbox(["Subject: a\r\n\r\nuno\r\n", long, "Subject: b\r\n\r\ndos\r\n"])
        let reading = try await MailClient(mustEncrypt: false).read(
            "INBOX",
            at: server("imap", box.port),
            after: MailboxCursor(validity: 7, last: 4),
            countMax: 10,
            bytesMax: 1 << 20
        )
        #expect(reading.messages.count == 2 && reading.tooLongCount == 1 && reading.cursor.last == 7)
        #expect(reading.beginnings.map(\.count) == [NetLimits.mailBeginningBytesMax])
        #expect(reading.beginnings.first?.starts(with: "Subject: fotos\r\n\r\nxx".utf8) == true)
    }

    @Test func aMailboxThatWasMadeAnewIsBegunAtItsEnd() async throws {
        let box = try mailbox(["Subject: a\r\n\r\nuno\r\n"])
        let reading = try await MailClient(mustEncrypt: false).read(
            "INBOX",
            at: server("imap", box.port),
            after: MailboxCursor(validity: 3, last: 900),
            countMax: 10,
            bytesMax: 1 << 20
        )
        #expect(reading.messages.isEmpty && reading.cursor == MailboxCursor(validity: 7, last: 5))
    }

    @Test(arguments: ["IN\r\nBOX", "a/b", "", "{1}"])
    func mailboxesHavePlainNames(_ name: String) async throws {
        await #expect(throws: MailError.malformed("mailbox")) {
            _ = try await MailClient(mustEncrypt: false).read(
                name,
                at: server("imap", 1),
                after: nil,
                countMax: 1,
                bytesMax: 1
            )
        }
    }

    @Test(arguments: ["7:6", "", "7", "7:x", "-1:2", "1:2:3", "99999999999:1"])
    func cursorsAreStrict(_ text: String) {
        #expect((MailboxCursor(text)?.description ?? "none") == (text == "7:6" ? text : "none"))
    }
}
