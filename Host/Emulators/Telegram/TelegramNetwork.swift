// Telegram itself: bots, their updates, and the chats of customers with them.

internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// Carries messages between bots and phones.
final class TelegramNetwork: Sendable {
    private static let messagesPerSecond: Int64 = 30
    private static let chatBurst: Int64 = 5

    /// Where a bot's updates are posted.
    struct Webhook: Sendable, Equatable {
        var url: String
        var secret: String?
        /// Kinds that are wanted; empty: all.
        var allowed: [String]
    }

    /// One side of a private chat.
    struct Chat: Hashable, Sendable {
        let bot: String
        let phone: String
    }

    private struct State {
        var bots: [String: TelegramBot] = [:]
        var webhooks: [String: Webhook] = [:]
        var updates: [String: [(id: Int64, update: JSON)]] = [:]
        var polls: [String: Int] = [:]
        /// The chats that bots may write to.
        var started = RecentValues<Chat, Bool>(EmulatorLimits.pairsMax)
        /// Telephone numbers, by phone.
        var numbers = RecentValues<String, String>(EmulatorLimits.phonesMax)
        /// The messages of taps that wait for their answers.
        var queries = RecentValues<String, String>(EmulatorLimits.queriesMax)
        var rates: [String: RateBucket] = [:]
        var chatRates = RecentValues<Chat, RateBucket>(EmulatorLimits.pairsMax)
        var bannedUntil = RecentValues<Chat, Int64>(EmulatorLimits.pairsMax)
        var nextID: Int64
    }

    let settings: TelegramEmulatorSettings
    let book = PhoneBook()
    let shelf = MediaShelf()
    let courier: WebhookCourier
    let clock = SystemClock()
    private let state: Mutex<State>

    init(_ settings: TelegramEmulatorSettings) {
        self.settings = settings
        let schedule = RetrySchedule(
            firstMilliseconds: 1_000,
            longestMilliseconds: 60_000,
            attemptsMax: 1_000,
            retryAfterMillisecondsMax: 3_600_000
        )
        courier = WebhookCourier(weather: settings.weather, schedule: schedule, connectionsMax: 40)
        // Ids go on rising over restarts: whoever listens remembers them.
        state = Mutex(State(nextID: SystemClock().now().milliseconds / 100 - 17_000_000_000))
        for bot in settings.bots { put(bot) }
    }

    // MARK: Bots

    func put(_ bot: TelegramBot) {
        state.withLock { $0.bots[bot.id] = bot }
        book.put(Shop(id: bot.id, name: bot.name, address: "@\(bot.username)"))
    }

    /// From now on these are all the bots.
    func replace(_ bots: [TelegramBot]) {
        state.withLock { $0.bots = Dictionary(bots.map { ($0.id, $0) }) { $1 } }
    }

    /// The bot of a token, perhaps a new one. Throws for one that is refused, or one too many.
    func bot(token: String) throws(BotError) -> TelegramBot {
        let new = TelegramBot(token: token)
        guard let new else { throw .unauthorized }
        if let bot = bot(new.id) {
            guard bot.token == token else { throw .unauthorized }
            return bot
        }
        let hasRoom = state.withLock { $0.bots.count < EmulatorLimits.shopsMax }
        guard settings.takesNewTokens, hasRoom else { throw .unauthorized }
        put(new)
        return new
    }

    func bot(_ id: String) -> TelegramBot? { state.withLock { $0.bots[id] } }

    /// A number that rises, for updates and messages.
    func nextID() -> Int64 {
        state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
    }

    // MARK: Updates

    func webhook(of bot: TelegramBot) -> Webhook? { state.withLock { $0.webhooks[bot.id] } }

    /// Sets a bot's webhook, or takes it away; updates that wait go there at once.
    func setWebhook(_ webhook: Webhook?, of bot: TelegramBot, dropsPending: Bool) {
        let waiting = state.withLock { state -> [JSON] in
            state.webhooks[bot.id] = webhook
            guard dropsPending || webhook != nil else { return [] }
            let waiting = state.updates.removeValue(forKey: bot.id) ?? []
            return dropsPending ? [] : waiting.map(\.update)
        }
        guard let webhook else { return }
        for update in waiting { post(update, to: webhook, of: bot) }
    }

    /// Tells a bot something: `kind` and `body` are the update's member.
    func tell(_ bot: TelegramBot, _ kind: String, _ body: JSON, onTaken: (@Sendable () -> Void)? = nil) {
        let id = nextID()
        let update: JSON = ["update_id": .integer(id), kind: body]
        let webhook = state.withLock { state -> Webhook? in
            if let webhook = state.webhooks[bot.id] { return webhook }
            state.updates[bot.id, default: []].append((id, update))
            if state.updates[bot.id, default: []].count > EmulatorLimits.updatesMax {
                state.updates[bot.id]?.removeFirst()
            }
            return nil
        }
        guard let webhook, webhook.allowed.isEmpty || webhook.allowed.contains(kind) else { return }
        post(update, to: webhook, of: bot, onTaken)
    }

    private func post(
        _ update: JSON,
        to webhook: Webhook,
        of bot: TelegramBot,
        _ onTaken: (@Sendable () -> Void)? = nil
    ) {
        var headers: [(name: String, value: String)] = [("Content-Type", "application/json")]
        if let secret = webhook.secret { headers.append(("X-Telegram-Bot-Api-Secret-Token", secret)) }
        let chat = Self.chat(of: update)
        courier.send(
            Parcel(
                address: { [self] in self.webhook(of: bot)?.url },
                headers: { [headers] _ in headers },
                body: update.utf8,
                lane: "\(bot.id)/\(chat)"
            ) { [self] answer in
                onTaken?()
                await carryOut(answer, of: bot)
            }
        )
    }

    /// A webhook may answer with a method, whose result nobody hears.
    private func carryOut(_ answer: [UInt8], of bot: TelegramBot) async {
        guard let call = try? JSON(parsing: answer), let method = call["method"]?.stringValue else { return }
        // Telegram reports no failure of it either.
        _ = try? BotMethods(network: self, bot: bot).sendFromWebhook(method, call)
    }

    private static func chat(of update: JSON) -> Int64 {
        let message = update["message"] ?? update["callback_query"]?["message"] ?? update["my_chat_member"]
        return message?["chat"]?["id"]?.integerValue ?? 0
    }

    /// Forgets what comes before `offset`, and gives what is left.
    func updates(of bot: TelegramBot, from offset: Int64?, limit: Int) -> [JSON] {
        state.withLock { state in
            var waiting = state.updates[bot.id] ?? []
            if let offset, offset < 0 {
                waiting = Array(waiting.suffix(Int(clamping: -offset)))
            } else if let offset {
                waiting.removeAll { $0.id < offset }
            }
            state.updates[bot.id] = waiting
            return waiting.prefix(limit).map(\.update)
        }
    }

    func pendingCount(of bot: TelegramBot) -> Int { state.withLock { $0.updates[bot.id]?.count ?? 0 } }

    /// Begins a poll, which ends every earlier one of the bot.
    func beginPoll(of bot: TelegramBot) -> Int {
        state.withLock { state in
            state.polls[bot.id, default: 0] += 1
            return state.polls[bot.id, default: 0]
        }
    }

    func isCurrent(poll: Int, of bot: TelegramBot) -> Bool { state.withLock { $0.polls[bot.id] == poll } }

    // MARK: Chats

    func start(_ chat: Chat) { state.withLock { $0.started[chat] = true } }

    /// The phone that a bot may write to. Throws as the Bot API does.
    func recipient(_ chatID: Int64, of bot: TelegramBot) throws(BotError) -> Phone {
        if settings.chatsJoin, chatID > 0 { join(Chat(bot: bot.id, phone: String(chatID))) }
        guard let phone = book.phone(String(chatID)) else { throw .chatNotFound }
        guard state.withLock({ $0.started[Chat(bot: bot.id, phone: phone.id)] == true }) else { throw .notStarted }
        guard !phone.isBlocking else { throw .blocked }
        return phone
    }

    /// A customer who started the bot before the emulator itself was started.
    private func join(_ chat: Chat) {
        _ = book.phone(chat.phone) {
            Phone(id: chat.phone, name: "Cliente \(chat.phone.suffix(4))", address: chat.phone, language: "es")
        }
        start(chat)
    }

    /// The bots that a customer has started.
    func bots(startedBy phone: Phone) -> [TelegramBot] {
        state.withLock { state in
            state.started.keys.filter { $0.phone == phone.id }.compactMap { state.bots[$0.bot] }
                .sorted { $0.id < $1.id }
        }
    }

    func setNumber(_ number: String, of phone: String) { state.withLock { $0.numbers[phone] = number } }

    /// The customer's telephone number, digits.
    func number(of phone: Phone) -> String { state.withLock { $0.numbers[phone.id] } ?? "5255" + phone.id.suffix(8) }

    /// A tap that waits for its answer.
    func openQuery(on messageID: String) -> String {
        let id = freshDigits(18)
        state.withLock { $0.queries[id] = messageID }
        return id
    }

    /// The message that was tapped; nil when the tap is answered, or there was none.
    func closeQuery(_ id: String) -> String? {
        state.withLock { state in
            defer { state.queries[id] = nil }
            return state.queries[id]
        }
    }

    /// Counts a message. Throws 429, whose wait grows for whoever does not wait.
    func take(_ chat: Chat) throws(BotError) {
        guard settings.keepsRateLimits else { return }
        let now = SystemClock.monotonicMilliseconds()
        let wait = state.withLock { state -> Int64 in
            if let until = state.bannedUntil[chat], until > now {
                state.bannedUntil[chat] = until + 1_000
                return until + 1_000 - now
            }
            state.bannedUntil[chat] = nil
            var own =
                state.chatRates[chat]
                ?? RateBucket(
                    size: Self.chatBurst,
                    milliseconds: Double(Self.chatBurst) * 1_000,
                    at: now
                )
            var all =
                state.rates[chat.bot] ?? RateBucket(size: Self.messagesPerSecond, milliseconds: 1_000, at: now)
            own.fill(to: now)
            all.fill(to: now)
            let wait = Int64(max(own.wait(for: 1), all.wait(for: 1)).rounded(.up))
            if wait == 0 {
                own.spend(1)
                all.spend(1)
            } else {
                state.bannedUntil[chat] = now + wait
            }
            (state.chatRates[chat], state.rates[chat.bot]) = (own, all)
            return wait
        }
        if wait > 0 { throw .tooManyRequests(seconds: (wait + 999) / 1_000) }
    }
}
