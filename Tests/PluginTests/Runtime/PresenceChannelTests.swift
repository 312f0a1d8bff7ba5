// What customers are shown on the phones of emulated providers, by the real libraries.

import HostInbox
import HostNet
import HostPlugins
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PresenceChannelTests {
    private static let number = "106540352242922"

    @Test func whatsAppMarksAMessageReadAndShowsThatSomebodyWrites() async throws {
        let phones = try Phones("whatsapp")
        let ana = try await phones.newCustomer("+525511112222")
        for text in ["hola", "¿hay martillos?"] { try await phones.write(text, on: ana, to: Self.number) }
        let ids = try await phones.messages().compactMap { $0["id"]?.stringValue }
        try #require(ids.count == 2)
        let house = try await ChannelHouse("whatsapp")
        let shop = try await house.open(
            "shop",
            settings: [
                "phone_number_id": .string(Self.number), "access_token": "any", "api_base_url": .string(phones.url),
            ]
        )
        let channel = try await house.runtime.channel(house.plugin, for: shop)
        #expect(channel.capabilities.presence)
        try await channel.show(Presence(.read, address: "+525511112222", messageID: ids[0]))
        #expect(try await phones.messages().first?["status"] == "read")
        let events = try await phones.events()
        try await channel.show(Presence(.typing, address: "+525511112222", messageID: ids[1]))
        try await events.wait(for: "\"type\":\"typing\"")
        #expect(try await phones.messages().last?["status"] == "read")
        await #expect(throws: (any Error).self) {
            try await channel.show(Presence(.read, address: "+525511112222", messageID: "wamid.unknown"))
        }
        await house.runtime.shutDown()
    }

    /// Bots are seen writing; that they have read something is shown nowhere.
    @Test func telegramShowsThatTheBotWrites() async throws {
        let phones = try Phones("telegram", ["--bot", "123456:demo=Tienda"])
        let ana = try await phones.newCustomer("@ana")
        try await phones.write("/start", on: ana, to: "123456")
        let house = try await ChannelHouse("telegram")
        let settings: JSON = ["bot_token": "123456:demo", "api_base_url": .string(phones.url)]
        let shop = try await house.open("shop", settings: settings)
        let channel = try await house.runtime.channel(house.plugin, for: shop)
        #expect(channel.capabilities.presence)
        let events = try await phones.events()
        try await channel.show(Presence(.typing, address: ana, messageID: "1"))
        try await events.wait(for: "\"type\":\"typing\"")
        try await channel.show(Presence(.read, address: "7", messageID: "1"))
        await #expect(throws: (any Error).self) {
            try await channel.show(Presence(.typing, address: "7", messageID: "1"))
        }
        await house.runtime.shutDown()
    }

    /// Customers of an emulated provider.
    private struct Phones {
        let url: String
        private let provider: EmulatedProvider
        private let client: APIClient
        private let http: HTTPClient

        init(_ service: String, _ arguments: [String] = []) throws {
            provider = try EmulatedProvider(arguments, of: service)
            url = provider.url
            http = try HTTPClient()
            client = APIClient(baseURL: url, apiKey: nil, http: http)
        }

        func newCustomer(_ address: String) async throws -> String {
            let made = try await client.post("/phones", ["name": "Ana", "address": .string(address)])
            return try #require(made.json["id"]?.stringValue, "\(made.text)")
        }

        func write(_ text: String, on phone: String, to shop: String) async throws {
            let act: JSON = ["shop": .string(shop), "text": .string(text)]
            let answer = try await client.post("/phones/\(phone)/messages", act)
            try #require(answer.status == 202, "\(answer.text)")
        }

        func messages() async throws -> [JSON] {
            try await client.get("/phones").json["messages"]?.arrayValue ?? []
        }

        /// What happens from now on.
        func events() async throws -> Events {
            let request = HTTPRequest(url: url + "/phones/events", timeoutMilliseconds: 300_000)
            return Events(stream: try await http.stream(request))
        }
    }

    /// What the page with the phones is told.
    private struct Events {
        let stream: HTTPStream

        /// Returns once something was told that holds `text`.
        func wait(for text: String) async throws {
            var told = ""
            for try await piece in stream.body {
                told += String(decoding: piece, as: UTF8.self)
                if told.contains(text) { return }
            }
            Issue.record("the stream ended: \(told)")
        }
    }
}
