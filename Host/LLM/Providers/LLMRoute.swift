// Who is asked, and with which model: the settings of host, agent and tenant
// brought together for one call.

internal import HostCore

/// One place of a route: a provider and the model that is asked there.
struct RouteStop: Sendable {
    let provider: ProviderSettings
    let model: ModelSettings?
}

extension LLMSettings {
    /// Who is asked for `call`, in order. Without a model where the provider has
    /// none of that size; empty where the tenant has no models at all.
    func route(for call: ChatCall) -> [RouteStop] {
        let providers = providers(of: call.tenant)
        if let name = call.model {
            return providers.compactMap { provider in
                models(at: provider, for: call.tenant).first { $0.name == name }
                    .map { RouteStop(provider: provider, model: $0) }
            }
        }
        let agent = call.agent.flatMap { tenants[call.tenant]?.agents[$0] ?? agents[$0] }
        let size = agent?.size ?? call.size
        return providers.map { provider in
            RouteStop(provider: provider, model: agent?.models[provider.name] ?? provider.models[size])
        }
    }

    /// Who writes down voice notes for `call`, in order, and with which model.
    func listeners(for call: ChatCall) -> [(provider: ProviderSettings, model: String)] {
        providers(of: call.tenant).compactMap { provider in
            guard let model = provider.transcriptionModel, call.model == nil || call.model == model else { return nil }
            return (provider, model)
        }
    }

    /// The providers that a tenant uses, in its order; none when it is switched off.
    func providers(of tenant: TenantID) -> [ProviderSettings] {
        let models = tenants[tenant]
        guard models?.isEnabled != false else { return [] }
        guard let order = models?.order else { return providers }
        return order.compactMap { name in providers.first { $0.name == name } }
    }

    /// Every model that is configured of a provider: for a tenant also those of
    /// its agents. One of each name, by name.
    func models(at provider: ProviderSettings, for tenant: TenantID? = nil) -> [ModelSettings] {
        let own = tenant.flatMap { tenants[$0] }?.agents ?? [:]
        let ofAgents = (Array(own.values) + Array(agents.values)).compactMap { $0.models[provider.name] }
        let all = Array(provider.models.values) + ofAgents
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }.values.sorted { $0.name < $1.name }
    }

    /// Whether a kept answer comes from where `call` may be asked today.
    func allows(_ kept: ChatResult, for call: ChatCall) -> Bool {
        route(for: call).contains { $0.provider.name == kept.provider && $0.model?.name == kept.model }
    }
}
