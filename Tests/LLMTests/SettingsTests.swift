// The chain's settings: from the environment, from the file, and what is wrong
// with them.

import HostCore
import OrkestaModel
import Testing

@testable import HostLLM

@Suite struct SettingsTests {
    @Test func theEnvironmentMakesTheChain() throws {
        #expect(try LLMSettings(environment: [:]).providers.isEmpty)
        let settings = try LLMSettings(environment: [
            "GROQ_API_KEY": "gsk_1, gsk_2", "AZURE_OPENAI_ENDPOINT": "https://x.cognitiveservices.azure.com/",
            "AZURE_OPENAI_KEY": "k", "AZURE_OPENAI_DEPLOYMENT": "gpt 4o", "OLLAMA_HOST": "127.0.0.1:11434",
        ])
        #expect(settings.providers.map(\.name) == ["groq", "azure", "ollama"])
        #expect(settings.providers[0].keys == ["gsk_1", "gsk_2"])
        let urls = settings.providers.map { $0.address.chatURL($0.models[.large]?.name ?? "") }
        #expect(
            urls == [
                "https://api.groq.com/openai/v1/chat/completions",
                "https://x.cognitiveservices.azure.com/openai/deployments/gpt%204o/chat/completions?api-version=2024-10-21",
                "http://127.0.0.1:11434/api/chat",
            ]
        )
        #expect(settings.providers.map(\.isMetered) == [true, true, false])
    }

    @Test func azuresNewerFormHasNoDates() throws {
        let settings = try LLMSettings(environment: [
            "AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com/", "AZURE_OPENAI_KEY": "k",
            "AZURE_OPENAI_DEPLOYMENT": "d", "AZURE_OPENAI_API_VERSION": "v1",
        ])
        let address = try #require(settings.providers.first?.address)
        #expect(address.chatURL("d") == "https://x.openai.azure.com/openai/v1/chat/completions")
        #expect(address.headers(key: "k", extra: []).contains { $0.name == "api-key" && $0.value == "k" })
    }

    @Test func badVariablesAreNamed() {
        let table: [([String: String], String)] = [
            (["GROQ_API_KEY": "k", "GROQ_BASE_URL": "api.groq.com"], "GROQ_BASE_URL"),
            (
                ["AZURE_OPENAI_ENDPOINT": "https://x.example", "AZURE_OPENAI_KEY": "k"],
                "AZURE_OPENAI_DEPLOYMENT"
            ),
        ]
        for (environment, field) in table {
            let problem = #expect(throws: Problem.self) { try LLMSettings(environment: environment) }
            #expect(problem?.field == field)
        }
    }

    private static let file: JSON = [
        "order": ["own", "groq"], "hedge-after-ms": 800,
        "budget": ["tokens-per-day": 5_000, "money-per-day": 2.5],
        "providers": [
            "groq": [
                "models": [
                    "small": ["price-per-million": ["prompt": 0.05]],
                    "large": ["price-per-million": ["prompt": 0.1, "completion": 0.5]],
                ],
                "speech-price-per-hour": 0.36, "when-filtered": "next",
            ],
            "own": [
                "url": "https://llm.example/v1/", "keys-from": "OWN_KEY", "metered": false,
                "models": [
                    "large": [
                        "name": "qwen", "context-tokens": 40_960,
                        "price-per-million": ["prompt": "0.15", "completion": 0.6], "parameters": ["top_p": 0.9],
                    ]
                ],
            ],
        ],
        "agents": [
            "sales": ["size": "small", "models": ["groq": ["name": "special", "price-per-million": ["prompt": 1]]]]
        ],
        "tenants": ["javaz": ["order": ["groq"], "budget": ["tokens-per-day": 10]]],
    ]

    private static let environment = ["GROQ_API_KEY": "g", "OWN_KEY": "o"]

    @Test func theFileGoesOverTheEnvironment() throws {
        var settings = try LLMSettings(environment: Self.environment)
        try settings.take(Self.file, environment: Self.environment)
        #expect(settings.providers.map(\.name) == ["own", "groq"])
        let own = try #require(settings.providers.first)
        #expect(own.keys == ["o"] && !own.isMetered && own.address.base == "https://llm.example/v1")
        let model = try #require(own.models[.large])
        #expect((model.promptNanos, model.completionNanos) == (150, 600))
        let groq = try #require(settings.providers.last)
        #expect(groq.models[.large]?.name == "openai/gpt-oss-120b", "what is not said stays")
        #expect(groq.models[.large]?.completionNanos == 500 && groq.models[.large]?.contextTokens == 131_072)
        #expect(groq.transcriptionNanos == 100_000 && groq.goesOnFiltered && !own.goesOnFiltered)
        #expect(settings.budget == Budget(tokensPerDay: 5_000, nanosPerDay: 2_500_000_000))
        let javaz = ChatCall(tenant: Sample.tenant, agent: PluginID("sales"), purpose: "test")
        let route = settings.route(for: javaz)
        #expect(route.map(\.provider.name) == ["groq"] && route.first?.model?.name == "special")
        #expect(settings.budget(of: Sample.tenant) == Budget(tokensPerDay: 10, nanosPerDay: 2_500_000_000))
        let other = ChatCall(tenant: Sample.tenant("otro"), agent: PluginID("sales"), purpose: "test")
        #expect(settings.route(for: other).map(\.model?.name) == [nil, "special"], "own has no small model")
    }

    @Test func badFilesNameTheMember() throws {
        let table: [(JSON, String)] = [
            (["ordre": []], "ordre"), (["order": ["nobody"]], "order"), (["hedge-after-ms": 0], "hedge-after-ms"),
            (["providers": ["own": [:]]], "providers.own.url"),
            (["providers": ["own": ["url": "ftp://x"]]], "providers.own.url"),
            (["providers": ["groq": ["keys-from": "UNSET"]]], "providers.groq.keys-from"),
            (["providers": ["groq": ["models": ["huge": [:]]]]], "providers.groq.models.huge"),
            (["budget": ["money-per-day": "much"]], "budget.money-per-day"),
            (["budget": ["money-per-day": 1]], "budget.money-per-day"),
            (["providers": ["groq": ["when-filtered": "ask"]]], "providers.groq.when-filtered"),
            (["agents": ["Sales!": [:]]], "agents.Sales!"),
        ]
        for (document, field) in table {
            var settings = try LLMSettings(environment: Self.environment)
            let error = #expect(throws: DocumentError.self) {
                try settings.take(document, environment: Self.environment)
            }
            #expect(error?.field == field)
        }
    }
}
