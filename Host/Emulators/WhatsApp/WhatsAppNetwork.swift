// WhatsApp itself: numbers, customers, what goes from one to the other, and what
// the numbers' webhooks are told of it.

internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// Carries messages between businesses and phones.
final class WhatsAppNetwork: Sendable {
    private static let windowMilliseconds: Int64 = 24 * 3_600_000

    private struct Pair: Hashable, Sendable {
        let number: String
        let phone: String
    }

    /// A message that waits for its phone to be switched on.
    private struct Held: Sendable {
        let id: String
        let number: String
        let callbackData: String?
        let category: String
    }

    private struct State {
        var numbers: [String: WhatsAppNumber] = [:]
        var lastHeard = RecentValues<Pair, Timestamp>(EmulatorLimits.pairsMax)
        var held = WaitingMessages<Held>()
        var batch: [NumberEvent] = []
    }

    let settings: WhatsAppEmulatorSettings
    let book = PhoneBook()
    let shelf = MediaShelf()
    let templates: GraphTemplates
    let tally = SendTally()
    let customers = CustomerStates()
    private let limits: WhatsAppLimits
    let courier: WebhookCourier
    let clock = SystemClock()
    private let state = Mutex(State())

    init(_ settings: WhatsAppEmulatorSettings) {
        self.settings = settings
        limits = WhatsAppLimits(settings)
        templates = GraphTemplates(reviewMilliseconds: settings.reviewMilliseconds)
        // Meta repeats for seven days.
        let schedule = RetrySchedule(
            firstMilliseconds: 1_000,
            longestMilliseconds: settings.longestRetryMilliseconds,
            attemptsMax: 1_000,
            retryAfterMillisecondsMax: 0
        )
        courier = WebhookCourier(
            weather: settings.weather,
            schedule: schedule,
            connectionsMax: settings.connectionsMax
        )
        for number in settings.numbers { put(number) }
    }

    // MARK: Numbers

    func put(_ number: WhatsAppNumber) {
        state.withLock { $0.numbers[number.id] = number }
        book.put(
            Shop(id: number.id, name: number.name, address: WhatsAppIdentity.written(number.display))
        )
    }

    /// From now on these are all the numbers.
    func replace(_ numbers: [WhatsAppNumber]) {
        state.withLock { $0.numbers = Dictionary(numbers.map { ($0.id, $0) }) { $1 } }
    }

    /// One that is not there yet; nil when there are too many.
    func newNumber(_ id: String) -> WhatsAppNumber? {
        state.withLock { $0.numbers.count < EmulatorLimits.shopsMax } ? WhatsAppNumber(id: id) : nil
    }

    func number(_ id: String) -> WhatsAppNumber? { state.withLock { $0.numbers[id] } }

    // MARK: From the business

    /// Accepts a message, and tells what becomes of it. `fault` may be one that
    /// accepts. Throws the error that the business is answered with.
    func send(
        _ message: GraphMessage,
        from number: WhatsAppNumber,
        fault: WhatsAppFault?
    ) throws(GraphError) -> (id: String, phone: Phone) {
        let isKnown: Bool
        let phone: Phone?
        switch message.recipient {
        case .number(let digits, let input):
            guard digits != WhatsAppIdentity.number(number.display) else {
                throw GraphError(code: 131_021, details: "Sender and recipient are the same number")
            }
            isKnown =
                customers.isKnown(digits, as: input) && (settings.numbersJoin || book.phone(digits) != nil)
            phone = isKnown ? book.phone(digits, make: { Phone(number: digits) }) : Phone(number: digits)
        case .user(let user):
            isKnown = true
            phone = book.phone { WhatsAppIdentity.userID($0.id) == user }
        }
        guard let phone else { throw .invalid("recipient", "there is no such user") }
        try limits.send(from: number.id, to: phone.id)
        let id = "wamid." + freshLetters(40)
        switch message.deed {
        case .reaction(let target, let emoji):
            guard book.change(message: target, { $0.reaction = emoji.isEmpty ? nil : emoji }) != nil else {
                throw .invalid("reaction.message_id", "there is no such message")
            }
        case .bubble(let content):
            var bubble = PhoneMessage(
                id: id,
                shop: number.id,
                phone: phone.id,
                isFromCustomer: false,
                content: content,
                at: clock.now()
            )
            bubble.quoted = message.quoted
            book.append(bubble)
        }
        settle(id, message, phone, number, failure(message, fault, phone, number, isKnown), fault)
        return (id, phone)
    }

    /// Why an accepted message does not arrive; nil: it does.
    private func failure(
        _ message: GraphMessage,
        _ fault: WhatsAppFault?,
        _ phone: Phone,
        _ number: WhatsAppNumber,
        _ isKnown: Bool
    ) -> GraphError? {
        if case .failed(let code) = fault?.form { return GraphError(code: code, details: "played by the emulator") }
        guard isKnown else { return GraphError(code: 131_026, details: "The number is not on WhatsApp") }
        guard message.category != "marketing" || customers.wantsAdvertising(phone: phone.id, of: number.id) else {
            return GraphError(code: 131_050, details: "The user has stopped marketing messages from this business")
        }
        let heard = state.withLock { $0.lastHeard[Pair(number: number.id, phone: phone.id)] }
        let isOpen = heard.map { clock.now().milliseconds - $0.milliseconds < Self.windowMilliseconds } ?? false
        guard isOpen || message.isTemplate || !settings.keepsWindow else {
            return GraphError(
                code: 131_047,
                details: "More than 24 hours have passed since the customer last replied to this number"
            )
        }
        return nil
    }

    private func settle(
        _ id: String,
        _ message: GraphMessage,
        _ phone: Phone,
        _ number: WhatsAppNumber,
        _ failure: GraphError?,
        _ fault: WhatsAppFault?
    ) {
        let held = Held(
            id: id,
            number: number.id,
            callbackData: message.callbackData,
            category: message.category
        )
        if let failure {
            book.change(message: id) { bubble in
                bubble.rise(to: .failed)
                bubble.note = "\(failure.code) \(failure.title)"
            }
            tell("failed", held, phone, failure, after: 0)
        } else if fault?.form != .noStatus {
            tell("sent", held, phone, nil, after: 0)
        }
        guard failure == nil, !phone.isBlocking else { return }
        if phone.isOnline { deliver(held, to: phone, isTold: fault?.form != .noStatus) } else { hold(held, for: phone) }
    }

    private func hold(_ held: Held, for phone: Phone) {
        state.withLock { $0.held.add(held, for: phone.id) }
    }

    private func deliver(_ held: Held, to phone: Phone, isTold: Bool = true) {
        book.change(message: held.id) { $0.rise(to: settings.readsMessages ? .read : .delivered) }
        guard isTold else { return }
        tell("delivered", held, phone, nil, after: settings.statusMilliseconds)
        if settings.readsMessages { tell("read", held, phone, nil, after: 2 * settings.statusMilliseconds) }
    }

    /// What waited is delivered.
    func switchOn(_ phone: Phone) {
        for held in state.withLock({ $0.held.take(for: phone.id) }) { deliver(held, to: phone) }
    }

    private func tell(_ status: String, _ held: Held, _ phone: Phone, _ failure: GraphError?, after wait: Int64) {
        guard let number = number(held.number), number.webhook != nil else { return }
        let event = NumberEvent.status(
            status,
            of: held.id,
            to: phone,
            from: number,
            callbackData: held.callbackData,
            category: held.category,
            failure: failure,
            at: clock.now().advanced(byMilliseconds: wait)
        )
        post(event, after: wait)
    }

    // MARK: From the customer

    /// Posts what a customer did to the number's webhook. `id` is the message's.
    func post(_ body: [String: JSON], id: String, from phone: Phone, to number: WhatsAppNumber) {
        let now = clock.now()
        limits.hear(number.id)
        state.withLock { $0.lastHeard[Pair(number: number.id, phone: phone.id)] = now }
        post(NumberEvent.message(body, id: id, from: phone, to: number, at: now), after: 0, messageID: id)
    }

    /// A person of the business writes in the phone app: the customer gets it, and the
    /// number's webhook is told.
    func echo(_ act: PhoneAct, from number: WhatsAppNumber, to phone: Phone) throws(DocumentError) {
        let (id, now) = ("wamid." + freshLetters(40), clock.now())
        let (body, content) = try wire(act, of: number)
        if let content {
            var bubble = PhoneMessage(
                id: id,
                shop: number.id,
                phone: phone.id,
                isFromCustomer: false,
                content: content,
                at: now
            )
            bubble.rise(to: .read)
            book.append(bubble)
        }
        post(NumberEvent.echo(body, id: id, from: number, to: phone, at: now), after: 0)
    }

    // MARK: Webhooks

    /// Tells every webhook of the templates' accounts, once each, what was decided on them.
    func tell(_ decisions: [TemplateNews]) {
        let now = clock.now()
        let numbers = state.withLock { Array($0.numbers.values) }
        for decision in decisions {
            var told: Set<String> = []
            for number in numbers.sorted(by: { $0.id < $1.id }) where number.accountID == decision.account {
                guard let url = number.webhook, told.insert(url).inserted else { continue }
                post(NumberEvent.decision(decision, to: number, at: now), after: 0)
            }
        }
    }

    func post(_ event: NumberEvent, after wait: Int64 = 0, messageID: String? = nil) {
        guard settings.batchMilliseconds > 0 else { return dispatch([event], after: wait, messageIDs: [messageID]) }
        state.withLock { $0.batch.append(event) }
    }

    /// Posts what has come together, one envelope for each webhook.
    func flush() {
        let events = state.withLock { state in
            defer { state.batch = [] }
            return state.batch
        }
        for url in Set(events.compactMap(\.number.webhook)).sorted() {
            dispatch(events.filter { $0.number.webhook == url }, after: 0, messageIDs: [])
        }
    }

    private func dispatch(_ events: [NumberEvent], after wait: Int64, messageIDs: [String?]) {
        guard let number = events.first?.number, number.webhook != nil else { return }
        let body = WebhookEnvelope.body(events)
        let headers: [(name: String, value: String)] = [
            ("Content-Type", "application/json"), ("User-Agent", "facebookexternalua"),
            ("X-Hub-Signature-256", WebhookEnvelope.signature(body, appSecret: number.appSecret ?? settings.appSecret)),
        ]
        let book = book
        courier.send(
            Parcel(
                address: { [self] in self.number(number.id)?.webhook },
                headers: { _ in headers },
                body: body,
                delay: wait
            ) { _ in
                for case let id? in messageIDs { book.change(message: id) { $0.rise(to: .delivered) } }
            }
        )
    }
}
