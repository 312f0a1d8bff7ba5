// A customer writes on the phone of an emulated provider, and the host's agents
// answer there: through the real plugins, the providers' wire, and their webhooks.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChannelFlows {
    private static let csv = "sku,name,price\nMAR-1,Martillo de Uña,189\nTOR-1,Tornillo 1/2 Pulgada,2.50\n"

    @Test func whatsAppAnswersOnThePhone() async throws {
        let town = try await Town("whatsapp", plugin: "whatsapp")
        try await town.turnWhatsApp()
        let ana = try await town.addCustomer(address: "+525511112222")
        try await town.write("busco un martillo", on: ana, to: Town.whatsAppNumber)
        // A phone reads what it shows: the answer is waited for until it is read.
        _ = try await town.answer(on: ana, status: "read") { $0.contains("Martillo de Uña") }
        // So does an agent, and the customer sees it.
        try await town.isRead("busco un martillo")
        // Meta's question, and one who only pretends to be Meta.
        let query = "hub.mode=subscribe&hub.challenge=42&hub.verify_token="
        let right = try await town.host.get("\(town.path)?\(query)emulated-verify-token")
        #expect(right.status == 200 && right.text == "42")
        #expect(try await town.host.get("\(town.path)?\(query)guessed").status == 403)
        let forged = try await town.host.post(town.path, ["object": "whatsapp_business_account", "entry": []])
        #expect(forged.status == 401)
    }

    @Test(arguments: ["webhook", "polling"])
    func telegramAnswersOnThePhone(_ updates: String) async throws {
        let town = try await Town("telegram", plugin: "telegram")
        // A bot that somebody else was called for: whoever polls it takes that away.
        let old: JSON = ["url": "https://old.example/hook"]
        #expect(try await town.provider.post("/bot123456:demo/setWebhook", old).status == 200)
        try await town.turnTelegram(updates)
        let ana = try await town.addCustomer(address: "@ana")
        try await town.write("/start", on: ana, to: "123456")
        _ = try await town.answer(on: ana) { !$0.isEmpty }
        try await town.write("busco un martillo", on: ana, to: "123456")
        _ = try await town.answer(on: ana) { $0.contains("Martillo de Uña") }
        let forged = try await town.host.post(town.path, ["update_id": 1])
        #expect(forged.status == 401)
        // What a person would see is heard; a button that Telegram no longer shows says nothing.
        let (from, chat): (JSON, JSON) = (
            ["id": .integer(Int64(ana) ?? 0)], ["id": .integer(Int64(ana) ?? 0), "type": "private"]
        )
        let tap: JSON = ["id": "1", "from": from, "message": ["date": 0, "chat": chat], "data": "0"]
        let contact: JSON = ["first_name": "Beto", "last_name": "Ruiz", "phone_number": "525512340000"]
        let told: JSON = ["from": from, "chat": chat, "contact": contact]
        for update in [["update_id": 1, "callback_query": tap], ["update_id": 2, "message": told]] as [JSON] {
            #expect(try await town.host.post(town.path, update, headers: Town.telegramSecret).status == 200)
        }
        let place: JSON = ["latitude": 19.43, "longitude": -99.13]
        try await town.act(["location": place], on: ana, to: "123456")
        let texts = try await town.heard { $0["reply"]?["text"] == "19.43, -99.13" }.map { $0["reply"]?["text"] }
        #expect(texts.contains("Beto Ruiz 525512340000") && !texts.contains("0"), "\(texts)")
    }

    /// A row or a button has less room than a product's name: the price is read all the same,
    /// and a tap says the whole name.
    @Test(arguments: ["whatsapp", "telegram"])
    func aProductIsTappedInAList(_ channel: String) async throws {
        let town = try await Town(channel, plugin: channel, tenant: FlowHost.newTenant())
        let isTelegram = channel == "telegram"
        let name = "Martillo de Uña Curva 16 oz Mango de Fibra de Vidrio"
        _ = try await town.tenant.upload(
            "sku,name,price,stock\nMAR-1,\(name),189,12\nMAR-2,\(name) Truper,259,7\nTOR-1,Tornillo,2.50,9\n"
        )
        if isTelegram { try await town.turnTelegram() } else { try await town.turnWhatsApp() }
        let ana = try await town.addCustomer(address: isTelegram ? "@ana" : "+525511116666")
        let shop = isTelegram ? "123456" : Town.whatsAppNumber
        try await town.write("busco martillos", on: ana, to: shop)
        let list = try await town.message(on: ana) { $0["choices"]?.arrayValue?.count == 2 }
        let wanted = try #require(
            list["choices"]?.arrayValue?.first { choice in
                isTelegram
                    ? choice["title"] == .string("\(name) Truper")
                    : choice["detail"]?.stringValue?.contains("Truper · $259.00") == true
            },
            "\(list)"
        )
        if isTelegram { #expect(list["text"]?.stringValue?.contains("\(name) Truper — $259.00") == true, "\(list)") }
        let tap: JSON = ["choice": ["message": list["id"] ?? .null, "id": wanted["id"] ?? .null]]
        try await town.act(tap, on: ana, to: shop)
        let answer = try await town.answer(on: ana) { $0.hasPrefix("\(name) Truper\n$259.00") }
        #expect(answer["choices"] == [], "\(answer)")
    }

    /// Without a public address: the paper goes up to the provider, which cannot come here
    /// for it.
    @Test(arguments: ["whatsapp", "telegram"])
    func aQuoteComesWithItsPDF(_ channel: String) async throws {
        let town = try await Town(channel, plugin: channel, tenant: FlowHost.newShop())
        let isTelegram = channel == "telegram"
        if isTelegram { try await town.turnTelegram() } else { try await town.turnWhatsApp() }
        let ana = try await town.addCustomer(address: isTelegram ? "@ana" : "+525511115555")
        let list = "Buenas tardes, me cotizan por favor:\n1) 3 pzas martillo uña curva\n2) Taladro rotomartillo - 1"
        try await town.write(list, on: ana, to: isTelegram ? "123456" : Town.whatsAppNumber)
        let paper = try await town.message(on: ana) { $0["kind"] == "document" }
        #expect(paper["media"]?["type"] == "application/pdf", "\(paper)")
        let id = try #require(paper["media"]?["id"]?.stringValue, "\(paper)")
        let file = try await town.provider.get("/phones/media/\(id)")
        #expect(file.body.starts(with: Array("%PDF-1.".utf8)))
    }

    @Test func smsAnswersOnThePhone() async throws {
        let town = try await Town("sms", plugin: "sms")
        let login = "AC00000000000000000000000000000001:emulated-auth-token"
        try await town.setSMSWebhook(login)
        try await town.tenant.change(
            "sms",
            [
                "enabled": true,
                "settings": [
                    "account_sid": "AC00000000000000000000000000000001", "auth_token": "emulated-auth-token",
                    "from": "+12025550100", "webhook_url": .string(town.webhook),
                    "api_base_url": .string(town.providerURL),
                ],
            ]
        )
        let ana = try await town.addCustomer(address: "+525511113333")
        try await town.write("busco un martillo", on: ana, to: "+12025550100")
        _ = try await town.answer(on: ana) { $0.contains("Martillo de Uña") }
        // A picture without a word is fetched, with the account's token.
        try await town.show(Array(Data(base64Encoded: SamplePNG.small) ?? Data()), on: ana, to: "+12025550100")
        let file = try await town.fetchedFile()
        #expect(file["mime"] == "image/png" && file["media_id"]?.stringValue != nil, "\(file)")
    }

    /// A person who answers from the business's own phone takes the conversation: the
    /// agents are silent in it from then on.
    @Test func aPersonAtTheBusinessesPhoneTakesOver() async throws {
        let town = try await Town("whatsapp", plugin: "whatsapp")
        try await town.turnWhatsApp()
        let ana = try await town.addCustomer(address: "+525511114444")
        try await town.write("busco un martillo", on: ana, to: Town.whatsAppNumber)
        _ = try await town.answer(on: ana) { $0.contains("Martillo de Uña") }
        let echo: JSON = ["shop": .string(Town.whatsAppNumber), "phone": .string(ana), "text": "Yo lo atiendo"]
        #expect(try await town.provider.post("/control/echo", echo).status == 202)
        try await town.webhooksAreDelivered()
        try await town.write("quiero dos", on: ana, to: Town.whatsAppNumber)
        // An answer would be committed with what it answers.
        let roles = try await town.history(of: ana, untilLast: "quiero dos").map { $0["role"] }
        #expect(roles.prefix(2) == ["user", "person"], "\(roles)")
        // Nobody has read it: the person does at the phone itself.
        try await town.webhooksAreDelivered()
        let shown = try await town.provider.get("/phones").json["messages"]?.arrayValue ?? []
        #expect(shown.first { $0["text"] == "quiero dos" }?["status"] != "read", "\(shown)")
    }

    /// What Meta decides on a template is told by its webhook, and recorded here.
    @Test func aTemplateThatMetaPausesIsPausedHere() async throws {
        let town = try await Town("whatsapp", plugin: "whatsapp")
        try await town.turnWhatsApp()
        let made: JSON = [
            "name": "aviso", "language": "es_MX", "category": "UTILITY",
            "components": [["type": "BODY", "text": "Tu pedido está listo."]],
        ]
        let account = Town.whatsAppAccount
        let created = try await town.provider.post("/\(account)/message_templates?access_token=any", made)
        try #require(created.status == 200, "\(created.text)")
        let (tower, path) = (town.tenant.tower, "/api/tenants/\(town.tenant.id)/templates")
        let provider: JSON = ["name": "aviso", "language": "es_MX", "approval": "approved"]
        let words: JSON = ["body": "Tu pedido está listo.", "provider": provider]
        let set = try await tower.put("\(path)/aviso?channel=whatsapp", words)
        try #require(set.status == 200, "\(set.text)")
        let decide = "/control/templates/\(account)/aviso"
        let paused = try await town.provider.send("PUT", decide, body: Array("PAUSED".utf8), type: "text/plain")
        try #require(paused.status == 200, "\(paused.text)")
        try await town.webhooksAreDelivered()
        let known = try await tower.get(path).json["items"]?.arrayValue?.first?["provider"]
        #expect(known?["approval"] == "paused", "\(known ?? .null)")
        #expect(known?["reason"]?.stringValue?.isEmpty == false, "\(known ?? .null)")
    }

    /// What was decided before the webhook was subscribed to is asked for, page after page.
    @Test func whatMetaDecidedBeforeIsAskedFor() async throws {
        let town = try await Town("whatsapp", plugin: "whatsapp")
        let account = Town.whatsAppAccount
        for name in (1...100).map({ "relleno_\($0)" }) + ["aviso"] {
            let made: JSON = [
                "name": .string(name), "language": "es_MX", "category": "UTILITY",
                "components": [["type": "BODY", "text": "Tu pedido está listo."]],
            ]
            let created = try await town.provider.post("/\(account)/message_templates?access_token=any", made)
            try #require(created.status == 200, "\(created.text)")
        }
        let (tower, tenant) = (town.tenant.tower, "/api/tenants/\(town.tenant.id)")
        let refresh = "\(tenant)/channels/whatsapp/templates/refresh"
        #expect(try await tower.post(refresh, [:]).isProblem(409))
        try await town.turnWhatsApp()
        for name in ["aviso", "olvidada"] {
            let words: JSON = [
                "body": "Tu pedido está listo.", "provider": ["name": .string(name), "language": "es_MX"],
            ]
            let set = try await tower.put("\(tenant)/templates/\(name)?channel=whatsapp", words)
            try #require(set.json["provider"]?["approval"] == "pending", "\(set.text)")
        }
        let review = try await tower.post(refresh, [:])
        try #require(review.status == 200, "\(review.text)")
        #expect(review.json["items"]?.arrayValue?.count == 101)
        let listed = review.json["items"]?.arrayValue?.last
        #expect(listed?["approval"] == "approved" && listed?["templates"] == ["aviso"], "\(listed ?? .null)")
        #expect(review.json["changed"]?.arrayValue?.map { $0["name"] } == ["aviso"], "\(review.text)")
        #expect(review.json["missing"]?.arrayValue?.map { $0["name"] } == ["olvidada"], "\(review.text)")
        let known = try await tower.get("\(tenant)/templates").json["items"]?.arrayValue?.first
        #expect(known?["provider"]?["approval"] == "approved", "\(known ?? .null)")
        // Whose templates they are must be known.
        try await town.tenant.change("whatsapp", ["settings": ["account_id": ""]])
        let refused = try await tower.post(refresh, [:])
        #expect(refused.isProblem(502) && refused.text.contains("account_id"), "\(refused.text)")
    }

    /// A busy day with bad weather: many customers at once, a third of the webhooks
    /// twice, a third overtaken, several of them in one envelope.
    @Test func everyMessageIsTakenOnceInBadWeather() async throws {
        let weather = ["--duplicates", "33", "--late", "33", "--late-ms", "1500", "--batch-ms", "20", "--seed", "9"]
        let town = try await Town(
            "whatsapp",
            weather + ["--per-second", "0", "--connections", "32"],
            plugin: "whatsapp"
        )
        try await town.turnWhatsApp()
        let crowd: JSON = [
            "shop": .string(Town.whatsAppNumber), "text": "busco un martillo", "customers": 30, "messages": 3,
        ]
        let made = try await town.provider.post("/control/crowd", crowd)
        let phones = (made.json["phones"]?.arrayValue ?? []).compactMap(\.stringValue)
        try #require(phones.count == 30, "\(made.text)")
        for phone in phones { _ = try await town.answer(on: phone) { $0.contains("Martillo de Uña") } }
        try await town.webhooksAreDelivered()
        for phone in phones {
            let history = try await town.tenant.client.get("/api/chat/history/+\(phone)")
            let written = (history.json["items"]?.arrayValue ?? []).filter { $0["role"] == "user" }
            #expect(written.count == 3, "\(history.text)")
        }
        let sends = try await town.provider.get("/control/sends")
        #expect(sends.json["repeated"] == 0, "\(sends.text)")
    }

    /// A shop of its own with a small catalog, and a provider of its own.
    private struct Town {
        let tenant: FlowTenant
        /// The host's client API, without a key: as providers call it.
        let host: APIClient
        let provider: APIClient
        let path: String
        private let process: EmulatedProvider
        private let http: HTTPClient

        static let whatsAppNumber = "106540352242922"
        static let whatsAppAccount = "102290129340398"
        static let telegramSecret: [(name: String, value: String)] = [("X-Telegram-Bot-Api-Secret-Token", "s-1")]

        init(
            _ service: String,
            _ arguments: [String] = [],
            plugin: String,
            tenant: FlowTenant? = nil
        ) async throws {
            if let tenant {
                self.tenant = tenant
            } else {
                self.tenant = try await FlowHost.newTenant()
                _ = try await self.tenant.upload(ChannelFlows.csv)
            }
            host = try await FlowHost.client(key: nil)
            process = try EmulatedProvider(arguments, of: service)
            http = try HTTPClient()
            provider = APIClient(baseURL: process.url, apiKey: nil, http: http)
            path = "/channels/\(plugin)/\(self.tenant.id)"
        }

        var providerURL: String { process.url }
        var webhook: String { host.baseURL + path }

        func addCustomer(address: String) async throws -> String {
            let made = try await provider.post("/phones", ["name": "Ana", "address": .string(address)])
            return try #require(made.json["id"]?.stringValue, "\(made.text)")
        }

        func write(_ text: String, on phone: String, to shop: String) async throws {
            try await act(["text": .string(text)], on: phone, to: shop)
        }

        /// Does what the page of the phone posts.
        func act(_ act: JSON, on phone: String, to shop: String) async throws {
            let answer = try await provider.post("/phones/\(phone)/messages", act.merging(["shop": .string(shop)]))
            try #require(answer.status == 202, "\(answer.text)")
        }

        /// A message of the business on the phone whose text fits, in that status if one is given; waits for it.
        func answer(
            on phone: String,
            status: JSON? = nil,
            where isWanted: (String) -> Bool
        ) async throws -> JSON {
            try await message(on: phone) { message in
                isWanted(message["text"]?.stringValue ?? "") && (status == nil || message["status"] == status)
            }
        }

        /// Waits until the customer sees that this message of theirs was read.
        func isRead(_ text: String) async throws {
            var shown: [JSON] = []
            let isRead = try await eventually(every: 40) {
                shown = try await provider.get("/phones").json["messages"]?.arrayValue ?? []
                return shown.contains { $0["text"] == .string(text) && $0["status"] == "read" }
            }
            #expect(isRead, "“\(text)” was not read: \(shown)")
        }

        /// A message of the business on the phone that fits; waits for it.
        func message(on phone: String, where isWanted: (JSON) -> Bool) async throws -> JSON {
            var shown: [JSON] = []
            let found = try await eventual(every: 40) {
                shown = try await provider.get("/phones").json["messages"]?.arrayValue ?? []
                return shown.first { message in
                    message["phone"] == .string(phone) && message["from_customer"] == false && isWanted(message)
                }
            }
            if let found { return found }
            let deliveries = try await provider.get("/control/deliveries").text
            return try #require(found, "no answer came; the phones show \(shown), the webhooks \(deliveries)")
        }

        /// Once it is called, or polls without being called.
        func turnTelegram(_ updates: String = "polling") async throws {
            try await tenant.change(
                "telegram",
                [
                    "enabled": true,
                    "settings": [
                        "bot_token": "123456:demo", "webhook_secret": "s-1", "webhook_url": .string(webhook),
                        "updates": .string(updates), "api_base_url": .string(providerURL),
                    ],
                ]
            )
            let url: JSON = updates == "webhook" ? .string(webhook) : ""
            var info: JSON = .null
            let isTold = try await eventually(every: 40) {
                info = try await provider.get("/bot123456:demo/getWebhookInfo").json
                return info["result"]?["url"] == url
            }
            #expect(isTold, "the bot is told of updates otherwise: \(info)")
        }

        func turnWhatsApp() async throws {
            let set = try await provider.put("/control/numbers/\(Self.whatsAppNumber)", ["webhook": .string(webhook)])
            try #require(set.status == 200, "\(set.text)")
            try await tenant.change(
                "whatsapp",
                [
                    "enabled": true,
                    "settings": [
                        "phone_number_id": .string(Self.whatsAppNumber), "access_token": "any",
                        "account_id": .string(Self.whatsAppAccount),
                        "app_secret": "emulated-app-secret", "verify_token": "emulated-verify-token",
                        "api_base_url": .string(providerURL),
                    ],
                ]
            )
        }

        /// Sends a picture and nothing else.
        func show(_ picture: [UInt8], on phone: String, to shop: String) async throws {
            let kept = try await provider.send("POST", "/phones/media", body: picture, type: "image/png")
            let media = try #require(kept.json["id"], "\(kept.text)")
            try await act(["media": media], on: phone, to: shop)
        }

        /// The file that the only customer sent, once the host has it.
        func fetchedFile() async throws -> JSON {
            let message = try await heard { $0["attachments"]?.arrayValue?.first?["state"] == "fetched" }.last
            return message?["attachments"]?.arrayValue?.first ?? .null
        }

        /// The messages of the only conversation up to one that fits; waits for it.
        func heard(where isWanted: (JSON) -> Bool) async throws -> [JSON] {
            var messages: [JSON] = []
            let heard = try await eventual(every: 40) { () async throws -> [JSON]? in
                var list: [JSON] = []
                // A picture may hand it to a person.
                for state in ["active", "paused"] where list.isEmpty {
                    let page = try await tenant.client.get("/api/conversations?state=\(state)")
                    list = page.json["items"]?.arrayValue ?? []
                }
                let id = list.first?["id"]?.stringValue ?? ""
                messages = try await tenant.client.get("/api/conversations/\(id)").json["messages"]?.arrayValue ?? []
                return messages.firstIndex(where: isWanted).map { Array(messages[...$0]) }
            }
            return try #require(heard, "nothing of the kind was heard: \(messages)")
        }

        /// What was said, latest first, once `text` is in it.
        func history(of phone: String, untilLast text: String) async throws -> [JSON] {
            var items: [JSON] = []
            let isSaid = try await eventually(every: 40) {
                let page = try await tenant.client.get("/api/chat/history/+\(phone)?order=desc")
                items = page.json["items"]?.arrayValue ?? []
                return items.contains { $0["reply"]?["text"] == .string(text) }
            }
            return try #require(isSaid ? items : nil, "“\(text)” is not in the history: \(items)")
        }

        /// Waits until every webhook was taken.
        func webhooksAreDelivered() async throws {
            let areDelivered = try await eventually(every: 40) {
                try await provider.get("/control/deliveries").json["pending"] == 0
            }
            if areDelivered { return }
            Issue.record("webhooks are still under way: \(try await provider.get("/control/deliveries").text)")
        }

        func setSMSWebhook(_ login: String) async throws {
            let account = login.prefix { $0 != ":" }
            let url = "\(process.url)/2010-04-01/Accounts/\(account)/IncomingPhoneNumbers/+12025550100.json"
            let request = HTTPRequest(
                method: "POST",
                url: url,
                headers: [("Authorization", "Basic " + Data(login.utf8).base64EncodedString())],
                body: Array(FormFields([("SmsUrl", webhook)]).text.utf8)
            )
            let answer = try await http.send(request)
            try #require(answer.status == 200)
        }
    }
}
