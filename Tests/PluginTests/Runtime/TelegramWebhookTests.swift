// That Telegram hears where the channel is, also where it does not hear it at once: the
// real library, at a Bot API that is played.

import HostInbox
import HostNet
import HostPlugins
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TelegramWebhookTests {
    private static let webhook = "https://chat.example.mx/channels/telegram/shop"

    private static func settings(_ provider: EmulatedProvider, _ url: String = Self.webhook) -> JSON {
        [
            "bot_token": "123456:demo", "webhook_secret": "s-1", "webhook_url": .string(url),
            "api_base_url": .string(provider.url),
        ]
    }

    /// `plan` is that of setWebhook alone.
    private func emulator(_ plan: String) throws -> (provider: EmulatedProvider, bot: APIClient) {
        let fault = plan.isEmpty ? [] : ["--fault", "123456.setWebhook=\(plan)"]
        let provider = try EmulatedProvider(["--bot", "123456:demo=Tienda"] + fault, of: "telegram")
        return (provider, APIClient(baseURL: "\(provider.url)/bot123456:demo", apiKey: nil, http: try HTTPClient()))
    }

    private func url(_ bot: APIClient) async throws -> JSON? {
        try await bot.get("/getWebhookInfo").json["result"]?["url"]
    }

    @Test func aChannelIsUpOnceTelegramHasHeardOfIt() async throws {
        let (provider, bot) = try emulator("")
        let house = try await ChannelHouse("telegram")
        let shop = try await house.open("shop", settings: Self.settings(provider))
        #expect(try await url(bot) == .string(Self.webhook))
        // There is nothing to come back for.
        #expect(try await house.runtime.channel(house.plugin, for: shop).capabilities.pull == false)
        await house.runtime.shutDown()
    }

    /// The host comes back until Telegram has heard.
    @Test func whatTelegramDidNotHearIsToldAgain() async throws {
        let (provider, bot) = try emulator("502@1,429@2,500@3")
        let house = try await ChannelHouse("telegram")
        let shop = try await house.open("shop", settings: Self.settings(provider))
        let channel = try await house.runtime.channel(house.plugin, for: shop)
        #expect(channel.capabilities.pull)
        // It sends all the same: that Telegram knows nobody here is an answer.
        let outcome = await channel.send(ChannelHouse.text("hola", to: "7"))
        if case .refused = outcome {} else { Issue.record("\(outcome)") }
        let busy = try await channel.pull(after: nil).response
        #expect(busy.status == 503)
        #expect(busy.headers.first { $0.name == "Retry-After" }?.value == "35")
        let broken = try await channel.pull(after: nil).response
        #expect(broken.status == 503 && !broken.headers.contains { $0.name == "Retry-After" })
        #expect(try await url(bot) == "")
        for _ in 0..<2 {
            let rest = try await channel.pull(after: nil).response
            #expect(rest.status == 204 && rest.body.isEmpty)
            #expect(rest.headers.contains { $0.name == "Retry-After" })
            #expect(try await url(bot) == .string(Self.webhook))
        }
        await house.runtime.shutDown()
    }

    /// What never passes by itself is said to whoever runs the bot, with what helps.
    @Test(arguments: [("401", 401, "telegram.bot_token"), ("", 400, "telegram.webhook_url")])
    func whatHasToBeMendedIsSaid(plan: String, status: Int, setting: String) async throws {
        let (provider, _) = try emulator(plan)
        let house = try await ChannelHouse("telegram")
        let url = plan.isEmpty ? "http://chat.example.mx/channels/telegram/shop" : Self.webhook
        let shop = try await house.open("shop", settings: Self.settings(provider, url))
        let refused = try await house.runtime.channel(house.plugin, for: shop).pull(after: nil).response
        #expect(refused.status == status)
        let told = try JSON(parsing: refused.body)
        #expect(told["remedy"]?.stringValue?.contains(setting) == true, "\(told)")
        await house.runtime.shutDown()
    }
}
