// Mail as programs send it, read.

import EmailWire
import Foundation
import OrkestaModel
import Testing

@Suite("Mail that comes in")
struct ReceivedMailTests {
    private func mail(_ lines: [String]) throws -> ReceivedMail {
        try #require(ReceivedMail(parsing: Array(lines.joined(separator: "\r\n").utf8)))
    }

    @Test func headersAreDecoded() throws {
        let read = try mail([
            "From: =?UTF-8?Q?Ana_Mu=C3=B1oz?= <Ana@Example.MX>", "To: ventas@example.mx",
            "Subject: =?UTF-8?B?wr9UaWVuZW4gdGFxdWV0ZXM/?=", "Message-ID: <m-1@mail.example.mx>",
            "Date: Mon, 23 Nov 2026 12:00:00 -0600", "In-Reply-To: <b@x>", "References: <a@x>\r\n <b@x>",
            "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable", "",
            "Buen d=EDa", "",
        ])
        #expect(read.sender == "ana@example.mx")
        #expect(read.senderName == "Ana Muñoz")
        #expect(read.subject == "¿Tienen taquetes?")
        #expect(read.id == "m-1@mail.example.mx")
        #expect(read.references == ["a@x", "b@x"])
        #expect(read.at?.description == "2026-11-23T18:00:00.000Z")
        #expect(read.message == "Buen día")
        #expect(!read.isAutomatic)
    }

    @Test func plainTextComesBeforeHTMLAndFilesAreKept() throws {
        let pdf = Data("%PDF-1.4 lista".utf8).base64EncodedString()
        let read = try mail([
            "From: ana@example.mx", "Message-ID: <m@x>", "Content-Type: multipart/mixed; boundary=out", "",
            "--out", "Content-Type: multipart/alternative; boundary=in", "", "--in", "Content-Type: text/html", "",
            "<p>Hola</p>", "--in", "Content-Type: text/plain", "", "Hola, va mi lista", "--in--", "--out",
            "Content-Type: application/pdf; name=\"lista.pdf\"",
            "Content-Disposition: attachment; filename=\"../lista.pdf\"", "Content-Transfer-Encoding: base64", "", pdf,
            "--out--", "",
        ])
        #expect(read.message == "Hola, va mi lista")
        #expect(read.files.map(\.name) == ["lista.pdf"])
        #expect(read.files.map(\.mime) == ["application/pdf"])
        #expect(read.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["%PDF-1.4 lista"])
    }

    /// A list is a file, whether or not it says that it is attached; so is a text with a name.
    @Test func onlyTextWithoutANameIsTheMessage() throws {
        let read = try mail([
            "From: ana@example.mx", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain",
            "", "va la lista", "--b", "Content-Type: text/csv", "", "sku,price", "--b",
            "Content-Type: text/plain; name=\"notas.txt\"", "", "para mañana", "--b--", "",
        ])
        #expect(read.message == "va la lista")
        #expect(read.files.map(\.mime) == ["text/csv", "text/plain"])
        #expect(read.files.map(\.name) == ["", "notas.txt"])
    }

    /// A name as long as the mail takes no longer than the mail.
    @Test(.timeLimit(.minutes(3))) func aFilesNameIsCut() throws {
        let name = String(repeating: "a", count: 3_000_000)
        let read = try mail([
            "From: ana@example.mx", "Content-Type: multipart/mixed; boundary=b", "", "--b",
            "Content-Type: application/pdf", "Content-Disposition: attachment; filename=\"\(name)\"", "", "%PDF",
            "--b--", "",
        ])
        #expect(read.files.map(\.name.utf8.count) == [200])
    }

    @Test func pagesAreReadAsText() throws {
        let read = try mail([
            "From: ana@example.mx", "Content-Type: text/html; charset=utf-8", "",
            "<html><head><style>p{color:red}</style></head><body><p>Quiero 2 &amp; 3</p><div>ma&ntilde;ana &#191;s&iacute;?",
            "</div><!-- nada --></body></html>", "",
        ])
        #expect(read.message == "Quiero 2 & 3\nmañana ¿sí?")
    }

    @Test(arguments: [
        "El lun, 23 nov 2026 a las 12:00, La Central (<v@example.mx>) escribió:\n> ¿Cuántos?",
        "El lunes, 23 de noviembre de 2026, La Central Ferretería\n<ventas@example.mx> escribió:\n> ¿Cuántos?",
        "On Mon, Nov 23, 2026 at 12:00 PM La Central <v@example.mx> wrote:\n> Hi",
        "Em seg., 23 de nov. de 2026 às 12:00, Loja <v@example.com.br> escreveu:\n> Oi",
        "-----Mensaje original-----\nDe: La Central", "De: La Central\nEnviado el: lunes\nPara: Ana",
        "________________________________\nDe: x", "-- \nAna Muñoz\nTel. 55 1234 5678", "Enviado desde mi iPhone",
    ])
    func quotesAndSignaturesAreCut(_ below: String) throws {
        let text = "Quiero dos cajas.\n\nGracias\n\n\(below)"
        let read = try mail(["From: a@b.mx", "Content-Type: text/plain; charset=utf-8", "", text, ""])
        #expect(read.message == "Quiero dos cajas.\n\nGracias")
    }

    @Test func answersBetweenQuotedLinesStay() throws {
        let read = try mail([
            "From: a@b.mx", "Content-Type: text/plain; charset=utf-8", "", "> ¿Cuántos?", "Dos", "> ¿Con envío?", "Sí",
            "",
        ])
        #expect(read.message == "Dos\nSí")
    }

    @Test func aSubjectStandsForAnEmptyBody() throws {
        #expect(try mail(["From: a@b.mx", "Subject: BAJA", "", ""]).message == "BAJA")
        // Mail programs write something under the subject of `mailto:`.
        let written = ["", "This message was automatically generated by your mail program.", ""]
        #expect(try mail(["From: a@b.mx", "Subject: Baja "] + written).message == "Baja")
        let answer = try mail(["From: a@b.mx", "Subject: BAJA", "In-Reply-To: <m@x>"] + written)
        #expect(answer.message.hasPrefix("This message"))
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied", "Precedence: bulk", "Return-Path: <>", "X-Autoreply: yes", "List-Id: <l.x>",
        "Precedence: auto_reply", "X-Auto-Response-Suppress: DR, AutoReply", "List-Unsubscribe: <mailto:x@l.mx>",
        "X-Failed-Recipients: x@y.mx", "Subject: =?UTF-8?Q?Respuesta_autom=C3=A1tica:_cotizaci=C3=B3n?=",
    ])
    func programsAreKnown(_ header: String) throws {
        let other = header.hasPrefix("Subject") ? "To: v@example.mx" : "Subject: x"
        #expect(try mail(["From: a@b.mx", header, other, "", "Estoy de vacaciones", ""]).isAutomatic)
    }

    @Test(arguments: [
        ("MAILER-DAEMON@b.mx", true), ("no-reply@b.mx", true), ("avisos.noreply@b.mx", true),
        ("no_responder@b.mx", true), ("noe@b.mx", false), ("replay@b.mx", false),
    ])
    func addressesAtWhichNobodyReadsAreKnown(_ sender: String, _ isAutomatic: Bool) throws {
        let lines = ["From: \(sender)", "Auto-Submitted: no", "X-Auto-Response-Suppress: OOF", "Subject: Re: Hola", ""]
        #expect(try mail(lines + ["Gracias", ""]).isAutomatic == isAutomatic)
    }

    /// Two programs of which one does not say so answer each other for an hour at most.
    @Test func aLoopIsBroken() {
        let brake = LoopBrake()
        let taken = (1...100).map { brake.takesOneMore(from: "bot@b.mx", at: Int64($0)) }
        #expect(taken.count(where: \.self) == LoopBrake.messagesMax)
        #expect(brake.takesOneMore(from: "ana@b.mx", at: 100))
        #expect(brake.takesOneMore(from: "bot@b.mx", at: 1 + LoopBrake.milliseconds))
        for number in 0..<3_000 { #expect(brake.takesOneMore(from: "\(number)@b.mx", at: 200)) }
        #expect((1...100).allSatisfy { _ in brake.takesOneMore(from: "x@b.mx", at: 0) }, "without a clock")
    }

    @Test(arguments: ["whole", "header", "folded"])
    func bouncesNameTheirMessage(_ form: String) throws {
        let identifier = form == "folded" ? ["Message-ID:", " <k.1@example.mx>"] : ["Message-ID: <k.1@example.mx>"]
        let original =
            form == "whole"
            ? ["Content-Type: message/rfc822", "", "From: v@example.mx"] + identifier + ["", "Hola"]
            : ["Content-Type: text/rfc822-headers", ""] + identifier + ["To: <x@y.mx>"]
        let read = try mail(
            [
                "From: mailer-daemon@y.mx", "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "",
                "--b", "", "It could not be delivered.", "--b", "Content-Type: message/delivery-status", "",
                "Reporting-MTA: dns; y.mx", "", "Final-Recipient: rfc822; x@y.mx", "Action: Failed ", "Status: 5.1.1",
                "", "--b",
            ] + original + ["", "--b--", ""]
        )
        #expect(read.bounces == [Bounce(messageID: "k.1@example.mx", action: .failed, status: "5.1.1")])
        #expect(read.isAutomatic)
    }

    /// Nested deeper than a stack is deep, cut anywhere, and bytes of no kind.
    @Test func whatNobodyWritesIsRefusedOrRead() {
        var nested = "From: a@b.mx\r\n"
        for depth in 0..<100_000 {
            nested += "Content-Type: multipart/mixed; boundary=b\(depth)\r\n\r\n--b\(depth)\r\n"
        }
        #expect(ReceivedMail(parsing: Array(nested.utf8)) == nil)
        #expect(ReceivedMail(parsing: []) == nil)
        var generator = SystemRandomNumberGenerator()
        let whole = Array(
            "From: a@b.mx\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhola\r\n--b--\r\n".utf8
        )
        for _ in 0..<500 {
            var cut = Array(whole.prefix(Int.random(in: 1...whole.count, using: &generator)))
            for _ in 0..<5 {
                cut[Int.random(in: cut.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = ReceivedMail(parsing: cut)?.message
        }
    }
}
