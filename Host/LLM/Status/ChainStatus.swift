// How the chain is, for people: who would be asked, how they do, what is wrong
// with them and what has been spent.

public import HostCore
public import OrkestaModel

extension LLMChain {
    /// The state of the providers, in their order, and of one tenant's budget:
    /// what `GET /api/llm/status` shows. No keys are in it. For nil those of the
    /// host, and no budget.
    public func status(of tenant: TenantID?) -> JSON {
        let now = clock.monotonicMilliseconds()
        let settings = settings
        let route =
            tenant.map { settings.route(for: ChatCall(tenant: $0, purpose: "status")) }
            ?? settings.providers.map { RouteStop(provider: $0, model: $0.models[.large]) }
        let providers = route.compactMap { stop in
            stations[stop.provider.name].map { station in
                status(of: station, settings.models(at: station.settings, for: tenant), at: now)
            }
        }
        return [
            "providers": .array(providers), "budget": tenant.map(budget) ?? .null,
            // Without any provider the agents answer by their own rules.
            "available": .bool(route.contains { isReady($0, at: now) }),
        ]
    }

    /// The names of the models that a tenant may ask for, by provider, in its order.
    public func models(of tenant: TenantID) -> [(provider: String, models: [String])] {
        let settings = settings
        return settings.providers(of: tenant).map { provider in
            (provider.name, settings.models(at: provider, for: tenant).map(\.name))
        }
    }

    private func isReady(_ stop: RouteStop, at now: Int64) -> Bool {
        guard let model = stop.model, let station = stations[stop.provider.name] else { return false }
        let condition = station.condition(of: model.name, at: now)
        if case .open = condition.breaker { return false }
        return condition.restMilliseconds == 0
    }

    private func status(of station: ProviderStation, _ models: [ModelSettings], at now: Int64) -> JSON {
        let conditions = models.map { model -> JSON in
            let name = model.name
            let condition = station.condition(of: name, at: now)
            return [
                "name": .string(name), "state": .string(condition.word),
                "rest_ms": JSON(condition.restMilliseconds), "keys_resting": .integer(Int64(condition.keysResting)),
                "latency_ms": [
                    "p50": JSON(station.latency(of: name, quantile: 0.5)),
                    "p95": JSON(station.latency(of: name, quantile: 0.95)),
                ],
            ]
        }
        let alerts = station.openAlerts.map { alert -> JSON in
            [
                "model": .string(alert.model), "kind": .string(alert.kind), "detail": .string(alert.detail),
                "since": .string(alert.since.description),
            ]
        }
        return [
            "name": .string(station.settings.name), "models": .array(conditions),
            "keys": .integer(Int64(station.settings.keys.count)), "waiting": .integer(Int64(station.queue.depth)),
            "alerts": .array(alerts),
        ]
    }

    private func budget(of tenant: TenantID) -> JSON {
        let spent = spending.spent(tenant, at: clock.now())
        let budget = settings.budget(of: tenant)
        return [
            "tokens_today": .integer(spent.tokens), "tokens_per_day": JSON(budget.tokensPerDay),
            "nanos_today": .integer(spent.nanos), "nanos_per_day": JSON(budget.nanosPerDay),
        ]
    }
}

extension ProviderHealth.Condition {
    /// A bounded word: `ready`, `resting`, `retired`, `broken`, `trying`.
    fileprivate var word: String {
        switch breaker {
        case .open: return "broken"
        case .halfOpen: return "trying"
        case .closed: break
        }
        guard let restMilliseconds else { return "retired" }
        return restMilliseconds > 0 ? "resting" : "ready"
    }
}
