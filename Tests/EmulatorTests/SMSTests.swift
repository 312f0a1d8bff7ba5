// The emulated SMS provider, as a business and its customers meet it.

import Foundation
import HostAccess
import HostEmulators
import HostNet
import OrkestaModel
import Testing

@Suite("Emulated SMS")
struct SMSTests {
    private static let number = "+12025550100"

    private func send(
        _ house: EmulatorHouse,
        _ text: String,
        _ more: [(String, String)] = []
    ) async throws -> (
        status: Int, json: JSON
    ) {
        let fields = [("To", "+525512345678"), ("From", Self.number), ("Body", text)] + more
        return try await house.twilio("POST", "Messages.json", FormFields(fields.map { (name: $0.0, value: $0.1) }))
    }

    private func forms(_ requests: [PostedRequest]) -> [FormFields] {
        requests.map { FormFields(parsing: String(decoding: $0.body, as: UTF8.self), countMax: 100) }
    }

    @Test func aMessageIsPostedSignedAndAnswered() async throws {
        let listener = WebhookListener { _, _ in (200, "<Response><Message>Sí &amp; no</Message></Response>") }
        try await EmulatorHouse.sms(listener: listener) { house in
            let ana = try await house.addCustomer("Ana", address: "+52 55 1234 5678")
            try await house.act(ana, Self.number, ["text": "¿hay taquetes?"])
            let posted = try #require(try await listener.received { !$0.isEmpty }.first)
            let form = try #require(forms([posted]).first)
            #expect(form["Body"] == "¿hay taquetes?")
            #expect(form["From"] == "+525512345678")
            let sorted = form.pairs.sorted { $0.name < $1.name }.map { $0.name + $0.value }.joined()
            let code = SignatureHash.sha1.hmac(
                of: Array((house.hook + sorted).utf8),
                key: Array("emulated-auth-token".utf8)
            )
            #expect(posted.headers["x-twilio-signature"] == Data(code).base64EncodedString())
            #expect(try await house.bubbles(atLeast: 2).last?["text"] == "Sí & no")
        }
    }

    @Test func aMessageIsDeliveredAndItsStatusesComeBack() async throws {
        try await EmulatorHouse.sms { house in
            let sent = try await send(house, "Está listo", [("StatusCallback", house.hook + "?k=1")])
            #expect(sent.status == 201)
            #expect(sent.json["status"] == "queued")
            let posted = try await house.listener.received { $0.count >= 2 }
            #expect(posted.allSatisfy { $0.query == "k=1" })
            #expect(Set(forms(posted).map { $0["MessageStatus"] }) == ["sent", "delivered"])
            let sid = try #require(sent.json["sid"]?.stringValue)
            #expect(try await house.twilio("GET", "Messages/\(sid).json").json["status"] == "delivered")
        }
    }

    @Test(arguments: [
        (String(repeating: "a", count: 160), "1"), (String(repeating: "a", count: 161), "2"),
        (String(repeating: "ñ", count: 160), "1"), (String(repeating: "a", count: 70) + "á", "2"),
        ("á" + String(repeating: "a", count: 69), "1"), (String(repeating: "€", count: 81), "2"),
    ])
    func partsAreCountedAsTelephonesDo(_ text: String, _ parts: String) async throws {
        try await EmulatorHouse.sms { house in
            let sent = try await send(house, text)
            #expect(sent.json["num_segments"] == .string(parts))
        }
    }

    @Test func whoWroteStopGetsNothingMore() async throws {
        try await EmulatorHouse.sms { house in
            let ana = try await house.addCustomer("Ana", address: "+525512345678")
            try await house.act(ana, Self.number, ["text": "Stop"])
            #expect(try await send(house, "Oferta").json["code"] == 21_610)
            try await house.act(ana, Self.number, ["text": "START"])
            #expect(try await send(house, "Oferta").status == 201)
        }
    }

    @Test func aCustomersFileIsFetchedWithTheAccountsCredentials() async throws {
        try await EmulatorHouse.sms { house in
            let ana = try await house.addCustomer("Ana", address: "+525512345678")
            let type: [(name: String, value: String)] = [("Content-Type", "image/png")]
            let file = try await house.send("POST", "/phones/media?name=a.png", [1, 2, 3], type)
            let media = try #require(try JSON(parsing: file.body)["id"])
            try await house.act(ana, Self.number, ["media": media, "text": ""])
            let posted = try await house.listener.received { !$0.isEmpty }
            let form = try #require(forms(posted).first)
            #expect(form["NumMedia"] == "1" && form["MediaContentType0"] == "image/png")
            #expect(form["Body"]?.isEmpty == true)
            let url = try #require(form["MediaUrl0"])
            #expect(try await house.send("GET", url).status == 401, "the URL alone opens nothing")
            let login = Data("AC00000000000000000000000000000001:emulated-auth-token".utf8).base64EncodedString()
            let basic: [(name: String, value: String)] = [("Authorization", "Basic \(login)")]
            let fetched = try await house.send("GET", url, [], basic)
            #expect(fetched.body == [1, 2, 3] && fetched.header("Content-Type") == "image/png")
            #expect(try await house.send("GET", url + "0", [], basic).status == 404)
            #expect(try await house.bubbles().last?["media"]?["id"] == media)
        }
    }

    @Test func aNumberThatSendsTooFastIsToldSo() async throws {
        try await EmulatorHouse.sms {
            $0.messagesPerSecond = 1
        } _: { house in
            var count = 0
            while count < 500, try await send(house, "hola").json["code"] != 20_429 { count += 1 }
            #expect((1..<500).contains(count))
            #expect(try await house.bubbles().count == count)
        }
    }

    @Test func whatIsWrongIsRefusedWithItsCode() async throws {
        try await EmulatorHouse.sms { house in
            let wrong: [(text: String, fields: [(String, String)], code: JSON)] = [
                ("", [], 21_619), (String(repeating: "x", count: 1_601), [], 21_617),
                ("a", [("To", "12")], 21_211), ("a", [("From", "+1")], 21_606),
            ]
            for (text, fields, code) in wrong {
                let refused = try await send(house, text, fields)
                #expect(refused.json["code"] == code)
            }
            let path = "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json"
            let stranger = try await house.ask("POST", path)
            #expect(stranger.json["code"] == 20_003)
        }
    }

    @Test func faultsArePlayedByPlan() async throws {
        try await EmulatorHouse.sms { house in
            _ = try await house.send(
                "PUT",
                "/control/faults/%2B12025550100",
                Array("20429@1,30003@2,lost-answer@3".utf8)
            )
            #expect(try await send(house, "1").status == 429)
            #expect(try await send(house, "2", [("StatusCallback", house.hook)]).status == 201)
            let posted = try await house.listener.received {
                forms($0).contains { $0["MessageStatus"] == "undelivered" }
            }
            #expect(forms(posted).contains { $0["ErrorCode"] == "30003" })
            await #expect(throws: NetError.self) { try await send(house, "3") }
            #expect(try await house.bubbles().count == 2)
        }
    }
}
