// Everything that the phones of an emulator hold, and who watches it.

internal import OrkestaModel
internal import Synchronization

/// Shops, phones and their messages. Whatever changes is told to every watcher.
final class PhoneBook: Sendable {
    fileprivate struct Conversation: Hashable {
        let shop: String
        let phone: String
    }

    fileprivate struct State {
        var shops: [Shop] = []
        var phones: [String: Phone] = [:]
        var messages: [String: PhoneMessage] = [:]
        var conversations: [Conversation: [String]] = [:]
        var watchers: [Int: AsyncStream<JSON>.Continuation] = [:]
        var watcherCount = 0
        /// On the page even without messages.
        var pinned: [String] = []
        var counts = Counts()
    }

    /// How many messages there were in all.
    struct Counts: Sendable {
        var fromCustomers = 0
        var fromShops = 0

        var json: JSON {
            ["from_customers": .integer(Int64(fromCustomers)), "from_shops": .integer(Int64(fromShops))]
        }
    }

    private let state = Mutex(State())

    // MARK: Shops and phones

    /// Adds a shop, unless there are too many, or changes the one of that id.
    func put(_ shop: Shop) {
        state.withLock { state in
            if let place = state.shops.firstIndex(where: { $0.id == shop.id }) {
                state.shops[place] = shop
            } else if state.shops.count < EmulatorLimits.shopsMax {
                state.shops.append(shop)
            } else {
                return
            }
            state.tell(["type": "shop", "shop": shop.json])
        }
    }

    /// From now on these are all the shops; what was said to others stays.
    func replace(_ shops: [Shop]) {
        state.withLock { state in
            guard state.shops != shops else { return }
            state.shops = shops
            state.tell(["type": "shops", "shops": .array(shops.map(\.json))])
        }
    }

    func shop(_ id: String) -> Shop? { state.withLock { $0.shops.first { $0.id == id } } }

    func phone(_ id: String) -> Phone? { state.withLock { $0.phones[id] } }

    /// A phone that fits, or nil.
    func phone(where isWanted: (Phone) -> Bool) -> Phone? { state.withLock { $0.phones.values.first(where: isWanted) } }

    /// The phone of that id, made by `make` when there is none; nil when there are too many.
    func phone(_ id: String, make: () -> Phone) -> Phone? {
        state.withLock { state in
            if let phone = state.phones[id] { return phone }
            guard state.phones.count < EmulatorLimits.phonesMax else { return nil }
            let phone = make()
            state.phones[id] = phone
            state.tell(["type": "phone", "phone": phone.json])
            return phone
        }
    }

    /// Keeps a phone on the page though it has no messages.
    func pin(_ id: String) {
        state.withLock { if !$0.pinned.contains(id) { $0.pinned.append(id) } }
    }

    /// The phone before and after; nil when there is none.
    func change(phone id: String, _ change: (inout Phone) -> Void) -> (before: Phone, after: Phone)? {
        state.withLock { state in
            guard let before = state.phones[id] else { return nil }
            var after = before
            change(&after)
            state.phones[id] = after
            state.tell(["type": "phone", "phone": after.json])
            return (before, after)
        }
    }

    // MARK: Messages

    func append(_ message: PhoneMessage) {
        state.withLock { state in
            let conversation = Conversation(shop: message.shop, phone: message.phone)
            state.messages[message.id] = message
            state.conversations[conversation, default: []].append(message.id)
            if message.isFromCustomer { state.counts.fromCustomers += 1 } else { state.counts.fromShops += 1 }
            state.forget(in: conversation)
            state.tell(["type": "message"], message)
        }
    }

    /// The message as it is then; nil when there is none (any more).
    @discardableResult
    func change(message id: String, _ change: (inout PhoneMessage) -> Void) -> PhoneMessage? {
        state.withLock { state in
            guard var message = state.messages[id] else { return nil }
            change(&message)
            state.messages[id] = message
            state.tell(["type": "message"], message)
            return message
        }
    }

    func message(_ id: String) -> PhoneMessage? { state.withLock { $0.messages[id] } }

    /// Oldest first.
    func messages(shop: String, phone: String) -> [PhoneMessage] {
        state.withLock { state in
            (state.conversations[Conversation(shop: shop, phone: phone)] ?? []).compactMap { state.messages[$0] }
        }
    }

    /// The business is writing.
    func showTyping(shop: String, phone: String) {
        state.withLock { $0.tell(["type": "typing", "shop": .string(shop), "phone": .string(phone)]) }
    }

    var counts: Counts { state.withLock { $0.counts } }

    // MARK: Watching

    /// Changes from now on. A watcher that is too slow misses the oldest.
    func watch() -> AsyncStream<JSON> {
        let (events, continuation) = AsyncStream.makeStream(
            of: JSON.self,
            bufferingPolicy: .bufferingNewest(EmulatorLimits.watchedEventsMax)
        )
        let number = state.withLock { state in
            state.watcherCount += 1
            state.watchers[state.watcherCount] = continuation
            return state.watcherCount
        }
        continuation.onTermination = { [self] _ in state.withLock { $0.watchers[number] = nil } }
        return events
    }

    /// What the page begins with: the pinned phones and those that were used
    /// last, with all their messages.
    func snapshot(phonesMax: Int) -> JSON {
        state.withLock { state in
            let used = state.conversations
                .compactMap { conversation, ids in
                    ids.last.flatMap { state.messages[$0] }.map { (conversation.phone, $0.at) }
                }
                .sorted { $0.1 > $1.1 }.map { $0.0 }
            var chosen: [String] = []
            for id in state.pinned + used where !chosen.contains(id) && chosen.count < phonesMax { chosen.append(id) }
            let messages = state.conversations.filter { chosen.contains($0.key.phone) }
                .flatMap { $0.value.compactMap { state.messages[$0] } }
                .sorted { $0.at < $1.at }
            return [
                "shops": .array(state.shops.map(\.json)),
                "phones": .array(chosen.compactMap { state.phones[$0]?.json }),
                "messages": .array(messages.map(\.json)),
            ]
        }
    }
}

extension PhoneBook.State {
    fileprivate func tell(_ event: @autoclosure () -> JSON) {
        guard !watchers.isEmpty else { return }
        let event = event()
        for watcher in watchers.values { watcher.yield(event) }
    }

    fileprivate func tell(_ event: JSON, _ message: PhoneMessage) {
        guard !watchers.isEmpty else { return }
        tell(event.merging(["message": message.json, "phone": phones[message.phone]?.json ?? .null]))
    }

    /// Makes room: the older half of a conversation that is too long, and whole
    /// conversations when there are too many messages.
    fileprivate mutating func forget(in conversation: PhoneBook.Conversation) {
        let half = EmulatorLimits.conversationMessagesMax / 2
        if let ids = conversations[conversation], ids.count > EmulatorLimits.conversationMessagesMax {
            for id in ids.prefix(half) { messages[id] = nil }
            conversations[conversation] = Array(ids.dropFirst(half))
        }
        while messages.count > EmulatorLimits.messagesMax,
            let other = conversations.keys.first(where: { $0 != conversation })
        {
            for id in conversations.removeValue(forKey: other) ?? [] { messages[id] = nil }
        }
    }
}
