// Providers by environment variables, as operators know them: a key is enough.
// Source of the names: the feature inventory; of the models: Groq's deprecations.
// Prices change, and stand in orkesta.yaml.

public import HostCore
internal import OrkestaModel

extension LLMSettings {
    /// The providers that `environment` names, in the house's order: Groq, Azure
    /// OpenAI, Ollama. Ollama only when `OLLAMA_HOST` is set: nobody asks a port
    /// in vain while a customer waits.
    ///
    /// Keys may be several, divided by commas.
    /// - Throws: `.invalid` naming the variable.
    public init(environment: [String: String]) throws(Problem) {
        let reader = EnvironmentReader(environment)
        self.init(
            providers: [
                try LLMSettings.groq(reader), try LLMSettings.azure(reader), try LLMSettings.ollama(reader),
            ]
            .compactMap(\.self)
        )
    }

    private static func groq(_ environment: EnvironmentReader) throws(Problem) -> ProviderSettings? {
        let keys = environment.keys("GROQ_API_KEY")
        guard !keys.isEmpty else { return nil }
        let base = try environment.url("GROQ_BASE_URL") ?? "https://api.groq.com/openai/v1"
        // gpt-oss thinks before it answers: little, for a customer who waits.
        let effort: [String: JSON] = ["reasoning_effort": "low"]
        let small = environment["GROQ_MODEL_SMALL"]
        let large = environment["GROQ_MODEL_LARGE"]
        return ProviderSettings(
            name: "groq",
            address: ProviderAddress(.openAI, base: base),
            keys: keys,
            models: [
                .small: ModelSettings(
                    small ?? "openai/gpt-oss-20b",
                    contextTokens: 131_072,
                    parameters: small == nil ? effort : [:]
                ),
                .large: ModelSettings(
                    large ?? "openai/gpt-oss-120b",
                    contextTokens: 131_072,
                    parameters: large == nil ? effort : [:]
                ),
            ],
            transcriptionModel: environment["GROQ_MODEL_SPEECH"] ?? "whisper-large-v3-turbo"
        )
    }

    private static func azure(_ environment: EnvironmentReader) throws(Problem) -> ProviderSettings? {
        let keys = environment.keys("AZURE_OPENAI_KEY")
        guard let endpoint = try environment.url("AZURE_OPENAI_ENDPOINT"), !keys.isEmpty else { return nil }
        guard let deployment = environment["AZURE_OPENAI_DEPLOYMENT"] else {
            throw Problem(
                .invalid,
                "there is an endpoint and a key, and no deployment",
                field: "AZURE_OPENAI_DEPLOYMENT",
                remedy: "Name the deployment that answers, such as gpt-4o-mini"
            )
        }
        let model = ModelSettings(deployment, contextTokens: 128_000)
        // `v1` is the form since August 2025, which has no dates.
        let version = environment["AZURE_OPENAI_API_VERSION"] ?? "2024-10-21"
        let address =
            version == "v1"
            ? ProviderAddress(
                .openAI,
                base: ProviderAddress(.openAI, base: endpoint).base + "/openai/v1",
                usesKeyHeader: true
            )
            : ProviderAddress(.azureDated(version: version), base: endpoint, usesKeyHeader: true)
        return ProviderSettings(
            name: "azure",
            address: address,
            keys: keys,
            models: [.small: model, .large: model]
        )
    }

    private static func ollama(_ environment: EnvironmentReader) throws(Problem) -> ProviderSettings? {
        guard let host = environment["OLLAMA_HOST"] else { return nil }
        // Ollama's own variable may hold `host:port` alone.
        let base = host.contains("://") ? host : "http://\(host)"
        let model = ModelSettings(environment["OLLAMA_MODEL"] ?? "llama3.1:8b", contextTokens: 8_192)
        return ProviderSettings(
            name: "ollama",
            address: ProviderAddress(.ollama, base: base),
            models: [.small: model, .large: model],
            isMetered: false,
            // The first question pays for loading the model.
            patience: Patience(
                attempt: Limits.llmTurnMilliseconds,
                firstPiece: Limits.llmTurnMilliseconds
            )
        )
    }
}

/// Variables that are set and not empty.
private struct EnvironmentReader {
    private let variables: [String: String]

    init(_ variables: [String: String]) { self.variables = variables }

    subscript(name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    func keys(_ name: String) -> [String] {
        (self[name] ?? "").split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    }

    func url(_ name: String) throws(Problem) -> String? {
        guard let text = self[name] else { return nil }
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
            throw Problem(
                .invalid,
                "this is no http or https URL",
                field: name,
                remedy: "Give the address with its scheme, such as https://api.groq.com/openai/v1"
            )
        }
        return text
    }
}
