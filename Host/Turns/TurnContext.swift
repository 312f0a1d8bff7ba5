// One turn while it runs: what was said, what is staged, and the fixed time and
// seeded chance that every redo of the turn sees again.

public import HostCommerce
public import HostCore
public import HostOutbox
public import HostPayments
public import HostStorage
public import OrkestaModel
import Synchronization

/// The turn as an agent's services see it. Any thread; everything in it becomes
/// real only by the engine's commit.
public final class TurnContext: Sendable {
    public let tenant: TenantHandle
    public let inboxID: InboxItemID
    public let conversationID: ConversationID
    public let customerID: CustomerID
    public let channel: PluginID
    public let address: String
    /// The customer's name, when it is known.
    public let customerName: String?
    /// BCP 47: the best known language of the conversation; nil when none is.
    public let locale: String?
    /// The tenant's time, the same throughout the turn.
    public let now: Timestamp
    let deadline: TurnDeadline
    /// What the turn asks of language models.
    public let models: TurnModels
    private let state: Mutex<State>

    private struct State {
        var replies: [StagedReply] = []
        var writes: [StagedWrite] = []
        var observations: [(name: String, version: Int64)] = []
        var facts: [String] = []
        var templates: [String: JSON] = [:]
        var generator: SplitMix64
        var agent: PluginID?
        var toolsUsed: Set<String> = []
        var progress: (@Sendable (String) -> Void)?
    }

    /// What a turn has gathered by its end.
    public struct Outcome: Sendable {
        public let replies: [StagedReply]
        public let writes: [StagedWrite]
        public let observations: [(name: String, version: Int64)]
        /// Documents that the host told the agents; see ``TurnContext/learn(fact:)``.
        public let facts: [String]
        /// By the text that was rendered: the provider's template that says it.
        public let templates: [String: JSON]
    }

    /// `seed` comes from the inbox item, so that a redo draws the same numbers.
    /// `deadline` is when the turn must have ended.
    /// `progress` receives what agents say while they work; it is not kept.
    public init(
        tenant: TenantHandle,
        inboxID: InboxItemID,
        conversationID: ConversationID,
        customerID: CustomerID,
        channel: PluginID,
        address: String,
        customerName: String? = nil,
        locale: String? = nil,
        now: Timestamp,
        seed: UInt64,
        deadline: TurnDeadline = TurnDeadline(),
        progress: (@Sendable (String) -> Void)?
    ) {
        self.tenant = tenant
        self.inboxID = inboxID
        self.conversationID = conversationID
        self.customerID = customerID
        self.channel = channel
        self.address = address
        self.customerName = customerName
        self.locale = locale
        self.now = now
        self.deadline = deadline
        models = TurnModels(deadline: deadline)
        state = Mutex(State(generator: SplitMix64(seed: seed), progress: progress))
    }

    /// Names the agent to which replies and writes belong from now on.
    public func enter(_ agent: PluginID) {
        state.withLock { $0.agent = agent }
    }

    /// Adds a reply; false when the turn has said enough.
    public func say(_ reply: Reply, fallback: String?) -> Bool {
        state.withLock { state in
            guard state.replies.count < Limits.repliesPerTurnMax else { return false }
            state.replies.append(StagedReply(agent: state.agent, reply: reply, fallback: fallback))
            return true
        }
    }

    /// Shows progress to whoever watches the turn, unless it claims something:
    /// what is never stored is never checked again.
    public func show(progress text: String) {
        guard let progress = state.withLock({ $0.progress }), FigureReader.figures(in: text).isEmpty else { return }
        progress(text)
    }

    /// Keeps a document that the host made from its own facts and told an agent:
    /// its figures may be said in this turn. Not for what a plugin or a model made.
    public func learn(fact document: String) {
        state.withLock { state in
            guard state.facts.count < Limits.stagedWritesPerTurnMax else { return }
            state.facts.append(document)
        }
    }

    /// Keeps a filled template: a reply that says exactly its text may go out as the
    /// provider's template.
    public func learn(template: RenderedTemplate) {
        guard let document = template.providerDocument else { return }
        state.withLock { state in
            guard state.templates.count < Limits.repliesPerTurnMax else { return }
            state.templates[template.text] = document
        }
    }

    /// Stages a write for the commit; false when there are too many.
    public func stage(_ write: StagedWrite) -> Bool {
        state.withLock { state in
            guard state.writes.count < Limits.stagedWritesPerTurnMax else { return false }
            state.writes.append(write)
            return true
        }
    }

    /// Stages writes that were planned when `count` writes were staged, all or
    /// none: what was planned on an older state must be planned anew.
    public func stage(_ writes: [StagedWrite], plannedAfter count: Int) -> PlannedStaging {
        state.withLock { state in
            guard state.writes.count == count else { return .outdated }
            guard state.writes.count + writes.count <= Limits.stagedWritesPerTurnMax else { return .tooMany }
            state.writes += writes
            return .staged
        }
    }

    /// The writes staged so far, for reads that must see their own writes.
    public var stagedWrites: [StagedWrite] { state.withLock { $0.writes } }

    /// The next number of the turn's seeded sequence.
    public func random() -> UInt64 { state.withLock { $0.generator.next() } }

    /// Records what the answer depended on, for replay.
    public func observe(_ name: String, version: Int64) {
        state.withLock { state in
            guard state.observations.count < Limits.stagedWritesPerTurnMax else { return }
            state.observations.append((name, version))
        }
    }

    /// Notes that a tool that changes state runs in this turn; false when it did
    /// before, and must not again.
    public func claimTool(_ name: String) -> Bool { state.withLock { $0.toolsUsed.insert(name).inserted } }

    /// Everything gathered; taken once, by the engine.
    public func outcome() -> Outcome {
        state.withLock {
            Outcome(
                replies: $0.replies,
                writes: $0.writes,
                observations: $0.observations,
                facts: $0.facts,
                templates: $0.templates
            )
        }
    }
}

/// What became of writes that were planned.
public enum PlannedStaging: Sendable {
    case staged
    /// Something else was staged meanwhile.
    case outdated
    case tooMany
}

/// A reply that waits for the commit.
public struct StagedReply: Sendable {
    public let agent: PluginID?
    public internal(set) var reply: Reply
    /// What is sent when the price firewall refuses the reply's text.
    public let fallback: String?
}

/// A local effect that waits for the commit, in the order in which it was made.
public enum StagedWrite: Sendable {
    case putDocument(plugin: PluginID, key: String, value: JSON)
    /// Conflict when the revision differs at the commit; 0 means absent.
    case compareAndSetDocument(plugin: PluginID, key: String, expected: Int64, value: JSON)
    case removeDocument(plugin: PluginID, key: String)
    case scheduleTimer(plugin: PluginID, name: String, due: Timestamp, payload: JSON)
    case cancelTimer(plugin: PluginID, name: String)
    case openCase(kind: String, summary: String)
    /// A quote, an order or a hold on stock; an order is billed with it.
    case sale(SaleWrite)
    case payLink(StagedPayLink)
    case effect(any StagedEffect)
}

/// A link to pay that waits for the commit, under its idempotency key within the
/// turn: the plugin and its label.
public struct StagedPayLink: Sendable {
    public let plugin: PluginID
    public let label: String
    /// What was asked for: the same again is answered again.
    public let request: JSON
    public let plan: PlannedPayLink

    public init(plugin: PluginID, label: String, request: JSON, plan: PlannedPayLink) {
        self.plugin = plugin
        self.label = label
        self.request = request
        self.plan = plan
    }
}
