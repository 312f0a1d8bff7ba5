// The emulated mail server, as a business's client and a customer's mailbox meet it.

import Foundation
import HostEmulators
import HostNet
import OrkestaModel
import Testing

@Suite("Emulated mail server")
struct SMTPTests {
    private static let mail = [
        "EHLO shop.example.mx", "MAIL FROM:<shop@example.mx> SIZE=200", "RCPT TO:<ana@example.mx>", "DATA",
        "From: La Central <shop@example.mx>", "To: ana@example.mx", "Subject: COT-12", "Message-ID: <1@example.mx>", "",
        "Buen día:", "..va con punto", ".", "QUIT",
    ]

    private func codes(_ replies: [String]) -> [String] { replies.map { String($0.prefix(3)) } }

    @Test func mailLandsInTheMailbox() async throws {
        try await EmulatorHouse.smtp { house, port in
            let replies = try await MailClient.converse(port, Self.mail)
            #expect(codes(replies) == ["220", "250", "250", "250", "354", "250", "221"], "\(replies)")
            #expect(replies[1].contains("SMTPUTF8"))
            let bubble = try #require(try await house.bubbles().first)
            #expect(bubble["phone"] == "ana@example.mx")
            #expect(bubble["header"] == "COT-12")
            #expect(bubble["text"] == "Buen día:\n.va con punto\n")
            let id = try #require(bubble["media"]?["id"]?.stringValue)
            let source = try await house.send("GET", "/phones/media/\(id)")
            #expect(String(decoding: source.body, as: UTF8.self).hasPrefix("From: La Central <shop@example.mx>\r\n"))
        }
    }

    @Test(arguments: [
        (["MAIL FROM:<a@b>"], "503"), (["EHLO a", "RCPT TO:<a@b>"], "503"), (["EHLO a", "DATA"], "503"),
        (["EHLO a", "MAIL FROM:a@b"], "501"), (["EHLO a", "MAIL FROM:<a@b>", "RCPT TO:<nobody>"], "501"),
        (["EHLO a", "MAIL FROM:<a@b> SIZE=99999999"], "552"), (["JUMP"], "500"),
        (["EHLO a", "AUTH PLAIN AA=="], "503"),
        (["EHLO a", "MAIL FROM:<a@b>", "MAIL FROM:<a@b>"], "503"), (["STARTTLS"], "454"), (["NOOP"], "250"),
    ])
    func whatIsOutOfOrderIsSaidSo(_ lines: [String], _ code: String) async throws {
        try await EmulatorHouse.smtp { house, port in
            let replies = try await MailClient.converse(port, lines)
            #expect(codes(replies).last == code, "\(replies)")
            #expect(try await house.bubbles().isEmpty)
        }
    }

    @Test func whoHasToLogInMayDoSoInTwoWays() async throws {
        try await EmulatorHouse.smtp {
            $0.user = "shop"
            $0.password = "secret"
        } _: { _, port in
            let plain = Data("\0shop\0secret".utf8).base64EncodedString()
            let (user, password) = (Data("shop".utf8).base64EncodedString(), Data("secret".utf8).base64EncodedString())
            let wrong = Data("\0shop\0guess".utf8).base64EncodedString()
            let begin = "MAIL FROM:<shop@example.mx>"
            for (lines, expected) in [
                (["EHLO a", begin], ["220", "250", "530"]),
                (["EHLO a", "AUTH PLAIN \(plain)", begin], ["220", "250", "235", "250"]),
                (["EHLO a", "AUTH PLAIN", plain, begin], ["220", "250", "334", "235", "250"]),
                (["EHLO a", "AUTH LOGIN", user, password, begin], ["220", "250", "334", "334", "235", "250"]),
                (["EHLO a", "AUTH PLAIN \(wrong)", begin], ["220", "250", "535", "530"]),
            ] {
                let answers = try await MailClient.converse(port, lines)
                #expect(codes(answers) == expected)
            }
        }
    }

    @Test func faultsArePlayedByPlan() async throws {
        try await EmulatorHouse.smtp {
            $0.plan = try? FaultPlan(parsing: "450@1,550@2,lost-answer@3")
        } _: { house, port in
            for code in ["450", "550"] {
                let answers = codes(try await MailClient.converse(port, Self.mail))
                #expect(answers.dropFirst(5).first == code)
            }
            let before = try await house.bubbles()
            #expect(before.isEmpty)
            let answers = try await MailClient.converse(port, Self.mail)
            #expect(codes(answers).last == "354", "taken, and nothing said")
            let after = try await house.bubbles(atLeast: 1)
            #expect(after.count == 1)
        }
    }

    @Test func anAnswerIsPostedAsRawMail() async throws {
        let listener = WebhookListener()
        try await EmulatorHouse.smtp(listener: listener) {
            $0.webhookToken = "t-1"
        } _: { house, port in
            _ = try await MailClient.converse(port, Self.mail)
            let set = try await house.send("PUT", "/control/webhook", Array(house.hook.utf8))
            #expect(set.status == 200)
            try await house.act("ana@example.mx", "shop@example.mx", ["text": "¿Y con envío?"])
            let posted = try #require(try await listener.received { !$0.isEmpty }.first)
            #expect(posted.headers["authorization"] == "Bearer t-1")
            #expect(posted.headers["content-type"] == "message/rfc822")
            let source = String(decoding: posted.body, as: UTF8.self)
            #expect(source.contains("Subject: Re: COT-12\r\n"))
            #expect(source.contains("In-Reply-To: <1@example.mx>\r\n"))
            #expect(source.contains(Data("¿Y con envío?".utf8).base64EncodedString()))
        }
    }

    /// What a customer writes lies in the business's mailbox, for whoever asks by IMAP.
    @Test func theMailboxIsRead() async throws {
        try await EmulatorHouse.mail { house, ports in
            _ = try await MailClient.converse(ports.smtp, Self.mail)
            let server = MailServer(
                scheme: "imap",
                host: "127.0.0.1",
                port: ports.imap,
                login: MailLogin(user: "shop@example.mx", password: "any")
            )
            let reader = try HostNet.MailClient(mustEncrypt: false)
            let end = try await reader.read("INBOX", at: server, after: nil, countMax: 10, bytesMax: 1 << 20)
            #expect(end.messages.isEmpty)
            try await house.act("ana@example.mx", "shop@example.mx", ["text": "¿Y con envío?"])
            try await house.act("ana@example.mx", "shop@example.mx", ["text": "Dos, por favor"])
            let new = try await reader.read("INBOX", at: server, after: end.cursor, countMax: 10, bytesMax: 1 << 20)
            let sources = new.messages.map { String(decoding: $0, as: UTF8.self) }
            #expect(sources.count == 2)
            #expect(sources.first?.contains(Data("¿Y con envío?".utf8).base64EncodedString()) == true, "\(sources)")
            let none = try await reader.read("INBOX", at: server, after: new.cursor, countMax: 10, bytesMax: 1 << 20)
            #expect(none.messages.isEmpty && none.cursor == new.cursor)
        }
    }

    @Test func aBounceComesBackIntoTheMailbox() async throws {
        try await EmulatorHouse.mail {
            $0.plan = try? FaultPlan(parsing: "bounced@1")
        } _: { _, ports in
            let answers = try await MailClient.converse(ports.smtp, Self.mail)
            #expect(codes(answers).dropFirst(5).first == "250")
            let report = String(decoding: try #require(try await mailbox(ports.imap).first), as: UTF8.self)
            #expect(report.contains("Action: failed") && report.contains("Message-ID: <1@example.mx>"), "\(report)")
        }
    }

    @Test func aMessageMayComeTwiceIntoTheMailbox() async throws {
        try await EmulatorHouse.mail {
            $0.weather = DeliveryWeather(duplicatePercent: 100)
        } _: { house, ports in
            _ = try await MailClient.converse(ports.smtp, Self.mail)
            try await house.act("ana@example.mx", "shop@example.mx", ["text": "Dos, por favor"])
            let messages = try await mailbox(ports.imap)
            #expect(messages.count == 2 && messages.first == messages.last)
        }
    }

    @Test func aCustomersFileComesWithTheMail() async throws {
        let listener = WebhookListener()
        try await EmulatorHouse.smtp(listener: listener) { house, port in
            _ = try await MailClient.converse(port, Self.mail)
            _ = try await house.send("PUT", "/control/webhook", Array(house.hook.utf8))
            let type: [(name: String, value: String)] = [("Content-Type", "application/pdf")]
            let file = try await house.send("POST", "/phones/media?name=n%C3%BAmero.pdf", Array("%PDF-1".utf8), type)
            let media = try #require(try JSON(parsing: file.body)["id"])
            try await house.act("ana@example.mx", "shop@example.mx", ["media": media, "text": "mi lista"])
            let posted = try #require(try await listener.received { !$0.isEmpty }.first)
            let source = String(decoding: posted.body, as: UTF8.self)
            #expect(source.contains("Content-Type: multipart/mixed; boundary="))
            #expect(source.contains("Content-Disposition: attachment; filename*=UTF-8''n%C3%BAmero.pdf\r\n"))
            for part in ["mi lista", "%PDF-1"] {
                #expect(source.contains("\r\n\r\n\(Data(part.utf8).base64EncodedString())\r\n--"), "\(source)")
            }
            #expect(try await house.bubbles().last?["media"]?["id"] == media)
        }
    }

    @Test func whoSendsTooMuchIsPutOff() async throws {
        try await EmulatorHouse.smtp {
            $0.messagesPerConnection = 1
            $0.messagesPerMinute = 2
        } _: { house, port in
            let two = Array(Self.mail.dropLast() + Self.mail.dropFirst().dropLast())
            let replies = try await MailClient.converse(port, two)
            #expect(replies.last?.hasPrefix("421 4.7.0 ") == true, "\(replies)")
            let again = codes(try await MailClient.converse(port, Self.mail))
            #expect(again.dropFirst(5).first == "250")
            // A slow machine gets a few more through meanwhile.
            var (late, taken) = (try await MailClient.converse(port, Self.mail), 2)
            while taken < 20, codes(late).dropFirst(5).first == "250" {
                taken += 1
                late = try await MailClient.converse(port, Self.mail)
            }
            #expect(late.dropFirst(5).first?.hasPrefix("450 4.7.0 ") == true, "\(late)")
            #expect(try await house.bubbles().count == taken)
        }
    }

    /// What lies in the business's mailbox.
    private func mailbox(_ port: Int) async throws -> [[UInt8]] {
        let server = MailServer(
            scheme: "imap",
            host: "127.0.0.1",
            port: port,
            login: MailLogin(user: "shop@example.mx", password: "any")
        )
        let start = MailboxCursor(validity: 1, last: 0)
        let reader = try HostNet.MailClient(mustEncrypt: false)
        return try await reader.read("INBOX", at: server, after: start, countMax: 10, bytesMax: 1 << 20).messages
    }
}
