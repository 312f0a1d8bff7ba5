// What Twilio posts and takes, as values.

import Foundation
import HostAccess
import OrkestaABI
import OrkestaModel
import OrkestaSDK
import SMSWire
import Testing

@Suite("The wire of SMS")
struct SMSWireTests {
    /// The vectors of Twilio's own documentation and libraries.
    @Test(arguments: [
        (
            "CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309",
            "RSOYDt4T1cUTdK1PDd93/VVr8B8="
        ),
        ("Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234", "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
    ])
    func signaturesAreThoseOfTheVectors(_ body: String, _ signature: String) {
        let form = FormFields(parsing: body, countMax: 20)
        let signed = TwilioSignature.signed("https://mycompany.com/myapp.php?foo=1&bar=2", form)
        #expect(Data(SignatureHash.sha1.hmac(of: signed, key: Array("12345".utf8))).base64EncodedString() == signature)
    }

    /// Of a JSON document: the signature covers the address, and that the document's digest.
    @Test func theSignatureOfADocumentIsThatOfTheVector() throws {
        let body = Array(#"{"property": "value", "boolean": true}"#.utf8)
        let digest = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
        let query = "foo=1&bar=2&bodySHA256=\(digest)"
        let posted = TwilioBody(body, query: query)
        let signed = TwilioSignature.signed("https://mycompany.com/myapp.php?\(query)", posted.signed)
        let code = SignatureHash.sha1.hmac(of: signed, key: Array("12345".utf8))
        #expect(Data(code).base64EncodedString() == "a9nBmqA0ju/hNViExpshrM61xv4=")
        #expect(posted.isWhole { SignatureHash.sha256.digest(of: body) })
        #expect(!posted.isWhole { SignatureHash.sha256.digest(of: body + [0x20]) })
        #expect(posted.fields["property"] == "value")
        #expect(TwilioBody([0xFF], query: query).fields.pairs.isEmpty)
    }

    @Test(
        arguments: [
            ("https://a.mx/c?k=1", "https://a.mx:443/c?k=1"), ("https://a.mx:443/c", "https://a.mx/c"),
            ("http://a.mx", "http://a.mx:80"), ("https://a.mx:8443/c", nil),
        ] as [(String, String?)]
    )
    func thePortMayBeSaidOrNot(_ url: String, _ other: String?) {
        #expect(TwilioSignature.addresses(url) == [url] + (other.map { [$0] } ?? []))
    }

    @Test func accentsThatCostAreFolded() {
        let text = "¿Está listo? Sí, mañana: 50 € — “Café” é ü"
        #expect(TextMessage(text, foldsAccents: true).text == "¿Esta listo? Si, mañana: 50 € - \"Café\" é ü")
        #expect(TextMessage(text, foldsAccents: false).text == text)
        // A line of our own lists: its dots would make seven parts of three.
        let line = "Martillo Uña Curva 16 oz — $260.00 MXN · PZA · 11 disponibles…"
        #expect(TextMessage(line, foldsAccents: true).text.allSatisfy { $0.isASCII || $0 == "ñ" })
    }

    /// As phones of Apple's write: letters and their marks apart.
    @Test func lettersThatComeInPartsArePutTogether() {
        let parts = "man\u{303}ana caf\u{E9} u\u{308} esta\u{301}"
        let folded = TextMessage(parts, foldsAccents: true).text
        #expect(Array(folded.unicodeScalars) == Array("ma\u{F1}ana caf\u{E9} \u{FC} esta".unicodeScalars))
        let kept = TextMessage(parts, foldsAccents: false).text
        #expect(Array(kept.unicodeScalars) == Array("ma\u{F1}ana caf\u{E9} \u{FC} est\u{E1}".unicodeScalars))
    }

    /// Without words too: a person sees that something came.
    @Test func picturesAreRead() throws {
        let file = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
        let form = FormFields([
            ("MessageSid", "MM1"), ("From", "+525512345678"), ("Body", ""), ("NumMedia", "3"),
            ("MediaUrl0", "https://api.twilio.com\(file)"), ("MediaContentType0", "image/jpeg; name=a"),
            ("MediaUrl1", "https://evil.example/x"),
        ])
        let message = try #require(TwilioCallback(form, query: "").message)
        #expect(message.text.isEmpty)
        #expect(message.attachments.map(\.reference) == [file])
        #expect(message.attachments.map(\.mime) == ["image/jpeg"])
        let nothing = FormFields([("MessageSid", "SM2"), ("From", "+525512345678"), ("Body", ""), ("NumMedia", "0")])
        #expect(TwilioCallback(nothing, query: "").message == nil)
    }

    @Test func aMessageIsRead() {
        let form = FormFields(parsing: "MessageSid=SM1&From=%2B525512345678&Body=%C2%BFhay%3F&NumMedia=0", countMax: 20)
        let message = TwilioCallback(form, query: "").message
        #expect(message?.messageID == "SM1")
        #expect(message?.address == "+525512345678")
        #expect(message?.text == "¿hay?")
    }

    @Test func statusesBringTheKeyBack() {
        let read = { (body: String) in
            TwilioCallback(FormFields(parsing: body, countMax: 20), query: "k=turn-1%2Freply-0").receipt
        }
        let delivered = read("MessageSid=SM1&MessageStatus=delivered")
        #expect(delivered?.idempotencyKey == "turn-1/reply-0")
        #expect(read("MessageSid=SM1&MessageStatus=queued") == nil)
        guard case .failed(let failure)? = read("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003")?.kind else {
            Issue.record("a failure was expected")
            return
        }
        #expect(failure.remedy == .otherChannel)
    }

    @Test(
        arguments: [
            (20_429, ORK_E_RATE_LIMITED, SendRemedy.waitForSender), (21_610, ORK_E_REJECTED, .optOut),
            (21_211, ORK_E_REJECTED, .otherChannel), (20_003, ORK_E_DENIED, .stop),
            (30_001, ORK_E_UNAVAILABLE, .none), (30_002, ORK_E_DENIED, .stop), (21_617, ORK_E_INVALID, .none),
        ] as [(Int64, ork_status, SendRemedy)]
    )
    func codesSayWhatToDo(_ code: Int64, _ status: ork_status, _ remedy: SendRemedy) {
        let error = TwilioFailure.error(["code": .integer(code), "message": "x"], status: 400)
        #expect(error.status == status)
        #expect(error.remedy == remedy)
        #expect(TwilioFailure.error(nil, status: 503).status == ORK_E_UNKNOWN_OUTCOME)
        // What was taken, and has no id, is not sent again by another channel.
        #expect(TwilioFailure.error(["status": "queued"], status: 201).status == ORK_E_UNKNOWN_OUTCOME)
    }
}
