// What a tenant chooses of the language models: it holds from the next question
// on, over what the file says, and for nobody else.

import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@testable import HostLLM

@Suite(.timeLimit(.minutes(10))) struct TenantModelsTests {
    private static let other = Sample.tenant("otro")

    private func chain(_ house: LLMHouse) throws -> LLMChain {
        var settings = LLMSettings(providers: [house.groq(), house.ollama()], hedgeAfterMilliseconds: 60_000)
        settings.budget = Budget(tokensPerDay: 1_000_000, nanosPerDay: 5_000_000_000)
        settings.providers[0].models[.small] = ModelSettings(
            "small-of-groq",
            contextTokens: 32_000,
            promptNanos: 50,
            completionNanos: 200
        )
        settings.tenants[Sample.tenant] = TenantModels(order: ["groq"], budget: Budget(tokensPerDay: 900_000))
        return try house.chain(settings)
    }

    private func read(_ json: JSON, _ chain: LLMChain) throws(DocumentError) -> TenantModels {
        try chain.configuration.tenantModels(json, .request)
    }

    @Test func choicesHoldFromTheNextQuestionOn() async throws {
        try await LLMHouse.run { house in
            let chain = try chain(house)
            let question = ChatRequest(messages: Sample.greeting.messages, temperature: 0)
            #expect(try await chain.complete(question, for: Sample.call()).provider == "groq")
            chain.choose(try read(["order": ["ollama"]], chain), for: Sample.tenant)
            let second = try await chain.complete(question, for: Sample.call())
            #expect(second.provider == "ollama" && !second.isFromCache, "the kept answer is of another provider")
            #expect(try await chain.complete(question, for: Sample.call(tenant: Self.other)).provider == "groq")

            chain.choose(try read(["enabled": false], chain), for: Sample.tenant)
            #expect(!chain.serves(Sample.tenant) && chain.serves(Self.other))
            let off = await #expect(throws: ChainFailure.self) {
                try await chain.complete(question, for: Sample.call())
            }
            #expect(off?.reason == .unconfigured && off?.attempts.isEmpty == true)
            chain.choose(nil, for: Sample.tenant)
            #expect(chain.settings.route(for: Sample.call()).map(\.provider.name) == ["groq"], "as the file has it")
        }
    }

    @Test func aModelIsAskedForByName() async throws {
        try await LLMHouse.run { house in
            let chain = try chain(house)
            #expect(chain.models(of: Sample.tenant).map(\.models) == [["model-of-groq", "small-of-groq"]])
            #expect(chain.models(of: Self.other).map(\.provider) == ["groq", "ollama"])
            var call = Sample.call(tenant: Self.other)
            call.model = "small-of-groq"
            #expect(try await chain.complete(Sample.greeting, for: call).model == "small-of-groq")
            call.model = "model-of-ollama"
            #expect(try await chain.complete(Sample.greeting, for: call).steps == ["ollama:answered"])
            call.model = "nobody's"
            let unknown = await #expect(throws: ChainFailure.self) {
                try await chain.complete(Sample.greeting, for: call)
            }
            #expect(unknown?.reason == .unconfigured)
        }
    }

    @Test func whatATenantLeavesOpenIsTheHosts() async throws {
        try await LLMHouse.run { house in
            let chain = try chain(house)
            let document: JSON = [
                "hedge_after_ms": 0, "budget": ["money_per_day": "0.5"],
                "agents": ["sales": ["size": "small", "models": ["ollama": "model-of-ollama"]]],
            ]
            let models = try read(document, chain)
            chain.choose(models, for: Sample.tenant)
            let settings = chain.settings
            #expect(settings.budget(of: Sample.tenant) == Budget(tokensPerDay: 900_000, nanosPerDay: 500_000_000))
            #expect(settings.hedgeDelay(for: Sample.tenant) == nil && settings.hedgeDelay(for: Self.other) == 60_000)
            let call = ChatCall(tenant: Sample.tenant, agent: PluginID("sales"), purpose: "test")
            #expect(settings.route(for: call).map { $0.model?.name } == ["small-of-groq"])
            // What is written is what is read.
            #expect(try chain.configuration.tenantModels(models.json, .stored) == models)
        }
    }

    @Test func unknownNamesAreRefusedWithWhatThereIs() async throws {
        try await LLMHouse.run { house in
            let chain = try chain(house)
            let table: [(JSON, field: String, hint: String)] = [
                (["order": ["grok"]], "order", "groq, ollama"),
                (["ordre": []], "ordre", "order"),
                (["enabled": "no"], "enabled", "true or false"),
                (["hedge_after_ms": -1], "hedge_after_ms", "0 to 60000"),
                (["hedge-after-ms": 5], "hedge-after-ms", "hedge_after_ms"),
                (["budget": ["tokens_per_day": -5]], "budget.tokens_per_day", "0 to"),
                (["budget": ["money_per_day": "lots"]], "budget.money_per_day", "2.50"),
                (["agents": ["sales": ["size": "huge"]]], "agents.sales.size", "small or large"),
                (
                    ["agents": ["sales": ["models": ["groq": "gpt-0"]]]], "agents.sales.models.groq",
                    "model-of-groq, small-of-groq"
                ),
                (["agents": ["sales": ["models": ["grok": "x"]]]], "agents.sales.models.grok", "no such provider"),
                (["agents": ["sales": ["models": ["groq": [:]]]]], "agents.sales.models.groq", "name of a model"),
            ]
            for row in table {
                let error = #expect(throws: DocumentError.self, "\(row.0)") { try read(row.0, chain) }
                #expect(error?.field == row.field)
                #expect(error?.reason.contains(row.hint) == true, "\(row.0): \(error?.reason ?? "")")
            }
        }
    }

    @Test func choicesAreKeptAndReadAgain() async throws {
        try await TestEngine.selected.withSchema { database in
            try await LLMHouse.run { house in
                let tenant = try await database.write { connection in
                    try TenantDirectory().create(
                        Tenant(id: Sample.tenant, displayName: "Javaz", randomSeed: 1, createdAt: house.clock.now()),
                        in: connection
                    )
                }
                try await keepAndReadAgain(tenant, database, house)
            }
        }
    }

    private func keepAndReadAgain(_ tenant: TenantHandle, _ database: any Database, _ house: LLMHouse) async throws {
        let chain = try chain(house)
        @Sendable func change(_ patch: JSON) async throws {
            try await database.write { connection in
                try TenantModelsStore(tenant).merge(
                    patch,
                    among: chain.configuration,
                    at: house.clock.now(),
                    in: connection
                )
            }
            try await chain.loadChoices(of: tenant.id, from: database)
        }
        try await change(["order": ["ollama", "groq"], "budget": ["tokens_per_day": 7]])
        try await change(["budget": ["money_per_day": 1]])
        #expect(chain.settings.budget(of: tenant.id) == Budget(tokensPerDay: 7, nanosPerDay: 1_000_000_000))
        await #expect(throws: DocumentError.self) { try await change(["order": ["groq", "nobody"]]) }
        // Money can't be kept to where nobody knows what is paid.
        var unpriced = chain.configuration
        unpriced.providers[0].models[.large] = ModelSettings("of-unknown-price")
        let priceless = unpriced
        let error = await #expect(throws: DocumentError.self) {
            try await database.write { connection in
                try TenantModelsStore(tenant).merge(
                    ["order": ["groq"]],
                    among: priceless,
                    at: house.clock.now(),
                    in: connection
                )
            }
        }
        #expect(error?.field == "budget.money_per_day" && error?.reason.contains("of-unknown-price") == true)
        // Another host, on which one provider is missing today.
        let lesser = try house.chain(LLMSettings(providers: [house.groq()]))
        try await lesser.loadChoices(from: database)
        #expect(lesser.models(of: tenant.id).map(\.provider) == ["groq"])
        try await change(["order": .null])
        #expect(chain.models(of: tenant.id).map(\.provider) == ["groq"], "the file's again")
    }
}
