// A shop that customers write to through a channel, and the provider whose emulator plays their
// phones: what flows through channels need.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

/// A shop of its own with a small catalog, and a provider of its own.
struct ChannelTown {
    private static let csv = "sku,name,price\nMAR-1,Martillo de Uña,189\nTOR-1,Tornillo 1/2 Pulgada,2.50\n"

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
            _ = try await self.tenant.upload(Self.csv)
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

    /// Has a customer of WhatsApp do what no phone of the page can do.
    func control(_ word: String, of phone: String, _ more: JSON = [:]) async throws {
        let deed: JSON = ["shop": .string(Self.whatsAppNumber), "phone": .string(phone)]
        let answer = try await provider.post("/control/\(word)", deed.merging(more))
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

    func turnWhatsApp(_ number: String = whatsAppNumber) async throws {
        let set = try await provider.put("/control/numbers/\(number)", ["webhook": .string(webhook)])
        try #require(set.status == 200, "\(set.text)")
        try await tenant.change(
            "whatsapp",
            [
                "enabled": true,
                "settings": [
                    "phone_number_id": .string(number), "access_token": "any",
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
