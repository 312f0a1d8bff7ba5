// Mail that we write, read by the reader and by its rules.

import EmailWire
import Foundation
import OrkestaABI
import OrkestaModel
import OrkestaSDK
import Testing

@Suite("Mail that goes out")
struct OutgoingMailTests {
    private func mail(_ reply: Reply, files: [ReceivedMail.File] = [], unsubscribe: String? = nil) -> OutgoingMail {
        OutgoingMail(
            id: "k.1@example.mx",
            sender: OutgoingMail.Sender(name: "Ferretería La Central", address: "ventas@example.mx"),
            recipient: "ana@example.mx",
            subject: "Re: ¿Tienen taquetes?",
            content: MailContent(reply, attached: !files.isEmpty),
            references: ["a@x", "b@x"],
            unsubscribeURL: unsubscribe,
            files: files,
            date: Timestamp(milliseconds: 1_795_435_200_000)
        )
    }

    private func header(_ source: [UInt8]) -> String {
        let text = String(decoding: source, as: UTF8.self)
        let head = text.firstRange(of: "\r\n\r\n").map { String(text[..<$0.lowerBound]) } ?? text
        return head.replacing("\r\n\t", with: " ").replacing("\r\n ", with: " ")
    }

    @Test func itIsReadAsItWasMeant() throws {
        let pdf = ReceivedMail.File(name: "COT-12.pdf", mime: "application/pdf", bytes: Array("%PDF\u{0}ñ".utf8))
        let reply = Reply.document(url: "https://x.mx/q/t.pdf", name: "COT-12.pdf", mime: "application/pdf")
        let source = mail(reply, files: [pdf]).source()
        let read = try #require(ReceivedMail(parsing: source))
        #expect(read.id == "k.1@example.mx")
        #expect(read.sender == "ventas@example.mx" && read.senderName == "Ferretería La Central")
        #expect(read.subject == "Re: ¿Tienen taquetes?")
        #expect(read.references == ["a@x", "b@x"])
        #expect(read.text.contains("COT-12.pdf") && !read.text.contains("https://"))
        #expect(read.files == [pdf])
        #expect(read.isAutomatic)
    }

    @Test func linesAreThoseOfTheStandard() {
        let long = String(repeating: "Buen día, señora. ", count: 200) + "\n.con punto"
        let source = String(decoding: mail(.text(long)).source(), as: UTF8.self)
        let lines = source.components(separatedBy: "\r\n")
        #expect(!lines.contains { $0.contains("\n") || $0.contains("\r") }, "every line ends with CRLF")
        #expect(lines.allSatisfy { $0.utf8.count <= 998 && $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(lines.count { $0.hasPrefix("Content-Type: text/") && $0.hasSuffix("charset=utf-8") } == 2, "\(lines)")
        for name in ["From:", "To:", "Subject:", "Date:", "Message-ID:", "MIME-Version: 1.0", "Content-Type:"] {
            #expect(lines.contains { $0.lowercased().hasPrefix(name.lowercased()) }, "\(name) is missing")
        }
    }

    @Test func customersCanEndItWithOneClick() {
        let url = "https://chat.example.mx/channels/email/demo?unsubscribe=ana%40example.mx&t=1"
        let with = header(mail(.text("Hola"), unsubscribe: url).source())
        #expect(with.contains("List-Unsubscribe: <\(url)>, <mailto:ventas@example.mx?subject=BAJA>"), "\(with)")
        #expect(with.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
        let without = header(mail(.text("Hola")).source())
        #expect(without.contains("List-Unsubscribe: <mailto:ventas@example.mx?subject=BAJA>"))
        #expect(!without.contains("One-Click"))
    }

    /// The host's, whatever the machine's clock says; without one the server writes it.
    @Test func itsDateIsTheTenants() throws {
        var written = mail(.text("Hola"))
        #expect("\r\n\(header(written.source()))".contains("\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\n"))
        #expect(try #require(ReceivedMail(parsing: written.source())).at == written.date)
        written.date = nil
        #expect(!header(written.source()).contains("Date:"))
    }

    /// Answers go where each conversation has its own address, and so does the word that ends mail.
    @Test func answersMayGoElsewhere() throws {
        var written = mail(.text("Hola"))
        #expect(!header(written.source()).contains("\r\nReply-To:"))
        written.replyTo = "ventas+abc@example.mx"
        let head = header(written.source())
        #expect(head.contains("Reply-To: =?") && head.contains(" <ventas+abc@example.mx>"), "\(head)")
        #expect(head.contains("List-Unsubscribe: <mailto:ventas+abc@example.mx?subject=BAJA>"), "\(head)")
    }

    /// What a person writes is answered like anybody's mail, also by programs that watch for others.
    @Test func whatAPersonWritesIsNoProgramsMail() throws {
        var written = mail(.text("Yo le aviso mañana."))
        #expect(header(written.source()).contains("X-Auto-Response-Suppress: OOF, AutoReply"))
        written.isByPerson = true
        let source = written.source()
        let read = try #require(ReceivedMail(parsing: source))
        #expect(!read.isAutomatic)
        #expect(!header(source).contains("List-Unsubscribe") && header(source).contains("In-Reply-To: <b@x>"))
    }

    @Test func pagesEscapeWhatTheyAreGiven() {
        let content = MailContent(.text("a < b & \"c\"\nhttps://x.mx/?a=1&b=2 fin"), attached: false)
        #expect(content.html.contains("a &lt; b &amp; &quot;c&quot;<br>"))
        #expect(content.html.contains("<a href=\"https://x.mx/?a=1&amp;b=2\">"))
        let script = MailContent(.link(url: "javascript:alert(1)", title: "<b>"), attached: false)
        #expect(!script.html.contains("href") && script.html.contains("&lt;b&gt;"))
    }

    /// A text, its paper and a link in one mail: each says what it says once.
    @Test func allThatIsSaidIsOneText() {
        var content = MailContent(.text("Cotización COT-12:\nTotal $100"), attached: false)
        content.add(.document(url: "https://x.mx/q/t.pdf", name: "COT-12.pdf", mime: nil), attached: true)
        content.add(.link(url: "https://x.mx/pay/t", title: "Pagar"), attached: false)
        #expect(content.plain == "Cotización COT-12:\nTotal $100\n\nPagar\nhttps://x.mx/pay/t")
        let html = content.html
        #expect(html.contains("Total $100<br>\n<br>\n<a href=\"https://x.mx/pay/t\">Pagar</a>"), "\(html)")
        #expect(!html.contains("COT-12.pdf"))
    }

    @Test func idsLeadBackToTheirSends() {
        let key = "0198f3c2-0000-7000-8000-000000000001:0000000000000000007"
        for key in [key, key + "/email"] {
            let id = MessageIdentifier.make(key: key, domain: "example.mx")
            #expect(MessageIdentifier.key(of: id, domain: "example.mx") == key)
        }
        #expect(MessageIdentifier.key(of: "x@other.mx", domain: "example.mx") == nil)
        for id in ["x@other.mx", "0198f3c2-0000-7000-8000-000000000001@x", "CAF=0198f3c2.7@mail.example.mx"] {
            #expect(MessageIdentifier.conversation(of: id) == nil)
        }
        let old = MessageIdentifier.make(key: key, domain: "before.example.mx")
        #expect(MessageIdentifier.conversation(of: old) == "0198f3c2-0000-7000-8000-000000000001")
        #expect(MessageIdentifier.make(key: "á\r\n<>", domain: "example.mx") == "message@example.mx")
    }

    @Test(
        arguments: [
            (450, "4.2.1", ORK_E_UNAVAILABLE, SendRemedy.none), (421, "", ORK_E_RATE_LIMITED, .waitForSender),
            (451, "4.7.0", ORK_E_RATE_LIMITED, .waitForSender), (451, "4.7.1", ORK_E_UNAVAILABLE, .none),
            (550, "5.1.1", ORK_E_REJECTED, .otherChannel), (552, "5.2.2", ORK_E_REJECTED, .otherChannel),
            (554, "5.7.1", ORK_E_REJECTED, .none),
            (550, "5.7.26", ORK_E_REJECTED, .stop), (550, "", ORK_E_REJECTED, .none),
        ] as [(Int, String, ork_status, SendRemedy)]
    )
    func refusalsAreSorted(_ code: Int, _ status: String, _ expected: ork_status, _ remedy: SendRemedy) {
        let error = MailFailure.error(code: code, status: status)
        #expect(error.status == expected && error.remedy == remedy)
        #expect(error.isRetryable == (code < 500))
    }

    /// A mailbox that is full for days is tried every half hour; a sender that is too fast
    /// rests as long as before.
    @Test func whoIsBusyForLongIsTriedSeldom() {
        func minutes(_ attempt: Int, _ status: String) -> Int64 {
            MailFailure.error(code: 452, status: status, attempt: attempt).retryAfterMilliseconds / 60_000
        }
        #expect([1, 2, 3, 5, 6, 7, 100, .max].map { minutes($0, "4.2.2") } == [1, 2, 4, 16, 30, 30, 30, 30])
        #expect([1, 7].map { minutes($0, "4.7.0") } == [1, 1])
    }
}
