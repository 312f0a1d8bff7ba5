// What is particular to a tenant: whether it has language models at all, whose,
// which of them its agents use, and what it may spend.

public import HostCore

/// A tenant's own settings. What is nil is as the host has it.
public struct TenantModels: Sendable, Hashable {
    /// False: no model is asked, and the agents answer by their own rules.
    public var isEnabled: Bool?
    /// Names of providers; the others are not asked.
    public var order: [String]?
    /// A bound that it doesn't name is the host's.
    public var budget: Budget
    /// As ``LLMSettings/hedgeAfterMilliseconds``; 0: never.
    public var hedgeAfterMilliseconds: Int64?
    /// Agents that are not named use what the host says of them.
    public var agents: [PluginID: AgentModels]

    public init(
        isEnabled: Bool? = nil,
        order: [String]? = nil,
        budget: Budget = Budget(),
        hedgeAfterMilliseconds: Int64? = nil,
        agents: [PluginID: AgentModels] = [:]
    ) {
        self.isEnabled = isEnabled
        self.order = order
        self.budget = budget
        self.hedgeAfterMilliseconds = hedgeAfterMilliseconds
        self.agents = agents
    }

    /// These, and from `others` what these leave open.
    func over(_ others: TenantModels) -> TenantModels {
        TenantModels(
            isEnabled: isEnabled ?? others.isEnabled,
            order: order ?? others.order,
            budget: budget.over(others.budget),
            hedgeAfterMilliseconds: hedgeAfterMilliseconds ?? others.hedgeAfterMilliseconds,
            agents: agents.merging(others.agents) { mine, _ in mine }
        )
    }
}

extension Budget {
    fileprivate func over(_ other: Budget) -> Budget {
        Budget(
            tokensPerDay: tokensPerDay ?? other.tokensPerDay,
            nanosPerDay: nanosPerDay ?? other.nanosPerDay
        )
    }
}

extension LLMSettings {
    func budget(of tenant: TenantID) -> Budget { tenants[tenant]?.budget.over(budget) ?? budget }

    /// After how many milliseconds a second provider is asked too; nil: never.
    func hedgeDelay(for tenant: TenantID) -> Int64? {
        let delay = tenants[tenant]?.hedgeAfterMilliseconds ?? hedgeAfterMilliseconds
        return delay == 0 ? nil : delay
    }
}
