// The agents with a language model: what it adds, when it is asked and when not,
// and that nobody notices when it is gone.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct AgentModelFlows {
    private static let opening = Task { try await ModelHouse.open() }

    private func shop() async throws -> (ModelHouse, FlowTenant) {
        let house = try await Self.opening.value
        return (house, try await house.newShop())
    }

    private func purposes(_ questions: [JSON]) -> [String] { questions.compactMap { $0["purpose"]?.stringValue } }

    @Test(arguments: ["busco martillos", "quiero 2 martillos de uña curva", "¿tienen taladro?", "hola", "gracias"])
    func whoIsUnderstoodCostsNothing(text: String) async throws {
        let (_, tenant) = try await shop()
        var shopper = Shopper(tenant.client)
        let said = try await shopper.write(text)
        let questions = try await tenant.questions(of: shopper.last)
        #expect(questions.isEmpty, "\(said)")
    }

    @Test(arguments: [
        "algo para que no se salga el agua del lavabo", "water drips under my sink, which part fixes that",
        "a torneira fica pingando, tem alguma coisa?",
    ])
    func aProblemFindsItsProduct(text: String) async throws {
        let (_, tenant) = try await shop()
        var shopper = Shopper(tenant.client)
        let said = try await shopper.write(text)
        let skus = shopper.last?.products.compactMap { $0["sku"]?.stringValue } ?? []
        #expect(Set(skus) == ["TEF-34", "TEF-12"], "\(said)")
        #expect(said.contains("$12.00") && said.contains("$9.00"), "\(said)")
        let questions = try await tenant.questions(of: shopper.last)
        #expect(purposes(questions).contains("query"), "\(questions)")
        for question in questions {
            let why = question["why"]?.stringValue ?? ""
            #expect(why.contains("(prompt ") && question["outcome"] == "answered", "\(question)")
        }
    }

    @Test func aSaleUnderstandsMoreThanItsGrammar() async throws {
        let (_, tenant) = try await shop()
        var shopper = Shopper(tenant.client)
        try await shopper.write("quiero 2 martillos de uña curva")
        let shown = try await shopper.write("ando a oscuras en el taller")
        #expect(shopper.last?.agent == "sales" && shown.contains("Foco LED") && shown.contains("$39.00"), "\(shown)")
        let questions = try await tenant.questions(of: shopper.last)
        #expect(purposes(questions) == ["sale"] && questions[0]["rounds"]?.integerValue ?? 0 > 1, "\(questions)")
        // What the model wrote is nobody's to read; what it noted is the sale's.
        #expect(!shown.contains("aparto"), "\(shown)")
        let basket = try await shopper.write("¿qué llevo?")
        #expect(basket.contains("Martillo") && basket.contains("$378.00"), "\(basket)")
    }

    @Test func freeTextBecomesLines() async throws {
        let (_, tenant) = try await shop()
        var shopper = Shopper(tenant.client)
        let said = try await shopper.write("cotízame dos cosas para colgar cuadros y cinco para alisar la pared")
        #expect(shopper.last?.agent == "quotation", "\(said)")
        let questions = try await tenant.questions(of: shopper.last)
        #expect(purposes(questions).contains("lines"), "\(said)")
        // 2 × 28.00 + 5 × 12.50
        #expect(said.contains("COT-") && said.contains("$118.50"), "\(said)")
    }

    /// A host of its own: a provider that failed is left alone for a while.
    @Test func nobodyNoticesThatModelsAreGone() async throws {
        let texts = [
            "algo para que no se salga el agua del lavabo", "quiero 2 martillos de uña curva", "ando a oscuras",
            "cotízame dos cosas para colgar cuadros", "es todo", "sí, confirmo",
        ]
        let (without, with) = (try await ModelHouse.openWithoutModels(), try await ModelHouse.open())
        try await with.fail("error-500")
        var (alone, forsaken) = (Shopper(try await without.newShop().client), Shopper(try await with.newShop().client))
        for text in texts {
            let said = try await alone.write(text)
            let other = try await forsaken.write(text)
            #expect(said.withoutTokens == other.withoutTokens, "\(text)")
            #expect(alone.last?.agent == forsaken.last?.agent && alone.stage == forsaken.stage, "\(text)")
        }
        let tries = try await with.requests()
        #expect(forsaken.stage == "closing" && !tries.isEmpty, "\(forsaken.said)")
    }
}

extension String {
    /// Without what differs from host to host in the addresses of papers.
    fileprivate var withoutTokens: String { replacing(/https?:\/\/\S+/, with: "URL") }
}
