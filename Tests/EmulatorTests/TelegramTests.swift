// The emulated Bot API, as a bot and its customers meet it.

import HostEmulators
import HostNet
import OrkestaModel
import Testing

@Suite("Emulated Telegram")
struct TelegramTests {
    private static let token = "123456:demo"

    private func call(_ house: EmulatorHouse, _ method: String, _ json: JSON = [:]) async throws -> JSON {
        try await house.ask("POST", "/bot\(Self.token)/\(method)", json).json
    }

    private func setWebhook(_ house: EmulatorHouse) async throws {
        let set = try await call(house, "setWebhook", ["url": .string(house.hook), "secret_token": "s-1"])
        #expect(set == ["ok": true, "result": true])
    }

    /// Ana, who has written to the bot, with her chat's id.
    private func ana(_ house: EmulatorHouse) async throws -> (phone: String, chat: JSON) {
        _ = try await call(house, "getMe")
        let phone = try await house.addCustomer("Ana", address: "@ana")
        try await house.act(phone, "123456", ["text": "/start"])
        return (phone, .integer(try #require(Int64(phone))))
    }

    @Test func aTokenMakesABot() async throws {
        try await EmulatorHouse.telegram { house in
            #expect(try await call(house, "getMe")["result"]?["id"] == 123_456)
            let other = try await house.ask("POST", "/bot123456:other/getMe")
            #expect(other.status == 401)
            #expect(other.json["description"] == "Unauthorized")
            #expect(try await house.ask("POST", "/bot\(Self.token)/fly").status == 404)
        }
    }

    @Test func updatesWaitUntilTheyAreFetched() async throws {
        try await EmulatorHouse.telegram { house in
            _ = try await ana(house)
            let first = try await call(house, "getUpdates", ["timeout": 5])["result"]?.arrayValue ?? []
            #expect(first.count == 1)
            let update = try #require(first.first)
            #expect(update["message"]?["text"] == "/start")
            #expect(update["message"]?["from"]?["username"] == "ana")
            let id = try #require(update["update_id"]?.integerValue)
            let next = try await call(house, "getUpdates", ["offset": .integer(id + 1)])
            #expect(next == ["ok": true, "result": []])
        }
    }

    @Test func aPollEndsWhenSomethingComes() async throws {
        try await EmulatorHouse.telegram { house in
            let (phone, _) = try await ana(house)
            let seen = try await call(house, "getUpdates")["result"]?.arrayValue?.last?["update_id"]?.integerValue ?? 0
            async let poll = call(house, "getUpdates", ["offset": .integer(seen + 1), "timeout": 50])
            try await house.act(phone, "123456", ["text": "¿hay taquetes?"])
            #expect(try await poll["result"]?.arrayValue?.first?["message"]?["text"] == "¿hay taquetes?")
        }
    }

    @Test func aWebhookGetsTheSecretAndIsNeverOvertaken() async throws {
        // The first two attempts fail: what comes behind them waits.
        let listener = WebhookListener { number, _ in (number < 2 ? 503 : 200, "") }
        try await EmulatorHouse.telegram(listener: listener) { house in
            try await setWebhook(house)
            let (phone, _) = try await ana(house)
            for number in 1...5 { try await house.act(phone, "123456", ["text": .string("\(number)")]) }
            let posted = try await listener.received { $0.count >= 8 }
            #expect(posted.allSatisfy { $0.headers["x-telegram-bot-api-secret-token"] == "s-1" })
            let texts = posted.compactMap { $0.json["message"]?["text"]?.stringValue }
            #expect(texts == ["/start", "/start", "/start", "1", "2", "3", "4", "5"])
            let refused = try await call(house, "getUpdates")
            #expect(refused["error_code"] == 409)
        }
    }

    /// Telegram did not hear that the update was taken: it comes again, the next after it, and
    /// the method in the answer that nobody heard is not carried out.
    @Test func whatWasNotHeardToBeTakenComesAgainInItsOrder() async throws {
        let listener = WebhookListener { _, request in
            guard let message = request.json["message"], message["text"] == "/start" else { return (200, "") }
            let chat = message["chat"]?["id"] ?? .null
            return (200, JSON.object(["method": "sendMessage", "chat_id": chat, "text": "Buen día"]).description)
        }
        try await EmulatorHouse.telegram(listener: listener) {
            $0.weather = DeliveryWeather(duplicatePercent: 100)
        } _: { house in
            try await setWebhook(house)
            let (phone, _) = try await ana(house)
            try await house.act(phone, "123456", ["text": "¿hay taquetes?"])
            let posted = try await listener.received { $0.count >= 3 }.prefix(3)
            let texts = posted.compactMap { $0.json["message"]?["text"]?.stringValue }
            #expect(texts == ["/start", "/start", "¿hay taquetes?"])
            #expect(posted.first?.body == posted.dropFirst().first?.body)
            let answers = try await house.bubbles(atLeast: 3).filter { $0["from_customer"] == false }
            #expect(answers.count == 1, "\(answers)")
            let attempts = try await house.ask("GET", "/control/deliveries").json["attempts"]?.arrayValue
            #expect(attempts?.first?["failure"] == "answer-lost", "\(attempts ?? [])")
        }
    }

    @Test func aWebhookMayAnswerWithAMethod() async throws {
        let listener = WebhookListener { _, request in
            let chat = request.json["message"]?["chat"]?["id"] ?? .null
            return (200, JSON.object(["method": "sendMessage", "chat_id": chat, "text": "Buen día"]).description)
        }
        try await EmulatorHouse.telegram(listener: listener) { house in
            try await setWebhook(house)
            _ = try await ana(house)
            #expect(try await house.bubbles(atLeast: 2).last?["text"] == "Buen día")
        }
    }

    @Test func textIsFormattedAndHeldToItsLimits() async throws {
        try await EmulatorHouse.telegram { house in
            let (_, chat) = try await ana(house)
            let sent = try await call(
                house,
                "sendMessage",
                [
                    "chat_id": chat, "parse_mode": "HTML",
                    "text": "<b>Total</b>: 3 &lt; 4 &amp; <a href=\"https://a.mx\">más</a>",
                ]
            )
            #expect(sent["result"]?["text"] == "Total: 3 < 4 & más")
            #expect(
                sent["result"]?["entities"] == [
                    ["type": "bold", "offset": 0, "length": 5],
                    ["type": "text_link", "offset": 15, "length": 3, "url": "https://a.mx"],
                ]
            )
            for (text, description) in [
                ("<b>a", "can't parse entities"), ("a < b", "can't parse entities"),
                ("<h1>a</h1>", "Unsupported start tag"),
                (String(repeating: "x", count: 4_097), "message is too long"), (" ", "message text is empty"),
            ] {
                let answer = try await call(
                    house,
                    "sendMessage",
                    ["chat_id": chat, "parse_mode": "HTML", "text": .string(text)]
                )
                #expect(answer["error_code"] == 400)
                #expect(answer["description"]?.stringValue?.contains(description) == true, "\(answer)")
            }
        }
    }

    @Test func aTapCallsBackAndIsAnswered() async throws {
        try await EmulatorHouse.telegram { house in
            try await setWebhook(house)
            let (phone, chat) = try await ana(house)
            let keyboard: JSON = ["inline_keyboard": [[["text": "Aceptar", "callback_data": "ok:Q12"]]]]
            let sent = try await call(
                house,
                "sendMessage",
                ["chat_id": chat, "text": "¿Acepta?", "reply_markup": keyboard]
            )
            let number = try #require(sent["result"]?["message_id"]?.integerValue)
            let choice: JSON = ["message": .string("123456/\(number)"), "id": "0.0"]
            try await house.act(phone, "123456", ["choice": choice])
            let posted = try await house.listener.received { $0.contains { $0.json["callback_query"] != nil } }
            let query = try #require(posted.compactMap { $0.json["callback_query"] }.first)
            #expect(query["data"] == "ok:Q12")
            #expect(query["message"]?["message_id"] == .integer(number))
            #expect(query["message"]?["reply_markup"] == keyboard)
            let id = try #require(query["id"])
            #expect(try await call(house, "answerCallbackQuery", ["callback_query_id": id])["ok"] == true)
            #expect(try await call(house, "answerCallbackQuery", ["callback_query_id": id])["error_code"] == 400)
            let long = String(repeating: "x", count: 65)
            let refused = try await call(
                house,
                "sendMessage",
                [
                    "chat_id": chat, "text": "x",
                    "reply_markup": ["inline_keyboard": [[["text": "x", "callback_data": .string(long)]]]],
                ]
            )
            #expect(refused["description"] == "Bad Request: BUTTON_DATA_INVALID")
        }
    }

    @Test func aNumberIsSharedWhenItIsAskedFor() async throws {
        try await EmulatorHouse.telegram { house in
            try await setWebhook(house)
            _ = try await call(house, "getMe")
            let phone = try await house.addCustomer("Ana", address: "+52 55 1234 5678")
            try await house.act(phone, "123456", ["contact": true])
            let posted = try await house.listener.received { !$0.isEmpty }
            let contact = try #require(posted.first?.json["message"]?["contact"])
            #expect(contact["phone_number"] == "525512345678")
            #expect(contact["user_id"] == .integer(try #require(Int64(phone))))
        }
    }

    @Test func whoCannotBeWrittenToIsNamed() async throws {
        try await EmulatorHouse.telegram { house in
            try await setWebhook(house)
            let (phone, chat) = try await ana(house)
            let stranger = try await house.addCustomer("Luis")
            let nobody = try await call(house, "sendMessage", ["chat_id": 1, "text": "hola"])
            #expect(nobody["description"] == "Bad Request: chat not found")
            let early = try await call(house, "sendMessage", ["chat_id": .string(stranger), "text": "hola"])
            #expect(early["error_code"] == 403)
            _ = try await house.ask("PATCH", "/phones/\(phone)", ["blocking": true])
            let blocked = try await call(house, "sendMessage", ["chat_id": chat, "text": "hola"])
            #expect(blocked["description"] == "Forbidden: bot was blocked by the user")
            let posted = try await house.listener.received { $0.contains { $0.json["my_chat_member"] != nil } }
            let member = posted.compactMap { $0.json["my_chat_member"] }.first
            #expect(member?["new_chat_member"]?["status"] == "kicked")
        }
    }

    @Test func tooManyMessagesToAChatAreToldToWait() async throws {
        try await EmulatorHouse.telegram { house in
            let (_, chat) = try await ana(house)
            var answer: JSON = [:]
            var count = 0
            while count < 500, answer["error_code"] != 429 {
                answer = try await call(house, "sendMessage", ["chat_id": chat, "text": "hola"])
                count += 1
            }
            #expect(count > 5 && count < 500)
            let wait = answer["parameters"]?["retry_after"]?.integerValue ?? 0
            #expect(wait >= 1)
            #expect(answer["description"] == .string("Too Many Requests: retry after \(wait)"))
        }
    }

    @Test func faultsArePlayedByPlan() async throws {
        try await EmulatorHouse.telegram { house in
            let (_, chat) = try await ana(house)
            let plan = "429@1,502@2,lost-answer@3"
            _ = try await house.send("PUT", "/control/faults/123456", Array(plan.utf8))
            let message: JSON = ["chat_id": chat, "text": "hola"]
            #expect(try await call(house, "sendMessage", message)["parameters"]?["retry_after"] == 35)
            #expect(try await call(house, "sendMessage", message) == .null, "no JSON")
            await #expect(throws: NetError.self) { try await call(house, "sendMessage", message) }
            #expect(try await house.bubbles().count == 2)
        }
    }

    @Test func filesGoBothWays() async throws {
        try await EmulatorHouse.telegram { house in
            try await setWebhook(house)
            let (phone, _) = try await ana(house)
            let type: [(name: String, value: String)] = [("Content-Type", "image/png")]
            let file = try await house.send("POST", "/phones/media?name=a.png", [1, 2, 3], type)
            let media = try #require(try JSON(parsing: file.body)["id"])
            try await house.act(phone, "123456", ["media": media, "text": "¿tienen esta?"])
            let posted = try await house.listener.received { $0.contains { $0.json["message"]?["photo"] != nil } }
            let message = try #require(posted.compactMap { $0.json["message"] }.last)
            let id = try #require(message["photo"]?.arrayValue?.last?["file_id"])
            let told = try await call(house, "getFile", ["file_id": id])
            let path = try #require(told["result"]?["file_path"]?.stringValue)
            #expect(try await house.send("GET", "/file/bot\(Self.token)/\(path)").body == [1, 2, 3])

            let form =
                "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n\(phone)\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"COT-12.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF\r\n--x--\r\n"
            let multipart: [(name: String, value: String)] = [("Content-Type", "multipart/form-data; boundary=x")]
            let sent = try await house.send("POST", "/bot\(Self.token)/sendDocument", Array(form.utf8), multipart)
            #expect(try JSON(parsing: sent.body)["result"]?["document"]?["file_name"] == "COT-12.pdf")
            #expect(try await house.bubbles().last?["media"]?["name"] == "COT-12.pdf")
        }
    }
}
