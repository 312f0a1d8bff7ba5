// A budget of money is a hard stop only where every price is known: without them
// the host doesn't start, rather than spend what nobody counts.

internal import HostCore
internal import OrkestaModel

extension LLMSettings {
    /// - Throws: ``DocumentError`` naming the budget that can't be kept.
    func checkPrices() throws(DocumentError) {
        if budget.nanosPerDay != nil { try checkPrices(providers, [:], "budget.money-per-day") }
        for (tenant, models) in tenants {
            try within("tenants.\(tenant)") { () throws(DocumentError) in try checkPrices(of: models, .file) }
        }
    }

    /// The same for one tenant's budget.
    func checkPrices(of models: TenantModels, _ origin: Origin) throws(DocumentError) {
        guard models.budget.nanosPerDay != nil else { return }
        let asked = providers.filter { models.order?.contains($0.name) ?? true }
        try checkPrices(asked, models.agents, "budget.\(origin.spelled("money-per-day"))")
    }

    private func checkPrices(
        _ providers: [ProviderSettings],
        _ own: [PluginID: AgentModels],
        _ field: String
    ) throws(DocumentError) {
        for provider in providers where provider.isMetered {
            let agents = Array(agents.values) + Array(own.values)
            let models = Array(provider.models.values) + agents.compactMap { $0.models[provider.name] }
            if let model = models.first(where: { $0.promptNanos == 0 && $0.completionNanos == 0 }) {
                throw DocumentError(
                    field: field,
                    reason: """
                        what \(model.name) of \(provider.name) costs is not said: give price-per-million, or \
                        metered: false for a model of your own
                        """
                )
            }
            guard let speech = provider.transcriptionModel, provider.transcriptionNanos == 0 else { continue }
            throw DocumentError(
                field: field,
                reason: "what \(speech) of \(provider.name) costs is not said: give speech-price-per-hour"
            )
        }
    }
}
