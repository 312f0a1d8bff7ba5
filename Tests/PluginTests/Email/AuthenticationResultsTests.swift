// What servers say of who wrote, as they write it.

import EmailWire
import Foundation
import Testing

@Suite("Results of checking senders")
struct AuthenticationResultsTests {
    private func results(_ field: String) throws -> AuthenticationResults {
        try #require(AuthenticationResults(field))
    }

    @Test(arguments: [
        (
            "mx.google.com; dkim=pass header.i=@example.mx header.s=s1 header.b=\"x;\"; spf=pass (google.com: domain of "
                + "ana@example.mx designates 192.0.2.1 as permitted sender) smtp.mailfrom=ana@example.mx; "
                + "dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=example.mx",
            false
        ),
        ("MX.Google.com 1; dmarc=fail (p=REJECT sp=REJECT dis=QUARANTINE) header.from=example.mx", true),
        ("mx.google.com; dmarc = Fail header.from = example.mx", true), ("mx.google.com; dmarc/1=fail", true),
        ("mx.google.com; spf=fail; dkim=fail; dmarc=none", false), ("mx.google.com; none", false),
        ("mx.google.com; dmarc=temperror header.from=example.mx", false),
        // What was looked at was another From than the one that is shown.
        ("mx.google.com; dmarc=pass header.from=evil.example", true),
        ("mx.google.com; dmarc=pass header.from=mple.mx", true),
        // Whoever writes words of theirs into quotes and comments says nothing by them.
        ("mx.google.com; spf=pass smtp.mailfrom=\"a; dmarc=pass\"; dmarc=fail header.from=example.mx", true),
        ("mx.google.com; spf=pass (a (b\\) ; dmarc=fail) ; dmarc=fail) smtp.mailfrom=x", false),
    ])
    func aDomainIsDisowned(_ field: String, _ isDisowned: Bool) throws {
        let read = try results(field)
        #expect(read.server == "mx.google.com")
        #expect(read.disowns("Ana@Example.MX") == isDisowned)
    }

    @Test func aDomainBorneOutIsThatOfAllBelow() throws {
        let read = try results("mx.google.com; dmarc=pass header.from=example.mx")
        #expect(!read.disowns("ana@ventas.example.mx") && read.disowns("ana@otherexample.mx") && read.disowns("ana"))
    }

    /// Some servers say nothing of who they are: nobody can trust them.
    @Test(arguments: ["", ";", "spf=pass smtp.mailfrom=x; dmarc=pass", "(mx.google.com); dmarc=pass"])
    func whoNamesNobodyIsNobody(_ field: String) {
        #expect(AuthenticationResults(field) == nil)
    }

    @Test func theLastServerIsTheFirst() throws {
        let lines = [
            "Authentication-Results: mx.a.mx;", " dmarc=fail header.from=b.mx", "Received: from x",
            "authentication-results: mx.a.mx; dmarc=pass header.from=b.mx", "From: ana@b.mx", "", "hola", "",
        ]
        let mail = try #require(ReceivedMail(parsing: Array(lines.joined(separator: "\r\n").utf8)))
        let read = mail.authenticationResults.compactMap { AuthenticationResults($0) }
        #expect(read.map { $0.disowns(mail.sender) } == [true, false])
        #expect(UnverifiedSender.mailbox(of: UnverifiedSender.address(of: mail.sender)) == "ana@b.mx")
        #expect(UnverifiedSender.mailbox(of: "ana@b.mx") == "ana@b.mx")
    }
}
