// What the Telegram channel says of messages that it cannot send: the real library,
// asked as the dispatcher asks it.

import HostInbox
import HostPlugins
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TelegramSendTests {
    /// Messages wait for a token, as on every channel; another channel may know a customer
    /// whom Telegram cannot.
    @Test func whatCannotBeSentSaysWhatHelps() async throws {
        let house = try await ChannelHouse("telegram")
        let shop = try await house.open("shop", settings: [:])
        let bare = try await house.runtime.channel(house.plugin, for: shop)
        let unset = await bare.send(ChannelHouse.text("hola", to: "7"))
        #expect(unset.remedy == .stop, "\(unset)")
        let bots = try await house.open("bots", settings: ["bot_token": "123456:demo"])
        let bot = try await house.runtime.channel(house.plugin, for: bots)
        let nobody = await bot.send(ChannelHouse.text("hola", to: "+525512345678"))
        #expect(nobody.remedy == .otherChannel, "\(nobody)")
        await house.runtime.shutDown()
    }
}

extension SendOutcome {
    fileprivate var remedy: SendRemedy {
        switch self {
        case .refused(_, let remedy), .retry(_, _, let remedy): remedy
        default: .none
        }
    }
}
