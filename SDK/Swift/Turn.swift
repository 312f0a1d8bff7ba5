// A turn as an agent's author sees it: what came in, what to say, what to decide.

import OrkestaABI
public import OrkestaModel
import Synchronization

/// One turn of a conversation. Replies become real when the turn commits, after
/// `respond` returned; throwing instead discards them.
public final class Turn: Sendable {
    /// What began the turn.
    public enum Kind: Sendable, Equatable {
        case message
        /// A timer that this agent set, and its payload.
        case timer(name: String, payload: JSON)
        /// Something that concerns the conversation happened: `payment.succeeded`
        /// and its document (payments.h). Say nothing about one that is not known.
        case event(name: String, payload: JSON)
    }

    public let kind: Kind
    public let conversationID: String
    public let customerID: String
    public let customerName: String?
    public let channel: String
    /// The best known language of the customer, BCP 47.
    public let locale: String
    public let messageID: String
    /// What the customer wrote; empty for timers and events.
    public let text: String
    /// The conversation's state, an object.
    public let state: JSON
    public let stateRevision: Int64
    /// Who answered last, if anybody.
    public let currentAgent: String?
    /// Who handed this turn over, if anybody, and what it said.
    public let handOffFrom: String?
    public let handOffNote: JSON
    /// As classified earlier in this turn.
    public let intent: String?
    /// The tenant's enabled agents, sorted.
    public let agents: [String]
    public let businessName: String
    public let catalogRevision: Int64
    /// 1 for the first; more after a crash.
    public let attempt: Int
    /// How far the tenant's clocks are ahead of UTC, in minutes.
    public let utcOffsetMinutes: Int64
    /// A person has the conversation: this turn is a timer's or an event's.
    public let isWithPerson: Bool
    /// Services bound to this turn: their writes commit with it.
    public let storage: StorageService
    public let catalog: CatalogService
    /// Papers of the turn's customer, and of nobody else.
    public let quotes: QuoteService
    public let orders: OrderService
    public let stock: StockService
    public let payments: PaymentService
    public let dunning: DunningService
    /// Messages that the business worded beforehand.
    public let templates: TemplateService
    /// Language models, asked on behalf of this turn.
    public let llm: LLMService

    let host: Host
    let handle: ork_turn
    /// Names of the tools that changed state in this turn.
    let usedTools = Mutex<Set<String>>([])
    private let decision = Mutex(Decision())

    init(_ input: ork_turn_input, handle: ork_turn, host: Host) throws {
        self.handle = handle
        self.host = host
        kind = try Kind(input)
        conversationID = String(input.conversation_id)
        customerID = String(input.customer_id)
        customerName = String.unlessEmpty(input.customer_name)
        channel = String(input.channel)
        locale = String(input.locale)
        messageID = String(input.message_id)
        text = String(input.text)
        state = try object(input.state_json)
        stateRevision = input.state_rev
        currentAgent = String.unlessEmpty(input.current_agent)
        handOffFrom = String.unlessEmpty(input.handoff_from)
        handOffNote = try object(input.handoff_json)
        intent = String.unlessEmpty(input.intent)
        agents = UnsafeBufferPointer(start: input.agents, count: input.agent_count).map { String($0) }
        businessName = String(input.business_name)
        catalogRevision = input.catalog_revision
        attempt = Int(input.attempt)
        utcOffsetMinutes = Int64(input.utc_offset_minutes)
        isWithPerson = input.with_person == 1
        storage = StorageService(table: host.storage.table, instance: host.instance, turn: handle)
        catalog = CatalogService(table: host.catalog.table, instance: host.instance, turn: handle)
        quotes = QuoteService(table: host.quotes, instance: host.instance, turn: handle)
        orders = OrderService(table: host.orders, instance: host.instance, turn: handle)
        stock = StockService(table: host.stock, instance: host.instance, turn: handle)
        payments = PaymentService(table: host.payments, instance: host.instance, turn: handle)
        dunning = DunningService(table: host.dunning, instance: host.instance, turn: handle)
        templates = TemplateService(table: host.templates, instance: host.instance, turn: handle)
        llm = LLMService(table: host.llm, instance: host.instance, turn: handle)
    }

    /// The tenant's time, the same throughout the turn.
    public var now: Timestamp {
        Timestamp(milliseconds: ork_turn_now_ms(host.turn.pointer, host.instance, handle))
    }

    /// The turn's deadline passed, or it is over: finish soon.
    public var isCancelled: Bool {
        let status = ork_turn_is_cancelled(host.turn.pointer, host.instance, handle)
        return status == 1 || status == ORK_E_STALE
    }

    /// The next number of the turn's seeded sequence; a redo gets the same ones.
    public func random() -> UInt64 { ork_turn_random(host.turn.pointer, host.instance, handle) }

    /// Records that the answer depends on an in-memory thing at a version.
    public func observe(_ name: String, version: Int64) {
        withBorrowed(name) { _ = ork_turn_observe(host.turn.pointer, host.instance, handle, $0, version) }
    }

    // MARK: Saying

    public func reply(_ text: String, fallback: String? = nil) throws { try reply(.text(text), fallback: fallback) }

    /// Adds a reply. `fallback` is the deterministic text that is sent when the
    /// price firewall refuses this one. Throws `ORK_E_BUDGET` when the turn has
    /// said enough.
    public func reply(_ reply: Reply, fallback: String? = nil) throws {
        let parts = reply.eventParts
        try emit(parts.kind, parts.text, fallback: fallback ?? "", rest: parts.rest)
    }

    /// Shown while the turn runs, never stored.
    public func progress(_ text: String) throws { try emit(ORK_EVENT_PROGRESS, text, fallback: "", rest: nil) }

    private func emit(_ kind: UInt32, _ text: String, fallback: String, rest: JSON?) throws {
        let status = withBorrowed([text, fallback, rest?.description ?? ""]) { strings in
            var event = ork_event()
            event.size = UInt32(MemoryLayout<ork_event>.size)
            event.kind = kind
            (event.text, event.fallback, event.json) = (strings[0], strings[1], strings[2])
            return ork_turn_emit(host.turn.pointer, host.instance, handle, &event)
        }
        guard status == ORK_OK else { throw PluginError(status, "the reply was refused") }
    }

    // MARK: Deciding

    /// What this turn is about; `confidence` is 0 to 1.
    public func classify(intent: String, confidence: Double, locale: String?) {
        decision.withLock { ($0.intent, $0.confidence, $0.locale) = (intent, confidence, locale) }
    }

    /// Changes the conversation's state by an RFC 7396 merge patch.
    /// Later patches of a turn come on top of earlier ones; null removes a member.
    public func patchState(_ patch: JSON) {
        decision.withLock { $0.statePatch = $0.statePatch.map { $0.followed(by: patch) } ?? patch }
    }

    /// Gives the rest of the turn to another agent.
    public func handOff(to agent: String, note: JSON = .object([:])) {
        decision.withLock { ($0.handOffTo, $0.handOffNote) = (agent, note) }
    }

    /// Tells the caller which products were shown.
    public func show(products: [ProductHit]) { decision.withLock { $0.products = products.map(\.json) } }

    /// Ends the conversation; the customer's next message opens a new one.
    public func completeConversation() { decision.withLock { $0.conversation = ORK_CONVERSATION_COMPLETE } }

    /// Pauses the agents until a person gives the conversation back.
    public func pauseConversation() { decision.withLock { $0.conversation = ORK_CONVERSATION_PAUSE } }

    /// Lets the agents answer again, from a timer of a conversation that nobody took.
    public func resumeConversation() { decision.withLock { $0.conversation = ORK_CONVERSATION_RESUME } }

    // MARK: Services of the turn

    /// The last `limit` messages before this turn, oldest first, as the host's
    /// JSON `{"role", "at", "reply"}`.
    public func history(limit: Int) async throws -> [JSON] {
        let answer = try await serviceCall(turn: handle) { call, op in
            ork_conversation_history(host.conversation.pointer, host.instance, call, UInt32(clamping: limit), op)
        }
        return try parsed(answer.json).arrayValue ?? []
    }

    /// What the host knows of the customer: `{"id", "number", "name", ...}`.
    public func customer() async throws -> JSON {
        let answer = try await serviceCall(turn: handle) { call, op in
            ork_conversation_customer(host.conversation.pointer, host.instance, call, op)
        }
        return try parsed(answer.json)
    }

    /// Opens a case for a person, at most one open a kind and conversation.
    public func openCase(kind: String, summary: String) async throws {
        _ = try await serviceCall(turn: handle) { call, op in
            withBorrowed([kind, summary]) {
                ork_conversation_open_case(host.conversation.pointer, host.instance, call, $0[0], $0[1], op)
            }
        }
    }

    /// Sets a durable timer of this conversation; the agent is woken when due.
    public func schedule(_ name: String, at due: Timestamp, payload: JSON = .object([:])) async throws {
        _ = try await serviceCall(turn: handle) { call, op in
            withBorrowed([name, payload.description]) {
                ork_clock_schedule(host.clock.pointer, host.instance, call, $0[0], due.milliseconds, $0[1], op)
            }
        }
    }

    public func cancelTimer(_ name: String) async throws {
        _ = try await serviceCall(turn: handle) { call, op in
            withBorrowed(name) { ork_clock_cancel(host.clock.pointer, host.instance, call, $0, op) }
        }
    }

    // MARK: The end, by the SDK

    func finish() {
        let decided = decision.withLock { $0 }
        withBorrowed(decided.strings) { strings in
            var result = ork_turn_result()
            result.size = UInt32(MemoryLayout<ork_turn_result>.size)
            result.conversation = decided.conversation
            result.confidence = decided.confidence
            (result.intent, result.locale, result.state_patch_json) = (strings[0], strings[1], strings[2])
            (result.handoff_to, result.handoff_json, result.products_json) = (strings[3], strings[4], strings[5])
            _ = ork_turn_finish(host.turn.pointer, host.instance, handle, ORK_OK, &result)
        }
    }

    func fail(_ error: any Error) {
        _ = ork_turn_finish(host.turn.pointer, host.instance, handle, PluginError(error).status, nil)
    }
}

extension Turn.Kind {
    fileprivate init(_ input: ork_turn_input) throws {
        switch input.kind {
        case ORK_TURN_MESSAGE: self = .message
        case ORK_TURN_TIMER: self = .timer(name: String(input.timer_name), payload: try object(input.timer_json))
        case ORK_TURN_EVENT: self = .event(name: String(input.event_name), payload: try object(input.event_json))
        default: throw PluginError(ORK_E_UNSUPPORTED, "the host began a turn of an unknown kind")
        }
    }
}

private struct Decision: Sendable {
    var conversation: UInt32 = ORK_CONVERSATION_KEEP
    var intent = ""
    var confidence = 0.0
    var locale: String?
    var statePatch: JSON?
    var handOffTo: String?
    var handOffNote: JSON = .object([:])
    var products: [JSON] = []

    /// In the order in which `finish` lends them.
    var strings: [String] {
        [
            intent, locale ?? "", statePatch?.description ?? "", handOffTo ?? "",
            handOffTo == nil ? "" : handOffNote.description, products.isEmpty ? "" : JSON.array(products).description,
        ]
    }
}

extension JSON {
    /// One merge patch that does what this one and then `later` do. Unlike
    /// ``merging(_:)``, which applies a patch, it keeps the nulls.
    fileprivate func followed(by later: JSON) -> JSON {
        guard case .object(var members) = self, case .object(let changes) = later else { return later }
        for (key, change) in changes { members[key] = members[key]?.followed(by: change) ?? change }
        return .object(members)
    }
}

private func object(_ borrowed: ork_str) throws -> JSON {
    borrowed.len == 0 ? .object([:]) : try parsed(String(borrowed))
}
