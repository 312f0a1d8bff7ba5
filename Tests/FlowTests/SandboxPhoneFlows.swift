// What a newcomer does minutes after the start: open the phones that the host plays
// itself, and write to a shop, which needs no settings for that.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SandboxPhoneFlows {
    private static let channels = ["whatsapp", "telegram", "sms", "email"]

    @Test(arguments: channels)
    func theDemoAnswersOnThePhone(_ channel: String) async throws {
        let phones = try await Phones(channel)
        let shop = try await phones.shop(of: FlowHost.laCentral)
        let customer = try await phones.newCustomer()
        try await phones.write("busco un martillo", on: customer, to: shop)
        let answer = try await phones.answer(on: customer, of: shop) { $0.lowercased().contains("martillo") }
        #expect(answer["from_customer"] == false)
    }

    /// A shop that was made a moment ago, whose owner set nothing but the channel.
    @Test(arguments: channels)
    func aNewShopNeedsNoSettings(_ channel: String) async throws {
        let tenant = try await FlowHost.newTenant(enabling: ["orchestrator", "catalog", channel])
        _ = try await tenant.upload("sku,name,price\nMAR-1,Martillo de Uña,189\n")
        let phones = try await Phones(channel)
        let shop = try await phones.shop(of: tenant.id)
        let customer = try await phones.newCustomer()
        try await phones.write("busco un martillo", on: customer, to: shop)
        _ = try await phones.answer(on: customer, of: shop) { $0.contains("Martillo de Uña") }
        // Off again, it is no shop of this provider any more.
        try await tenant.change(channel, ["enabled": false])
        try await phones.wait("the shop goes") { try await phones.shops()[tenant.id] == nil }
        #expect(try await phones.post("hola", on: customer, to: shop).status == 400)
    }

    /// A person answers while the channel is off: the answer leaves once it is on again.
    @Test func whatWaitsForAChannelLeavesWhenItIsEnabled() async throws {
        let tenant = try await FlowHost.newTenant(enabling: ["orchestrator", "catalog", "sms"])
        let phones = try await Phones("sms")
        let shop = try await phones.shop(of: tenant.id)
        let customer = try await phones.newCustomer()
        try await phones.write("hola", on: customer, to: shop)
        _ = try await phones.answer(on: customer, of: shop) { !$0.isEmpty }
        let list = try await tenant.client.get("/api/conversations?state=active")
        let id = try #require(list.json["items"]?.arrayValue?.first?["id"]?.stringValue, "\(list.text)")
        try await tenant.change("sms", ["enabled": false])
        #expect(try await tenant.client.post("/api/conversations/\(id)/take").status == 200)
        let said: JSON = ["text": "Ya casi llega"]
        #expect(try await tenant.client.post("/api/conversations/\(id)/messages", said).status < 300)
        try await phones.wait("it waits for its channel") {
            let waiting = try await tenant.tower.get("/api/outbox?tenant_id=\(tenant.id)&state=pending")
            // What was said later waits behind it.
            return waiting.json["items"]?.arrayValue?.last?["error"]?.stringValue?.contains("enable") == true
        }
        try await tenant.change("sms", ["enabled": true])
        _ = try await phones.answer(on: customer, of: shop) { $0.contains("Ya casi llega") }
    }

    /// The host's phones are as its own page says, and no other page.
    @Test func noOtherPageWritesAsACustomer() async throws {
        let phones = try await Phones("whatsapp")
        let shop = try await phones.shop(of: FlowHost.laCentral)
        let customer = try await phones.newCustomer()
        let foreign = try await phones.post("hola", on: customer, to: shop, origin: "http://elsewhere.example")
        #expect(foreign.status == 403, "\(foreign.text)")
        let own = try await phones.post("busco un martillo", on: customer, to: shop, origin: phones.origin)
        #expect(own.status == 202, "\(own.text)")
    }

    /// What a shop has set itself is what its provider gave it out.
    @Test func aShopKeepsItsOwnNumber() async throws {
        let tenant = try await FlowHost.newTenant(enabling: ["orchestrator", "catalog"])
        try await tenant.change(
            "whatsapp",
            [
                "enabled": true,
                "settings": ["phone_number_id": "15550001111", "access_token": "own", "app_secret": "own-secret"],
            ]
        )
        let phones = try await Phones("whatsapp")
        #expect(try await phones.shop(of: tenant.id) == "15550001111")
        let customer = try await phones.newCustomer()
        try await phones.write("hola", on: customer, to: "15550001111")
        _ = try await phones.answer(on: customer, of: "15550001111") { !$0.isEmpty }
    }

    /// A file comes through the provider that the host plays.
    @Test func aPictureComesToTheInbox() async throws {
        let tenant = try await FlowHost.newTenant(enabling: ["orchestrator", "catalog", "whatsapp"])
        let phones = try await Phones("whatsapp")
        let shop = try await phones.shop(of: tenant.id)
        let customer = try await phones.newCustomer()
        let picture = try Array(#require(Data(base64Encoded: SamplePNG.small)))
        let kept = try await phones.client.send(
            "POST",
            "\(phones.root)/phones/media?name=foto.png",
            body: picture,
            type: "image/png"
        )
        let media = try #require(kept.json["id"]?.stringValue, "\(kept.text)")
        let act: JSON = ["shop": .string(shop), "media": .string(media), "text": "¿tienen este?"]
        let written = try await phones.client.post("\(phones.root)/phones/\(customer)/messages", act)
        #expect(written.status == 202, "\(written.text)")
        try await phones.wait("the picture comes") {
            // A shop without products hands it to a person.
            var list: [JSON] = []
            for state in ["active", "paused"] {
                list += try await tenant.client.get("/api/conversations?state=\(state)").json["items"]?.arrayValue ?? []
            }
            guard let id = list.first?["id"]?.stringValue else { return false }
            let files =
                try await tenant.client.get("/api/conversations/\(id)").json["messages"]?.arrayValue?
                .compactMap { $0["attachments"]?.arrayValue?.first } ?? []
            guard let file = files.first, let key = file["media_id"]?.stringValue else { return false }
            return try await tenant.client.get("/api/media/\(key)").body == picture
        }
    }

    /// Sandbox tenants alone are there; what is no provider's path is nobody's.
    @Test func productionIsNotPlayed() async throws {
        let tower = try await FlowHost.tower()
        let id = FlowHost.newName("tienda")
        let made = try await tower.post(
            "/api/tenants",
            ["id": .string(id), "display_name": "Tienda", "environment": "production", "plugins": ["whatsapp"]]
        )
        #expect(made.status == 201, "\(made.text)")
        let phones = try await Phones("whatsapp")
        _ = try await phones.shop(of: FlowHost.laCentral)
        #expect(try await phones.shops()[id] == nil)
        #expect(try await phones.client.get("/emulate/fax/").isProblem(404))
        let page = try await phones.client.get("/emulate/whatsapp/?tenant=\(FlowHost.laCentral)")
        #expect(page.status == 200 && page.text.contains("data-look=\"whatsapp\""))
        let bare = try await phones.client.get("/emulate/whatsapp?tenant=x")
        #expect(bare.status == 307 && bare.header("Location") == "/emulate/whatsapp/?tenant=x")
        let front = try await phones.client.get("/")
        #expect(front.text.contains("href=\"/emulate/telegram/\""))
    }

    @Test func switchedOffNothingIsPlayed() async throws {
        var configuration = FlowHost.configuration
        configuration.arguments += ["--emulators", "off"]
        let host = try await HostProcess.start(configuration)
        let client = APIClient(baseURL: try #require(host.clientURL), apiKey: nil, http: try HTTPClient())
        #expect(try await client.get("/emulate/whatsapp/").isProblem(404))
        #expect(try await client.get("/").text.contains("/emulate/") == false)
        try await host.stop()
    }

    /// The phones of one channel, at the host itself.
    private struct Phones {
        let client: APIClient
        let root: String

        init(_ channel: String) async throws {
            client = try await FlowHost.client(key: nil)
            root = "/emulate/\(channel)"
        }

        /// Shops by tenant.
        func shops() async throws -> [String: String] {
            let answer = try await client.get("\(root)/phones")
            try #require(answer.status == 200, "\(answer.text)")
            var shops: [String: String] = [:]
            for shop in answer.json["shops"]?.arrayValue ?? [] {
                if let tenant = shop["tenant"]?.stringValue { shops[tenant] = shop["id"]?.stringValue }
            }
            return shops
        }

        func shop(of tenant: String) async throws -> String {
            try await wait("\(tenant) is a shop") { try await shops()[tenant] != nil }
            return try #require(try await shops()[tenant])
        }

        func newCustomer() async throws -> String {
            let isNumbered = !root.hasSuffix("telegram") && !root.hasSuffix("email")
            let address = isNumbered ? FlowHost.newPhone() : ""
            let made = try await client.post("\(root)/phones", ["name": "Ana", "address": .string(address)])
            return try #require(made.json["id"]?.stringValue, "\(made.text)")
        }

        /// The page's own, as a browser names it.
        var origin: String { client.baseURL }

        func post(
            _ text: String,
            on phone: String,
            to shop: String,
            origin: String? = nil
        ) async throws -> APIResponse {
            try await client.post(
                "\(root)/phones/\(phone)/messages",
                ["shop": .string(shop), "text": .string(text)],
                headers: origin.map { [(name: "Origin", value: $0)] } ?? []
            )
        }

        func write(_ text: String, on phone: String, to shop: String) async throws {
            let answer = try await post(text, on: phone, to: shop)
            try #require(answer.status == 202, "\(answer.text)")
        }

        /// A message of the shop on the phone whose words fit; waits for it.
        func answer(on phone: String, of shop: String, where fits: (String) -> Bool) async throws -> JSON {
            let found = try await eventual(every: 40) {
                let shown = try await client.get("\(root)/phones").json["messages"]?.arrayValue ?? []
                return shown.first { message in
                    message["phone"] == .string(phone) && message["shop"] == .string(shop)
                        && message["from_customer"] == false && fits(Self.words(of: message))
                }
            }
            if let found { return found }
            let deliveries = try await client.get("\(root)/control/deliveries").text
            return try #require(found, "no answer came; the webhooks: \(deliveries)")
        }

        /// What it says, and what can be tapped.
        private static func words(of message: JSON) -> String {
            let choices = message["choices"]?.arrayValue ?? []
            return ([message["text"]] + choices.map { $0["title"] }).compactMap { $0?.stringValue }
                .joined(separator: "\n")
        }

        func wait(_ what: String, until isSo: () async throws -> Bool) async throws {
            let hasCome = try await eventually(every: 40, isSo)
            #expect(hasCome, "it did not come about that \(what)")
        }
    }
}
