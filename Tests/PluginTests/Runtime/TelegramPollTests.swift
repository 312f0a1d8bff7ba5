// What the Telegram channel does when Telegram lets nobody ask for updates: the real
// library, at a Bot API that is played.

import HostInbox
import HostNet
import HostPlugins
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TelegramPollTests {
    /// A bot that was called until now has a webhook still. It is deleted, and the host asks
    /// again at its own pace: it may not be gone for long.
    @Test func aWebhookThatIsLeftIsDeletedAndToldOf() async throws {
        let provider = try EmulatedProvider(of: "telegram")
        let bot = APIClient(baseURL: "\(provider.url)/bot123456:demo", apiKey: nil, http: try HTTPClient())
        #expect(try await bot.post("/setWebhook", ["url": "https://old.example/hook"]).status == 200)
        let house = try await ChannelHouse("telegram")
        let shop = try await house.open("shop", settings: Self.settings("123456:demo", provider))
        let channel = try await house.runtime.channel(house.plugin, for: shop)
        let refused = try await channel.pull(after: nil).response
        #expect(refused.status == 409)
        #expect(!refused.headers.contains { $0.name == "Retry-After" })
        let told = try JSON(parsing: refused.body)
        #expect(told["detail"]?.stringValue?.contains("webhook") == true, "\(told)")
        #expect(told["remedy"]?.stringValue?.contains("telegram.updates") == true, "\(told)")
        #expect(try await bot.get("/getWebhookInfo").json["result"]?["url"] == "")
        await house.runtime.shutDown()
    }

    @Test func aTokenThatTelegramDoesNotKnowIsToldOf() async throws {
        let provider = try EmulatedProvider(["--bot", "123456:demo=Tienda", "--only-these"], of: "telegram")
        let house = try await ChannelHouse("telegram")
        let shop = try await house.open("shop", settings: Self.settings("123456:other", provider))
        let refused = try await house.runtime.channel(house.plugin, for: shop).pull(after: nil).response
        #expect(refused.status == 401)
        let told = try JSON(parsing: refused.body)
        #expect(told["remedy"]?.stringValue?.contains("telegram.bot_token") == true, "\(told)")
        await house.runtime.shutDown()
    }

    private static func settings(_ token: String, _ provider: EmulatedProvider) -> JSON {
        ["bot_token": .string(token), "updates": "polling", "api_base_url": .string(provider.url)]
    }
}
