// The bots of businesses, and how the emulator treats them.

internal import OrkestaModel

/// A bot, as BotFather gives it out.
public struct TelegramBot: Sendable, Equatable {
    /// `123456:ABC-DEF…`
    public var token: String
    public var name: String
    /// Without the `@`.
    public var username: String

    /// Nil for a token that is none.
    public init?(token: String, name: String = "Orkesta", username: String? = nil) {
        let parts = token.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let id = Int64(parts[0]), id > 0, !parts[1].isEmpty else { return nil }
        self.token = token
        self.name = name
        self.username = username ?? "orkesta_\(id)_bot"
    }

    /// The digits in front of the token's colon.
    var id: String { String(token.prefix { $0 != ":" }) }

    var user: JSON {
        [
            "id": .integer(Int64(id) ?? 0), "is_bot": true, "first_name": .string(name), "username": .string(username),
        ]
    }
}

/// How the emulator behaves.
public struct TelegramEmulatorSettings: Sendable {
    /// 0: a free port.
    public var port: Int
    public var bots: [TelegramBot]
    /// A token that is new makes a bot; otherwise it is refused.
    public var takesNewTokens: Bool
    /// A chat that nobody has used yet is one with a customer who started the bot
    /// earlier; otherwise there is no such chat.
    public var chatsJoin: Bool
    /// About 30 messages a second of a bot, one a second to a chat after a short burst.
    public var keepsRateLimits: Bool
    /// Of webhooks: how long each takes, and which come again because Telegram did not
    /// hear that they were taken. Updates of one chat are never overtaken.
    public var weather: DeliveryWeather
    /// By the bot's id.
    public var plans: [String: FaultPlan<TelegramFault>]

    /// A provider on a good day.
    public init(port: Int = 0, bots: [TelegramBot] = []) {
        self.port = port
        self.bots = bots
        takesNewTokens = true
        chatsJoin = false
        keepsRateLimits = true
        weather = DeliveryWeather()
        plans = [:]
    }
}

/// A failure that the emulator plays on whatever method is called next.
public enum TelegramFault: String, EmulatedFault, CaseIterable {
    /// 429 that asks for 35 seconds.
    case tooManyRequests = "429"
    /// 429 that asks for one second.
    case tooManySoon = "429-soon"
    /// The customer has blocked the bot.
    case blocked = "403"
    case chatNotFound = "400"
    /// The group became a supergroup: `migrate_to_chat_id`.
    case migrated = "400-migrate"
    case unauthorized = "401"
    case serverError = "500"
    /// 502 and a page of HTML.
    case badGateway = "502"
    /// The connection is closed without a word; nothing happened.
    case hangUp = "hang-up"
    /// Nothing comes, not even a status; nothing happened.
    case silence
    /// It is done, and the connection closed before that is said.
    case lostAnswer = "lost-answer"

    public static var names: [String] { allCases.map(\.rawValue) }

    /// The answer of those that have one.
    var error: BotError? {
        switch self {
        case .tooManyRequests: .tooManyRequests(seconds: 35)
        case .tooManySoon: .tooManyRequests(seconds: 1)
        case .blocked: .blocked
        case .chatNotFound: .chatNotFound
        case .migrated:
            BotError(
                code: 400,
                description: "Bad Request: group chat was upgraded to a supergroup chat",
                parameters: ["migrate_to_chat_id": -1_001_234_567_890]
            )
        case .unauthorized: .unauthorized
        case .serverError: BotError(code: 500, description: "Internal Server Error")
        case .badGateway, .hangUp, .silence, .lostAnswer: nil
        }
    }
}
