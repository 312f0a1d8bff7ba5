// The real Telegram channel at a Bot API that is played, with a customer's phone there.

import HostInbox
import HostNet
import HostPlugins
import OrkestaModel
import TestHarness
import Testing

/// One bot, and Ana, who has started it.
final class TelegramHouse: Sendable {
    let channel: any HostInbox.Channel
    /// The Bot API, as another program with the bot's token calls it.
    let bot: APIClient
    private let house: ChannelHouse
    private let provider: EmulatedProvider
    private let phones: APIClient
    /// Ana's chat.
    private let chat: String

    /// `updates` is the channel's setting.
    init(updates: String = "webhook") async throws {
        provider = try EmulatedProvider(["--bot", "123456:demo=Tienda", "--no-limits"], of: "telegram")
        let http = try HTTPClient()
        phones = APIClient(baseURL: provider.url, apiKey: nil, http: http)
        bot = APIClient(baseURL: "\(provider.url)/bot123456:demo", apiKey: nil, http: http)
        let made = try await phones.post("/phones", ["name": "Ana", "address": "@ana"])
        chat = try #require(made.json["id"]?.stringValue, "\(made.text)")
        let started = try await phones.post("/phones/\(chat)/messages", ["shop": "123456", "text": "/start"])
        try #require(started.status == 202, "\(started.text)")
        house = try await ChannelHouse("telegram")
        let settings: JSON = [
            "bot_token": "123456:demo", "updates": .string(updates), "api_base_url": .string(provider.url),
        ]
        let shop = try await house.open("shop", settings: settings)
        channel = try await house.runtime.channel(house.plugin, for: shop)
    }

    /// Sends a reply to Ana.
    func send(_ reply: JSON) async -> SendOutcome { await channel.send(ChannelHouse.message(reply, to: chat)) }

    /// The faults that meet what is sent from now on, counted anew.
    func plan(_ faults: String) async throws {
        let set = try await phones.send("PUT", "/control/faults/123456", body: Array(faults.utf8), type: "text/plain")
        try #require(set.status == 200, "\(set.text)")
    }

    /// What Ana got, oldest first.
    func received() async throws -> [JSON] {
        (try await phones.get("/phones").json["messages"]?.arrayValue ?? []).filter { $0["from_customer"] == false }
    }

    func shutDown() async { await house.runtime.shutDown() }
}
