// A tenant's settings as documents: in orkesta.yaml under `llm.tenants`, in
// requests, and in the database. The same members everywhere; files write dashes
// where the others write underscores.

internal import HostCore
public import OrkestaModel

extension LLMSettings {
    /// Where a document comes from.
    public enum Origin: Sendable {
        /// orkesta.yaml, which may also describe models.
        case file
        /// Somebody who changes settings: names must be known.
        case request
        /// The database: what was known once and is gone by now is left out.
        case stored

        func spelled(_ key: String) -> String {
            self == .file ? key : key.replacing("-", with: "_")
        }
    }

    /// Reads a tenant's settings, all of them optional:
    ///
    ///     enabled: true
    ///     order: [ollama, groq]
    ///     budget: {tokens-per-day: 20000, money-per-day: 2.50}
    ///     hedge-after-ms: 1500
    ///     agents:
    ///       sales: {size: small, models: {groq: openai/gpt-oss-120b}}
    ///
    /// - Throws: ``DocumentError`` naming the member at fault, and what could be there.
    public func tenantModels(_ json: JSON, _ origin: Origin) throws(DocumentError) -> TenantModels {
        let hedgeKey = origin.spelled("hedge-after-ms")
        try json.refuseMembers(beyond: ["enabled", "order", "budget", hedgeKey, "agents"])
        var models = TenantModels(isEnabled: json["enabled"] == .null ? nil : json["enabled"]?.boolValue)
        // Complains where it is no flag.
        _ = try json.flag("enabled", default: true)
        if let order = json["order"], !order.isNull {
            models.order = try providerNames(json.texts("order"), origin)
        }
        if let budget = json["budget"], !budget.isNull {
            models.budget = try within("budget") { () throws(DocumentError) in try Budget(budget, origin) }
        }
        models.hedgeAfterMilliseconds = try json.integer(hedgeKey, in: 0...60_000)
        for (name, value) in try json.named("agents") {
            models.agents[try PluginID(agentName: name)] = try within("agents.\(name)") { () throws(DocumentError) in
                try agentModels(value, origin)
            }
        }
        return models
    }

    func providerNames(_ names: [String], _ origin: Origin) throws(DocumentError) -> [String] {
        let unknown = names.first { name in !providers.contains { $0.name == name } }
        guard let unknown, origin != .stored else { return names }
        let known = providers.map(\.name).joined(separator: ", ")
        throw DocumentError(
            field: "order",
            reason: "there is no provider \(unknown) among \(known.isEmpty ? "none" : known): "
                + "set its variables, or describe it in orkesta.yaml under llm.providers"
        )
    }

    /// Reads `{size, models: {PROVIDER: MODEL}}`.
    func agentModels(_ json: JSON, _ origin: Origin) throws(DocumentError) -> AgentModels {
        try json.refuseMembers(beyond: ["size", "models"])
        var agent = AgentModels()
        if let word = try json.optionalText("size") {
            agent.size = ModelSize(rawValue: word)
            guard agent.size != nil else { throw DocumentError(field: "size", reason: "small or large is expected") }
        }
        for (name, value) in try json.named("models") {
            agent.models[name] = try within("models.\(name)") { () throws(DocumentError) in
                try model(value, at: name, origin)
            }
        }
        return agent
    }

    /// A model by its name, or in a file described. Nil when it is gone.
    private func model(_ json: JSON, at name: String, _ origin: Origin) throws(DocumentError) -> ModelSettings? {
        if json.objectValue != nil, origin == .file { return try ModelSettings(json, over: nil) }
        guard let wanted = json.stringValue else {
            throw DocumentError(field: "", reason: "the name of a model is expected")
        }
        let known = providers.first { $0.name == name }.map { models(at: $0) }
        if let model = known?.first(where: { $0.name == wanted }) { return model }
        guard origin != .stored else { return nil }
        guard let known else { throw DocumentError(field: "", reason: "there is no such provider") }
        throw DocumentError(
            field: "",
            reason: "\(name) has no model \(wanted); it has \(known.map(\.name).joined(separator: ", ")), and "
                + "others are described in orkesta.yaml"
        )
    }
}

extension Budget {
    init(_ json: JSON, _ origin: LLMSettings.Origin) throws(DocumentError) {
        let (tokensKey, moneyKey) = (origin.spelled("tokens-per-day"), origin.spelled("money-per-day"))
        try json.refuseMembers(beyond: [tokensKey, moneyKey])
        self.init(tokensPerDay: try json.integer(tokensKey, in: 0...Limits.llmTokensPerDayMax))
        if let money = json[moneyKey], !money.isNull {
            // Thousandths of the currency are millions of its billionths.
            guard let amount = Quantity(json: money), (0...1_000_000_000).contains(amount.thousandths) else {
                throw DocumentError(field: moneyKey, reason: "an amount such as 2.50 is expected")
            }
            nanosPerDay = amount.thousandths * 1_000_000
        }
    }
}

extension TenantModels {
    /// The document that ``LLMSettings/tenantModels(_:_:)`` reads as `.stored`:
    /// every member, null where it is as the host has it.
    public var json: JSON {
        [
            "enabled": isEnabled.map(JSON.bool) ?? .null,
            "order": order.map { JSON($0) } ?? .null,
            "budget": [
                "tokens_per_day": JSON(budget.tokensPerDay),
                "money_per_day": JSON(budget.nanosPerDay.map { Quantity(thousandths: $0 / 1_000_000).description }),
            ],
            "hedge_after_ms": JSON(hedgeAfterMilliseconds),
            "agents": .object(
                Dictionary(uniqueKeysWithValues: agents.map { ($0.key.rawValue, $0.value.json) })
            ),
        ]
    }
}

extension AgentModels {
    fileprivate var json: JSON {
        ["size": JSON(size?.rawValue), "models": .object(models.mapValues { .string($0.name) })]
    }
}

extension PluginID {
    init(agentName name: String) throws(DocumentError) {
        guard let agent = PluginID(name) else {
            throw DocumentError(field: "agents.\(name)", reason: "the name of an agent is expected")
        }
        self = agent
    }
}

extension JSON {
    /// An integer of a range; nil when absent or null.
    fileprivate func integer(_ key: String, in range: ClosedRange<Int64>) throws(DocumentError) -> Int64? {
        guard let value = try optionalInteger(key) else { return nil }
        guard range.contains(value) else {
            throw DocumentError(field: key, reason: "\(range.lowerBound) to \(range.upperBound) is expected")
        }
        return value
    }
}

/// Reads a part of a document; what is wrong in it is named with its place.
func within<Value>(
    _ place: String,
    _ read: () throws(DocumentError) -> Value
) throws(DocumentError) -> Value {
    do throws(DocumentError) {
        return try read()
    } catch {
        throw DocumentError(field: error.field.isEmpty ? place : "\(place).\(error.field)", reason: error.reason)
    }
}
