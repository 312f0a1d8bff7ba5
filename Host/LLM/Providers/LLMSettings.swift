// The chain's settings: the providers, in which order whom they serve, and what
// each tenant may spend.

public import HostCore

/// Everything that the chain is told at its start.
public struct LLMSettings: Sendable {
    /// In the order in which they are asked.
    public var providers: [ProviderSettings]
    /// What an agent uses instead of the sizes it asks for.
    public var agents: [PluginID: AgentModels]
    public var tenants: [TenantID: TenantModels]
    /// For tenants without a word of their own.
    public var budget: Budget
    /// After so many milliseconds without an answer a second provider is asked
    /// too, and the first answer is taken; nil: never.
    public var hedgeAfterMilliseconds: Int64?

    public init(
        providers: [ProviderSettings] = [],
        agents: [PluginID: AgentModels] = [:],
        tenants: [TenantID: TenantModels] = [:],
        budget: Budget = Budget(),
        hedgeAfterMilliseconds: Int64? = nil
    ) {
        self.providers = providers
        self.agents = agents
        self.tenants = tenants
        self.budget = budget
        self.hedgeAfterMilliseconds = hedgeAfterMilliseconds
    }
}

/// Which models an agent uses.
public struct AgentModels: Sendable, Hashable {
    /// Instead of the size that it asks for.
    public var size: ModelSize?
    /// By provider, the name of a model of its own.
    public var models: [String: ModelSettings]

    public init(size: ModelSize? = nil, models: [String: ModelSettings] = [:]) {
        self.size = size
        self.models = models
    }
}

/// What a tenant may spend at metered providers in one day, which begins at
/// midnight UTC. Nil: no bound, or for a tenant the host's.
public struct Budget: Sendable, Hashable {
    public var tokensPerDay: Int64?
    /// Billionths of the currency of the providers' prices.
    public var nanosPerDay: Int64?

    public init(tokensPerDay: Int64? = nil, nanosPerDay: Int64? = nil) {
        self.tokensPerDay = tokensPerDay
        self.nanosPerDay = nanosPerDay
    }
}
