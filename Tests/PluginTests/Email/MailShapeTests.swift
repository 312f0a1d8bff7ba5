// Mail that was made to end whoever reads it, and mail that only looks like it.

import EmailWire
import Foundation
import Testing

@Suite("Mail of odd shapes")
struct MailShapeTests {
    private func read(_ lines: [String]) -> ReceivedMail? {
        ReceivedMail(parsing: Array(lines.joined(separator: "\r\n").utf8))
    }

    private static let groups = String(repeating: "x:", count: 200_000)
    private static let names = String(repeating: "a b,", count: 200_000)

    /// Each level of a group takes some of the stack, and each name looks at all others.
    @Test func addressesThatNobodyWritesAreRefused() {
        let (from, groups, names) = ("From: a@b.mx", Self.groups, Self.names)
        let mails = [
            [from, "To: \(groups)"], ["From: \(groups)"], [from, "cc  : \(groups)"],
            [from, "To:" + String(repeating: "\r\n x:", count: 100_000)],
            [from, "Content-Type: message/rfc822", "", "Reply-To: \(groups)"],
            [from, "Content-Type: multipart/digest; boundary=b", "", "--b", "", "Sender: \(groups)", "", "--b--"],
            [from, "To: \(names)"], ["\(from), \(names)"],
            [from] + Array(repeating: "Bcc: \(names.prefix(3_900))", count: 100),
        ]
        for (place, lines) in mails.enumerated() { #expect(read(lines + ["", "hola", ""]) == nil, "\(place)") }
    }

    @Test func partsAndFieldsThatNobodyWritesAreRefused() {
        let parts = Array(repeating: "--b\r\n\r\nx", count: 20_000)
        #expect(read(["From: a@b.mx", "Content-Type: multipart/mixed; boundary=b", ""] + parts + ["--b--"]) == nil)
        let fields = Array(repeating: "x: y", count: 30_000)
        #expect(read(["From: a@b.mx"] + fields + ["", "hola"]) == nil)
        for type in ["message/rfc822", "Message/RFC822", "", "nothing", "(a comment) message/rfc822"] {
            #expect(read(["From: a@b.mx", "Content-Type: \(type)", ""] + fields + ["", "hola"]) == nil, "\(type)")
        }
        let digest = ["From: a@b.mx", "Content-Type: multipart/digest; boundary=b", "", "--b", ""]
        #expect(read(digest + fields + ["", "hola", "--b--"]) == nil)
    }

    /// A mail to a whole school, and what looks like fields within a text.
    @Test func longListsAreRead() throws {
        let school = (1...900).map { "Persona \($0) <p\($0)@escuela.example.mx>" }.joined(separator: ",\r\n ")
        let group = "Amigos: ana@b.mx, luis@b.mx;, Undisclosed recipients:;"
        let body = (1...15_000).map { "12:00:\($0) to: a, b, c: listo" } + ["Cc: \(Self.groups.prefix(150))"]
        let type = "Content-Type: text/plain; charset=utf-8"
        let mail = try #require(read(["From: a@b.mx", "To: \(school)", "Cc: \(group)", type, ""] + body + [""]))
        #expect(mail.sender == "a@b.mx" && mail.text.contains("12:00:15000 to:"))
        #expect(mail.recipients.count == 100)
    }
}
