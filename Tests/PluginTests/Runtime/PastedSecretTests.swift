// Secrets as people paste them, into the real channels.

import HostCore
import HostPlugins
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PastedSecretTests {
    @Test func blanksAroundASecretAreNotPartOfIt() async throws {
        let house = try await ChannelHouse("telegram")
        let shop = try await house.open("shop", settings: ["bot_token": " 123456:demo\n"])
        let settings = try await house.runtime.settingsInForce(house.plugin, for: shop)
        #expect(settings?["bot_token"] == "123456:demo")
        await house.runtime.shutDown()
    }

    /// And the secret itself is not told.
    @Test(
        arguments: [
            ("telegram", "bot_token", "123456: demo"), ("telegram", "webhook_secret", "señal"),
            ("whatsapp", "access_token", "EAAB EAAC"), ("sms", "auth_token", "to ken"),
            ("email", "hook_secret", "s 1"),
        ]
    )
    func whatNoTokenHasIsRefused(channel: String, setting: String, secret: String) async throws {
        let house = try await ChannelHouse(channel)
        let problem = await #expect(throws: Problem.self) {
            try await house.open("shop", settings: .object([setting: .string(secret)]))
        }
        #expect(problem?.kind == .invalid && problem?.field == "settings.\(setting)", "\(String(describing: problem))")
        let told = "\(problem?.detail ?? "") \(problem?.remedy ?? "")"
        #expect(told.contains("is expected") && !told.contains("[") && !told.contains(secret), "\(told)")
        await house.runtime.shutDown()
    }
}
