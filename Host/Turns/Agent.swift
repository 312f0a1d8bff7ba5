// The port through which the turn engine sees an agent, and the values that
// pass through it. Agent plugins are presented through it by HostPlugins.

public import HostCore
public import HostStorage
public import OrkestaModel

/// One tenant's agent, ready to work.
public protocol Agent: Sendable {
    /// Runs one turn to its end. What the agent says and writes meanwhile goes
    /// to `turn`; nothing of it is real before the engine commits. Cancelling
    /// the task asks the agent to stop; this still returns.
    func run(_ input: TurnInput, in turn: TurnContext) async -> AgentOutcome
}

/// Finds a tenant's agents.
public protocol AgentDirectory: Sendable {
    /// Ids of the agents that the tenant has enabled, sorted.
    func enabledAgents(of tenant: TenantHandle) async -> [PluginID]

    /// Throws `.conflict` when the tenant has not enabled it, `.pluginFailure`
    /// when it does not work, `.unavailable` while it changes over.
    func agent(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Agent
}

/// What a turn is about: everything that the agent may see without asking.
public struct TurnInput: Sendable {
    /// Why there is a turn.
    public enum Kind: Sendable, Equatable {
        case message
        case timer(name: String, payload: JSON)
        case event(name: String, payload: JSON)
    }

    public var kind: Kind
    public var conversationID: ConversationID
    public var customerID: CustomerID
    public var customerName: String?
    public var channel: PluginID
    /// BCP 47, the best known.
    public var locale: String
    public var inboxID: InboxItemID
    public var text: String
    /// The conversation's state: an object.
    public var state: JSON
    public var stateRevision: Int64
    public var currentAgent: PluginID?
    public var handOff: HandOff?
    public var intent: String?
    public var agents: [PluginID]
    public var businessName: String
    public var catalogRevision: Int64
    public var attempt: Int
    /// How far the tenant's clocks are ahead of UTC.
    public var utcOffsetMinutes: Int
    /// A person has the conversation: this turn is a timer's or an event's.
    public var isWithPerson: Bool

    public init(
        kind: Kind,
        conversationID: ConversationID,
        customerID: CustomerID,
        customerName: String?,
        channel: PluginID,
        locale: String,
        inboxID: InboxItemID,
        text: String,
        state: JSON,
        stateRevision: Int64,
        currentAgent: PluginID?,
        handOff: HandOff?,
        intent: String?,
        agents: [PluginID],
        businessName: String,
        catalogRevision: Int64,
        attempt: Int,
        utcOffsetMinutes: Int = 0,
        isWithPerson: Bool = false
    ) {
        self.kind = kind
        self.conversationID = conversationID
        self.customerID = customerID
        self.customerName = customerName
        self.channel = channel
        self.locale = locale
        self.inboxID = inboxID
        self.text = text
        self.state = state
        self.stateRevision = stateRevision
        self.currentAgent = currentAgent
        self.handOff = handOff
        self.intent = intent
        self.agents = agents
        self.businessName = businessName
        self.catalogRevision = catalogRevision
        self.attempt = attempt
        self.utcOffsetMinutes = utcOffsetMinutes
        self.isWithPerson = isWithPerson
    }
}

/// Who handed the turn over, and what it said.
public struct HandOff: Sendable, Equatable {
    public var from: PluginID
    public var note: JSON

    public init(from: PluginID, note: JSON) {
        self.from = from
        self.note = note
    }
}

/// How an agent's part of a turn ended.
public enum AgentOutcome: Sendable, Equatable {
    case finished(AgentResult)
    /// The agent refused, failed, broke a rule or ran out of time.
    case failed(Problem)
}

/// What an agent decided.
public struct AgentResult: Sendable, Equatable {
    public enum ConversationChange: Sendable, Equatable { case keep, complete, pause, resume }

    public var conversation: ConversationChange
    /// Nil: not classified here.
    public var intent: String?
    /// 0 to 1.
    public var confidence: Double
    /// The language understood; nil: unchanged.
    public var locale: String?
    /// RFC 7396 merge patch on the conversation's state.
    public var statePatch: JSON?
    public var handOffTo: PluginID?
    public var handOffNote: JSON
    /// Product hits that were shown.
    public var products: [JSON]

    public init(
        conversation: ConversationChange = .keep,
        intent: String? = nil,
        confidence: Double = 0,
        locale: String? = nil,
        statePatch: JSON? = nil,
        handOffTo: PluginID? = nil,
        handOffNote: JSON = .object([:]),
        products: [JSON] = []
    ) {
        self.conversation = conversation
        self.intent = intent
        self.confidence = confidence
        self.locale = locale
        self.statePatch = statePatch
        self.handOffTo = handOffTo
        self.handOffNote = handOffNote
        self.products = products
    }
}
