// The `llm` part of orkesta.yaml, over what the environment says: order, models,
// prices, budgets, and providers of one's own.

internal import HostCore
public import OrkestaModel

extension LLMSettings {
    /// Takes the settings of `document` over these. `environment` is where
    /// providers name their keys; no key stands in a file.
    ///
    /// The document, all of it optional. Amounts are in the currency of the
    /// providers' prices, which a budget of money needs:
    ///
    ///     order: [groq, azure, ollama]
    ///     hedge-after-ms: 1500
    ///     budget: {tokens-per-day: 500000, money-per-day: 2.50}
    ///     providers:
    ///       groq:
    ///         models: {large: {price-per-million: {prompt: 0.15, completion: 0.60}}}
    ///         speech-price-per-hour: 0.04
    ///       azure: {when-filtered: next}
    ///       openrouter:
    ///         url: https://openrouter.ai/api/v1
    ///         keys-from: OPENROUTER_API_KEY
    ///         models:
    ///           large: {name: qwen/qwen3-32b, context-tokens: 40960, price-per-million: {prompt: 0.10, completion: 0.30}}
    ///     agents:
    ///       sales: {size: large, models: {groq: {name: openai/gpt-oss-120b}}}
    ///     tenants:
    ///       la-central: {order: [ollama], budget: {tokens-per-day: 20000}}
    ///       la-nueva: {enabled: false}
    ///
    /// - Throws: ``DocumentError`` naming the member at fault.
    public mutating func take(_ document: JSON, environment: [String: String]) throws(DocumentError) {
        try document.refuseMembers(beyond: ["order", "hedge-after-ms", "budget", "providers", "agents", "tenants"])
        for (name, json) in try document.named("providers") {
            try within("providers.\(name)") { () throws(DocumentError) in try takeProvider(name, json, environment) }
        }
        if let milliseconds = try document.optionalInteger("hedge-after-ms") {
            guard (1...60_000).contains(milliseconds) else {
                throw DocumentError(field: "hedge-after-ms", reason: "1 to 60000 milliseconds are expected")
            }
            hedgeAfterMilliseconds = milliseconds
        }
        if let json = document["budget"] {
            budget = try within("budget") { () throws(DocumentError) in try Budget(json, .file) }
        }
        for (name, json) in try document.named("agents") {
            agents[try PluginID(agentName: name)] = try within("agents.\(name)") { () throws(DocumentError) in
                try agentModels(json, .file)
            }
        }
        for (name, json) in try document.named("tenants") {
            guard let tenant = TenantID(name) else {
                throw DocumentError(field: "tenants.\(name)", reason: "the name of a tenant is expected")
            }
            tenants[tenant] = try within("tenants.\(name)") { () throws(DocumentError) in
                try tenantModels(json, .file)
            }
        }
        if document["order"] != nil {
            let order = try providerNames(document.texts("order"), .file)
            providers = order.compactMap { name in providers.first { $0.name == name } }
        }
        try checkPrices()
    }

    private mutating func takeProvider(
        _ name: String,
        _ json: JSON,
        _ environment: [String: String]
    ) throws(DocumentError) {
        try json.refuseMembers(beyond: [
            "url", "form", "keys-from", "models", "speech-model", "speech-price-per-hour", "concurrency", "streamed",
            "metered", "when-filtered",
        ])
        let index: Int
        if let known = providers.firstIndex(where: { $0.name == name }) {
            index = known
        } else {
            let address = ProviderAddress(try json.form(), base: try json.requiredText("url"))
            providers.append(ProviderSettings(name: name, address: address, models: [:]))
            index = providers.count - 1
        }
        var provider = providers[index]
        if let url = try json.optionalText("url") {
            guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
                throw DocumentError(field: "url", reason: "an http or https URL is expected")
            }
            provider.address = ProviderAddress(
                provider.address.form,
                base: url,
                usesKeyHeader: provider.address.usesKeyHeader
            )
        }
        if let variable = try json.optionalText("keys-from") {
            let keys = (environment[variable] ?? "").split(separator: ",").map(String.init)
            guard !keys.isEmpty else {
                throw DocumentError(field: "keys-from", reason: "the variable \(variable) is not set")
            }
            provider.keys = keys
        }
        for (size, model) in try json.named("models") {
            guard let size = ModelSize(rawValue: size) else {
                throw DocumentError(field: "models.\(size)", reason: "small or large is expected")
            }
            provider.models[size] = try ModelSettings(model, over: provider.models[size])
        }
        provider.transcriptionModel = try json.optionalText("speech-model") ?? provider.transcriptionModel
        if json["speech-price-per-hour"] != nil {
            provider.transcriptionNanos = try json.price("speech-price-per-hour") * 1_000_000 / 3_600
        }
        provider.isStreamed = try json.flag("streamed", default: provider.isStreamed)
        provider.isMetered = try json.flag("metered", default: provider.isMetered)
        switch try json.optionalText("when-filtered") {
        case nil: break
        case "stop": provider.goesOnFiltered = false
        case "next": provider.goesOnFiltered = true
        case .some: throw DocumentError(field: "when-filtered", reason: "stop or next is expected")
        }
        if let places = try json.optionalInteger("concurrency") {
            guard (1...10_000).contains(places) else {
                throw DocumentError(field: "concurrency", reason: "1 to 10000 is expected")
            }
            provider.concurrencyMax = Int(places)
        }
        providers[index] = provider
    }
}

extension ModelSettings {
    /// What is not said of the model that is `known` stays; of another, nothing is taken over.
    init(_ json: JSON, over known: ModelSettings?) throws(DocumentError) {
        try json.refuseMembers(beyond: ["name", "context-tokens", "price-per-million", "parameters"])
        let name = try json.optionalText("name")
        if let known, name == nil || name == known.name {
            self = known
        } else {
            self.init(try json.requiredText("name"))
        }
        if let tokens = try json.optionalInteger("context-tokens") {
            guard (512...10_000_000).contains(tokens) else {
                throw DocumentError(field: "context-tokens", reason: "512 to 10000000 is expected")
            }
            contextTokens = Int(tokens)
        }
        if let price = json["price-per-million"] {
            try price.refuseMembers(beyond: ["prompt", "completion"])
            // Thousandths of the currency for a million tokens are billionths for one.
            promptNanos = try price.price("prompt")
            completionNanos = try price.price("completion")
        }
        parameters = json["parameters"]?.objectValue ?? parameters
    }
}

extension JSON {
    /// The members of a mapping by name; none when it is absent.
    func named(_ key: String) throws(DocumentError) -> [(String, JSON)] {
        guard let value = self[key], !value.isNull else { return [] }
        guard let members = value.objectValue else { throw DocumentError(field: key, reason: "a mapping is expected") }
        return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    fileprivate func form() throws(DocumentError) -> ProviderAddress.Form {
        switch try optionalText("form") {
        case nil, "openai": .openAI
        case "ollama": .ollama
        case .some: throw DocumentError(field: "form", reason: "openai or ollama is expected")
        }
    }

    /// An amount of the currency in its thousandths; 0 when it is absent.
    fileprivate func price(_ key: String) throws(DocumentError) -> Int64 {
        guard let value = self[key] else { return 0 }
        guard let amount = Quantity(json: value), (0...100_000_000).contains(amount.thousandths) else {
            throw DocumentError(field: key, reason: "an amount such as 0.15 is expected")
        }
        return amount.thousandths
    }
}
