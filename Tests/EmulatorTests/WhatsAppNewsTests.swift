// What WhatsApp tells beside messages: wishes and numbers of its customers, news of an account.

import OrkestaModel
import Testing

@Suite("News of the emulated WhatsApp")
struct WhatsAppNewsTests {
    private static let number = "106540352242922"
    private static let bearer: [(name: String, value: String)] = [("Authorization", "Bearer any")]

    private func values(_ requests: [PostedRequest]) -> [JSON] {
        requests.flatMap { $0.json["entry"]?.arrayValue ?? [] }.flatMap { $0["changes"]?.arrayValue ?? [] }
            .compactMap { $0["value"] }
    }

    /// The first code of the failures that were told.
    private func failure(_ requests: [PostedRequest]) -> JSON? {
        values(requests).flatMap { $0["statuses"]?.arrayValue ?? [] }.compactMap { $0["errors"]?.arrayValue?.first }
            .first?["code"]
    }

    private func send(_ house: EmulatorHouse, _ message: JSON) async throws {
        let envelope: JSON = ["messaging_product": "whatsapp", "to": "525512345678"]
        let path = "/\(Self.number)/messages"
        let sent = try await house.ask("POST", path, envelope.merging(message), headers: Self.bearer)
        #expect(sent.status == 200, "\(sent.json)")
    }

    private func control(
        _ house: EmulatorHouse,
        _ word: String,
        _ phone: String,
        _ more: JSON = [:]
    ) async throws -> JSON {
        let deed: JSON = ["shop": .string(Self.number), "phone": .string(phone)]
        let answer = try await house.ask("POST", "/control/\(word)", deed.merging(more))
        #expect(answer.status == 202, "\(answer.json)")
        return answer.json
    }

    @Test func whoWantsNoAdvertisingGetsNone() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "525512345678")
            let template: JSON = [
                "name": "ofertas", "language": "es_MX", "category": "MARKETING",
                "components": [["type": "BODY", "text": "Hoy hay ofertas."]],
            ]
            let path = "/102290129340398/message_templates"
            #expect(try await house.ask("POST", path, template, headers: Self.bearer).status == 200)
            _ = try await control(house, "preference", ana, ["value": "stop"])
            let posted = try await house.listener.received { !$0.isEmpty }
            let preference = values(posted).first?["user_preferences"]?.arrayValue?.first
            #expect(preference?["value"] == "stop" && preference?["wa_id"] == "5215512345678", "\(posted.map(\.json))")
            let part: JSON = ["name": "ofertas", "language": ["code": "es_MX"]]
            try await send(house, ["type": "template", "template": part])
            let failed = try await house.listener.received { failure($0) != nil }
            #expect(failure(failed) == 131_050)
            let odd = try await house.ask(
                "POST",
                "/control/preference",
                ["shop": .string(Self.number), "phone": .string(ana), "value": "perhaps"]
            )
            #expect(odd.status == 400)
        }
    }

    @Test func aCustomerMayHaveAnotherNumber() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "525512345678")
            let made = try await control(house, "renumber", ana, ["number": "+52 81 1234 5678"])
            #expect(made["phone"] == "528112345678")
            let posted = try await house.listener.received { !$0.isEmpty }
            let message = try #require(values(posted).first?["messages"]?.arrayValue?.first)
            #expect(message["type"] == "system" && message["from"] == "5215512345678", "\(message)")
            #expect(message["system"]?["wa_id"] == "5218112345678", "\(message)")
            // Nobody is met at the old one.
            try await send(house, ["type": "text", "text": ["body": "hola"]])
            let failed = try await house.listener.received { failure($0) != nil }
            #expect(failure(failed) == 131_026)
        }
    }

    @Test func whatIsToldOfAnAccountIsToldAsItIs() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "525512345678")
            _ = try await control(house, "unsupported", ana)
            let first = try await house.listener.received { !$0.isEmpty }
            let poll = values(first).first?["messages"]?.arrayValue?.first
            #expect(poll?["type"] == "unsupported" && poll?["errors"]?.arrayValue?.first?["code"] == 131_051)
            let news: JSON = ["shop": .string(Self.number), "field": "account_update", "value": ["event": "FLAGGED"]]
            #expect(try await house.ask("POST", "/control/news", news).status == 202)
            let posted = try await house.listener.received { $0.count == 2 }
            let value = try #require(values(posted).last)
            #expect(value == ["event": "FLAGGED"], "\(value)")
        }
    }
}
