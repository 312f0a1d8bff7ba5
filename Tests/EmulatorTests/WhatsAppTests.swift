// The emulated Cloud API, as a business and its customers meet it.

import Foundation
import HostAccess
import HostEmulators
import HostNet
import OrkestaModel
import Testing

@Suite("Emulated WhatsApp")
struct WhatsAppTests {
    private static let number = "106540352242922"
    private static let bearer: [(name: String, value: String)] = [("Authorization", "Bearer any")]

    private func send(_ house: EmulatorHouse, _ message: JSON) async throws -> (status: Int, json: JSON) {
        let envelope: JSON = ["messaging_product": "whatsapp", "to": "525512345678", "type": "text"]
        return try await house.ask(
            "POST",
            "/v25.0/\(Self.number)/messages",
            envelope.merging(message),
            headers: Self.bearer
        )
    }

    private func text(_ body: String) -> JSON { ["text": ["body": .string(body)]] }

    /// Every status of a request, in its order.
    private func statuses(_ requests: [PostedRequest]) -> [JSON] {
        values(requests).flatMap { $0["statuses"]?.arrayValue ?? [] }
    }

    private func messages(_ requests: [PostedRequest]) -> [JSON] {
        values(requests).flatMap { $0["messages"]?.arrayValue ?? [] }
    }

    /// Decisions on templates, each with its account.
    private func decisions(_ requests: [PostedRequest]) -> [JSON] {
        requests.flatMap { $0.json["entry"]?.arrayValue ?? [] }.flatMap { entry -> [JSON] in
            let changes = entry["changes"]?.arrayValue ?? []
            let own = changes.filter { $0["field"] == "message_template_status_update" }.compactMap { $0["value"] }
            return own.map { $0.merging(["account": entry["id"] ?? .null]) }
        }
    }

    private func values(_ requests: [PostedRequest]) -> [JSON] {
        requests.flatMap { $0.json["entry"]?.arrayValue ?? [] }.flatMap { $0["changes"]?.arrayValue ?? [] }
            .compactMap { $0["value"] }
    }

    // MARK: From the customer

    @Test func aMessageIsPostedEscapedAndSigned() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "+52 55 1234 5678")
            #expect(ana == "525512345678")
            try await house.act(ana, Self.number, ["text": "¿Cuánto cuesta? https://a.mx"])
            let posted = try #require(try await house.listener.received { !$0.isEmpty }.first)
            let raw = String(decoding: posted.body, as: UTF8.self)
            #expect(raw.contains(#"\u00bfCu\u00e1nto cuesta? https:\/\/a.mx"#))
            let code = SignatureHash.sha256.hmac(of: posted.body, key: Array("emulated-app-secret".utf8))
            #expect(posted.headers["x-hub-signature-256"] == "sha256=" + Digests.hex(code))
            let value = try #require(values([posted]).first)
            #expect(value["metadata"]?["phone_number_id"] == .string(Self.number))
            let message = try #require(messages([posted]).first)
            // As WhatsApp calls Mexican mobiles.
            #expect(message["from"] == "5215512345678")
            #expect(message["text"]?["body"] == "¿Cuánto cuesta? https://a.mx")
            #expect(value["contacts"]?.arrayValue?.first?["profile"]?["name"] == "Ana")
        }
    }

    /// The vectors of the platform's documentation.
    @Test(arguments: [
        (
            #"{"object":"whatsapp_business_account","entry":[]}"#,
            "523505d20f6a97026a425949264490ca97eab5d4ba6cd6a0f56f7557599d7f7b"
        ),
        (
            #"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"#
                + #""messages":[{"text":{"body":"\u00bfCu\u00e1nto cuesta?"}}]}}]}]}"#,
            "f648cd1237af043565aa0304341b2037a208a88ed58146f0b585841fe8d477e6"
        ),
    ])
    func signaturesAreThoseOfTheVectors(_ body: String, _ signature: String) {
        let code = SignatureHash.sha256.hmac(of: Array(body.utf8), key: Array("app_secret_test".utf8))
        #expect(Digests.hex(code) == signature)
    }

    @Test func whatIsNotTakenComesAgainUnchanged() async throws {
        let listener = WebhookListener { number, _ in (number < 2 ? 500 : 200, "") }
        try await EmulatorHouse.whatsApp(listener: listener) { house in
            let ana = try await house.addCustomer()
            try await house.act(ana, Self.number, ["text": "hola"])
            let posted = try await listener.received { $0.count >= 3 }
            #expect(Set(posted.map(\.body)).count == 1)
        }
    }

    @Test func inBadWeatherEverythingComesAtLeastOnce() async throws {
        try await EmulatorHouse.whatsApp { settings in
            settings.weather = DeliveryWeather(duplicatePercent: 40, latePercent: 40, lateMilliseconds: 300, seed: 7)
            settings.batchMilliseconds = 1_000
        } _: { house in
            let ana = try await house.addCustomer()
            for number in 1...40 { try await house.act(ana, Self.number, ["text": .string("mensaje \(number)")]) }
            let posted = try await house.listener.received { posted in
                Set(messages(posted).compactMap { $0["id"]?.stringValue }).count == 40
            }
            #expect(values(posted).count > posted.count, "several changes in one envelope")
        }
    }

    @Test func duplicatesAreTheSameTwice() async throws {
        try await EmulatorHouse.whatsApp {
            $0.weather.duplicatePercent = 100
        } _: { house in
            let ana = try await house.addCustomer()
            try await house.act(ana, Self.number, ["text": "hola"])
            let posted = try await house.listener.received { $0.count >= 2 }
            #expect(posted[0].body == posted[1].body)
        }
    }

    @Test func aCustomerWithoutANumberIsKnownByAnId() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "525512345678")
            _ = try await house.ask("PATCH", "/phones/\(ana)", ["hides_number": true])
            try await house.act(ana, Self.number, ["text": "hola"])
            let posted = try await house.listener.received { !$0.isEmpty }
            let message = try #require(messages(posted).first)
            #expect(message["from"] == nil)
            let user = try #require(message["from_user_id"]?.stringValue)
            #expect(user.hasPrefix("MX."))
            let sent = try await house.ask(
                "POST",
                "/\(Self.number)/messages",
                ["messaging_product": "whatsapp", "recipient": .string(user), "text": ["body": "Buen día"]],
                headers: Self.bearer
            )
            #expect(sent.status == 200)
            #expect(try await house.bubbles().last?["text"] == "Buen día")
        }
    }

    // MARK: From the business

    @Test func anAnswerReachesThePhoneAndItsStatusesComeBack() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "525512345678")
            try await house.act(ana, Self.number, ["text": "hola"])
            // The other written form of the same number.
            let sent = try await send(
                house,
                text("Buen día").merging(["to": "+52 1 55 1234 5678", "biz_opaque_callback_data": "demo|msg_01"])
            )
            #expect(sent.json["contacts"]?.arrayValue?.first?["wa_id"] == "5215512345678")
            let id = try #require(sent.json["messages"]?.arrayValue?.first?["id"]?.stringValue)
            let bubbles = try await house.bubbles()
            #expect(bubbles.map { $0["text"]?.stringValue } == ["hola", "Buen día"])
            let posted = try await house.listener.received { statuses($0).count >= 3 }
            let told = statuses(posted)
            #expect(Set(told.compactMap { $0["status"]?.stringValue }) == ["sent", "delivered", "read"])
            #expect(told.allSatisfy { $0["id"] == .string(id) && $0["biz_opaque_callback_data"] == "demo|msg_01" })
        }
    }

    @Test func outsideTheWindowOnlyTemplatesArrive() async throws {
        try await EmulatorHouse.whatsApp { house in
            let refused = try await send(house, text("¿Sigue ahí?"))
            #expect(refused.status == 200, "accepted is not delivered")
            let posted = try await house.listener.received { !statuses($0).isEmpty }
            #expect(statuses(posted).first?["errors"]?.arrayValue?.first?["code"] == 131_047)
            let made = try await house.ask(
                "POST",
                "/102290129340398/message_templates",
                [
                    "name": "recordatorio_pago", "language": "es_MX", "category": "UTILITY",
                    "components": [["type": "BODY", "text": "Hola {{1}}, debe {{2}}."]],
                ],
                headers: Self.bearer
            )
            #expect(made.json["status"] == "APPROVED")
            let parameters: JSON = [["type": "text", "text": "Ana"], ["type": "text", "text": "$1,160.00"]]
            let template: JSON = [
                "type": "template",
                "template": [
                    "name": "recordatorio_pago", "language": ["code": "es_MX"],
                    "components": [["type": "body", "parameters": parameters]],
                ],
            ]
            #expect(try await send(house, template).status == 200)
            #expect(try await house.bubbles().last?["text"] == "Hola Ana, debe $1,160.00.")
            let missing = template.merging(["template": ["components": []]])
            #expect(try await send(house, missing).json["error"]?["code"] == 132_000)
        }
    }

    /// A new template is reviewed, and what Meta decides on it later is told too.
    @Test func whatIsDecidedOnATemplateIsTold() async throws {
        try await EmulatorHouse.whatsApp {
            $0.reviewMilliseconds = 1
        } _: { house in
            let path = "/102290129340398/message_templates"
            var template: [String: JSON] = [
                "name": "aviso", "language": "es_MX", "category": "UTILITY",
                "components": [["type": "BODY", "text": "Tu pedido está listo."]],
            ]
            let made = try await house.ask("POST", path, .object(template), headers: Self.bearer)
            #expect(made.json["status"] == "PENDING", "\(made.json)")
            _ = try await house.listener.received { decisions($0).contains { $0["event"] == "APPROVED" } }
            let decide = "/control/templates/102290129340398/aviso"
            #expect(try await house.send("PUT", decide, Array("REJECTED".utf8)).status == 200)
            let posted = try await house.listener.received { decisions($0).count >= 2 }
            let rejection = try #require(decisions(posted).last)
            #expect(rejection["event"] == "REJECTED" && rejection["reason"] == "INVALID_FORMAT", "\(rejection)")
            #expect(rejection["message_template_name"] == "aviso" && rejection["metadata"] == nil, "\(rejection)")
            #expect(rejection["account"] == "102290129340398")
            #expect(try await house.send("PUT", decide, Array("PERHAPS".utf8)).status == 400)
            #expect(try await house.send("PUT", decide + "2", Array("PAUSED".utf8)).status == 404)
            template["name"] = "otro"
            template["components"] = [["type": "BODY", "text": "Tu pedido es {{1}}"]]
            let wrong = try await house.ask("POST", path, .object(template), headers: Self.bearer)
            #expect(wrong.json["error"]?["code"] == 131_009, "\(wrong.json)")
        }
    }

    @Test func templatesAreListedPageByPage() async throws {
        try await EmulatorHouse.whatsApp { house in
            let path = "/102290129340398/message_templates"
            for name in ["a", "b", "c"] {
                let template: JSON = [
                    "name": .string(name), "language": "es_MX", "category": "UTILITY",
                    "components": [["type": "BODY", "text": "Tu pedido está listo."]],
                ]
                #expect(try await house.ask("POST", path, template, headers: Self.bearer).status == 200)
            }
            let first = try await house.ask("GET", path + "?limit=2", headers: Self.bearer).json
            #expect(first["data"]?.arrayValue?.map { $0["name"] } == ["a", "b"], "\(first)")
            let next = try #require(first["paging"]?["next"]?.stringValue, "\(first)")
            let after = try #require(first["paging"]?["cursors"]?["after"]?.stringValue, "\(first)")
            #expect(next == house.url + path + "?limit=2&after=" + after)
            let second = try await house.ask("GET", path + "?limit=2&after=" + after, headers: Self.bearer).json
            #expect(second["data"]?.arrayValue?.map { $0["status"] } == ["APPROVED"], "\(second)")
            #expect(second["paging"]?["next"] == nil && second["paging"]?["cursors"] != nil, "\(second)")
            #expect(try await house.ask("GET", path + "?limit=0", headers: Self.bearer).status == 400)
        }
    }

    @Test func choicesComeBackWithTheirIds() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "525512345678")
            let buttons: JSON = [["type": "reply", "reply": ["id": "ok:Q12", "title": "Aceptar"]]]
            let message: JSON = [
                "type": "interactive",
                "interactive": ["type": "button", "body": ["text": "¿Acepta?"], "action": ["buttons": buttons]],
            ]
            try await house.act(ana, Self.number, ["text": "hola"])
            let sent = try await send(house, message)
            let id = try #require(sent.json["messages"]?.arrayValue?.first?["id"])
            try await house.act(ana, Self.number, ["choice": ["message": id, "id": "ok:Q12"]])
            let posted = try await house.listener.received { messages($0).count >= 2 }
            let reply = try #require(messages(posted).first { $0["type"] == "interactive" })
            #expect(reply["interactive"]?["button_reply"] == ["id": "ok:Q12", "title": "Aceptar"])
            #expect(reply["context"]?["id"] == id)
        }
    }

    @Test(
        arguments: [
            (["text": ["body": ""]], 131_009),
            (["text": ["body": .null]], 131_008),
            (["text": ["body": .string(String(repeating: "x", count: 4_097))]], 131_009),
            (["to": "nobody"], 131_009),
            (["messaging_product": "sms"], 100),
            (["type": "fax", "fax": [:]], 131_009),
            (["type": "image", "image": ["id": "7"]], 131_009),
            (["to": "525500000000", "text": ["body": "a mí"]], 131_021),
            (["type": "template", "template": ["name": "no", "language": ["code": "es"]]], 132_001),
        ] as [(JSON, Int64)]
    )
    func whatIsWrongIsRefusedWithItsCode(_ message: JSON, _ code: Int64) async throws {
        try await EmulatorHouse.whatsApp { house in
            let answer = try await send(house, text("hola").merging(message))
            #expect(answer.json["error"]?["code"] == .integer(code), "\(answer.json)")
            #expect(try await house.bubbles().isEmpty)
        }
    }

    @Test func limitsAreKept() async throws {
        try await EmulatorHouse.whatsApp {
            $0.messagesPerSecond = nil
        } _: { house in
            // A slow machine gets a few more through meanwhile.
            var count = 0
            while count < 500, try await send(house, text("hola")).json["error"]?["code"] != 131_056 { count += 1 }
            #expect((45..<500).contains(count))
            // Somebody else has not had any.
            #expect(try await send(house, text("hola").merging(["to": "525587654321"])).status == 200)
        }
        try await EmulatorHouse.whatsApp {
            $0.messagesPerSecond = 1
        } _: { house in
            var count = 0
            while count < 500, try await send(house, text("hola")).json["error"]?["code"] != 130_429 { count += 1 }
            #expect(count < 500)
        }
    }

    @Test func faultsArePlayedByPlan() async throws {
        try await EmulatorHouse.whatsApp { house in
            let plan = "131016@1,lost-answer@2,failed-131026@3,no-status@4"
            let set = try await house.send("PUT", "/control/faults/\(Self.number)", Array(plan.utf8))
            #expect(set.status == 200)
            try await house.act(
                try await house.addCustomer("Ana", address: "525512345678"),
                Self.number,
                ["text": "hola"]
            )
            #expect(try await send(house, text("1")).json["error"]?["code"] == 131_016)
            let lost = await #expect(throws: NetError.self) { try await send(house, text("2")) }
            #expect(lost?.outcome == .unknown)
            #expect(try await send(house, text("3")).status == 200)
            #expect(try await send(house, text("4")).status == 200)
            #expect(try await house.bubbles().compactMap { $0["text"]?.stringValue } == ["hola", "2", "3", "4"])
            let posted = try await house.listener.received { statuses($0).contains { $0["status"] == "failed" } }
            #expect(statuses(posted).contains { $0["errors"]?.arrayValue?.first?["code"] == 131_026 })
            let refused = try await house.send("PUT", "/control/faults/\(Self.number)", Array("war".utf8))
            #expect(refused.status == 400)
        }
    }

    @Test func aPhoneThatIsOffGetsItsMessagesLater() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "525512345678")
            try await house.act(ana, Self.number, ["text": "hola"])
            _ = try await house.ask("PATCH", "/phones/\(ana)", ["online": false])
            _ = try await send(house, text("Buen día"))
            let before = try await house.listener.received { !statuses($0).isEmpty }
            #expect(statuses(before).allSatisfy { $0["status"] == "sent" })
            _ = try await house.ask("PATCH", "/phones/\(ana)", ["online": true])
            _ = try await house.listener.received { statuses($0).contains { $0["status"] == "read" } }
        }
    }

    @Test func filesGoBothWays() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer("Ana", address: "525512345678")
            let file = try await house.send(
                "POST",
                "/phones/media?name=lista.pdf",
                Array("%PDF-1".utf8),
                [("Content-Type", "application/pdf")]
            )
            let media = try #require(try JSON(parsing: file.body)["id"])
            try await house.act(ana, Self.number, ["media": media, "text": "mi lista"])
            let posted = try await house.listener.received { !$0.isEmpty }
            let document = try #require(messages(posted).first?["document"])
            #expect(document["filename"] == "lista.pdf")
            #expect(document["caption"] == "mi lista")
            let id = try #require(document["id"]?.stringValue)
            let told = try await house.ask("GET", "/v25.0/\(id)", headers: Self.bearer)
            let url = try #require(told.json["url"]?.stringValue)
            #expect(try await house.send("GET", url).status == 401, "the URL alone opens nothing")
            #expect(try await house.send("GET", url, [], Self.bearer).body == Array("%PDF-1".utf8))

            let form =
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"COT-12.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF-2\r\n--x--\r\n"
            let type: [(name: String, value: String)] = [("Content-Type", "multipart/form-data; boundary=x")]
            let up = try await house.send("POST", "/\(Self.number)/media", Array(form.utf8), Self.bearer + type)
            let own = try #require(try JSON(parsing: up.body)["id"])
            _ = try await send(house, ["type": "document", "document": ["id": own, "filename": "COT-12.pdf"]])
            #expect(try await house.bubbles().last?["media"]?["id"] == own)
        }
    }

    @Test func aWebhookIsVerifiedBeforeItIsSet() async throws {
        let listener = WebhookListener { _, request in
            guard request.query.contains("verify_token=secret&") else { return (403, "") }
            return (200, request.query.components(separatedBy: "hub.challenge=").last ?? "")
        }
        try await EmulatorHouse.whatsApp(listener: listener) { house in
            func configure(_ token: String) async throws -> Int {
                try await house.ask(
                    "POST",
                    "/v25.0/\(Self.number)",
                    [
                        "webhook_configuration": [
                            "override_callback_uri": .string(house.hook), "verify_token": .string(token),
                        ]
                    ],
                    headers: Self.bearer
                ).status
            }
            let agreed = try await configure("secret")
            #expect(agreed == 200)
            #expect(listener.received.first?.query.hasPrefix("hub.mode=subscribe&") == true)
            let refused = try await configure("wrong")
            #expect(refused == 400)
        }
    }

    @Test func aCrowdWritesAndWhatIsSentTwiceIsCounted() async throws {
        try await EmulatorHouse.whatsApp { house in
            let crowd: JSON = ["shop": .string(Self.number), "text": "hola", "customers": 5, "messages": 4]
            let made = try await house.ask("POST", "/control/crowd", crowd)
            #expect(made.json["phones"]?.arrayValue?.count == 5)
            _ = try await house.listener.received { messages($0).count == 20 }
            for key in ["a", "b", "a"] {
                _ = try await send(house, text("Buen día").merging(["biz_opaque_callback_data": .string(key)]))
            }
            _ = try await send(house, text(""))
            let sends = try await house.ask("GET", "/control/sends").json
            #expect(sends == ["accepted": 3, "repeated": 1, "refused": ["131009": 1]])
            #expect(try await house.ask("GET", "/control/sends/keys").json == ["keys": ["a", "b"]])
            let tooMany = try await house.ask("POST", "/control/crowd", crowd.merging(["customers": 20_001]))
            #expect(tooMany.status == 400)
            let others = try await house.ask("POST", "/control/crowd", crowd.merging(["from": 5]))
            let phones = [made, others].flatMap { $0.json["phones"]?.arrayValue ?? [] }
            #expect(Set(phones).count == 10)
        }
    }

    @Test func aPersonAtTheBusinessesPhoneIsEchoed() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer()
            let echo: JSON = ["shop": .string(Self.number), "phone": .string(ana), "text": "Yo lo atiendo"]
            #expect(try await house.ask("POST", "/control/echo", echo).status == 202)
            let posted = try await house.listener.received { !$0.isEmpty }
            let change = posted.first?.json["entry"]?.arrayValue?.first?["changes"]?.arrayValue?.first
            #expect(change?["field"] == "smb_message_echoes")
            #expect(change?["value"]?["message_echoes"]?.arrayValue?.first?["text"]?["body"] == "Yo lo atiendo")
            #expect(try await house.bubbles().last?["text"] == "Yo lo atiendo")
            // A picture, to a customer who hides the number.
            let type = [(name: "Content-Type", value: "image/png")]
            let file = try await house.send("POST", "/phones/media?name=nota.png", [1, 2, 3], type)
            let media = try #require(try JSON(parsing: file.body)["id"])
            _ = try await house.ask("PATCH", "/phones/\(ana)", ["hides_number": true])
            let picture: JSON = ["shop": .string(Self.number), "phone": .string(ana), "media": media]
            #expect(try await house.ask("POST", "/control/echo", picture).status == 202)
            let told = try await house.listener.received { $0.count == 2 }
            let second = told.last?.json["entry"]?.arrayValue?.first?["changes"]?.arrayValue?.first
            let sent = second?["value"]?["message_echoes"]?.arrayValue?.first
            #expect(sent?["image"]?["mime_type"] == "image/png" && sent?["to"] == nil, "\(told)")
            #expect(sent?["to_user_id"]?.stringValue?.hasPrefix("MX.") == true)
            #expect(try await house.bubbles().last?["media"]?["id"] == media)
        }
    }

    @Test func readingAndTypingAreShown() async throws {
        try await EmulatorHouse.whatsApp { house in
            let ana = try await house.addCustomer()
            try await house.act(ana, Self.number, ["text": "hola"])
            let id = try #require(try await house.bubbles().first?["id"])
            let read: JSON = ["messaging_product": "whatsapp", "status": "read", "message_id": id]
            let answer = try await house.ask("POST", "/\(Self.number)/messages", read, headers: Self.bearer)
            #expect(answer.json == ["success": true])
            #expect(try await house.bubbles().first?["status"] == "read")
            let client = try HTTPClient()
            defer { client.shutdown() }
            let events = try await client.stream(
                HTTPRequest(url: house.url + "/phones/events", timeoutMilliseconds: 300_000)
            )
            let typing = read.merging(["typing_indicator": ["type": "text"]])
            let shown = try await house.ask("POST", "/\(Self.number)/messages", typing, headers: Self.bearer)
            #expect(shown.json == ["success": true])
            var told = ""
            for try await piece in events.body {
                told += String(decoding: piece, as: UTF8.self)
                if told.contains("\"type\":\"typing\"") { break }
            }
            #expect(told.contains("\"phone\":\"\(ana)\""), "\(told)")
        }
    }
}
