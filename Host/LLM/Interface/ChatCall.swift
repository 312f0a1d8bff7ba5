// On whose behalf a model is asked: what decides about models, budgets, fairness
// and time, and what the trace and the metrics say about it.

public import HostCore

/// The circumstances of a question.
public struct ChatCall: Sendable {
    public var tenant: TenantID
    /// The agent that asks; nil: somebody from outside, through our own `/v1`.
    public var agent: PluginID?
    /// Why it asks: a constant word such as `sales.reply`, for the trace.
    public var purpose: String
    public var size: ModelSize
    /// Only models of this name are asked, wherever there are any; nil: those
    /// that agent and size say, or for a voice note any that hears.
    public var model: String?
    /// What is left of the turn's time, shared by all attempts. Milliseconds.
    public var timeMilliseconds: Int64
    /// The longest that one whole answer may take; nil: the provider's patience.
    public var attemptMilliseconds: Int64?
    /// Sees every attempt that is over, skipped ones too, as it happens.
    public var observe: (@Sendable (Attempt) -> Void)?

    public init(
        tenant: TenantID,
        agent: PluginID? = nil,
        purpose: String,
        size: ModelSize = .large,
        model: String? = nil,
        timeMilliseconds: Int64 = Limits.llmTurnMilliseconds,
        attemptMilliseconds: Int64? = nil,
        observe: (@Sendable (Attempt) -> Void)? = nil
    ) {
        self.tenant = tenant
        self.agent = agent
        self.purpose = purpose
        self.size = size
        self.model = model
        self.timeMilliseconds = timeMilliseconds
        self.attemptMilliseconds = attemptMilliseconds
        self.observe = observe
    }
}

/// Which of a provider's models is meant. Their names are configuration.
public enum ModelSize: String, Sendable, CaseIterable {
    /// Quick and cheap: intents, queries, lists.
    case small
    /// Dialogue with tools.
    case large
}
