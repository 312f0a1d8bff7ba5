// The same five conversations twice: with a language model (the emulator's seller)
// and with none. They are printed, side by side to read, and both end in the same
// orders: swift test --filter FiveConversations.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FiveConversations {
    /// What a customer writes; in the end of it they buy.
    private struct Script {
        let title: String
        let messages: [String]
        /// What the order comes to, with a model and with none.
        let total: String
    }

    private static let scripts = [
        Script(
            title: "Un problema, y no el nombre de la pieza",
            messages: [
                "buenas tardes", "se me está goteando la llave del lavabo, ¿qué me llevo?",
                "quiero 2 cintas de teflón de 3/4", "es todo", "sí, confirmo",
            ],
            total: "$24.00 MXN"
        ),
        Script(
            title: "Una pregunta abierta a media compra",
            messages: [
                "quiero 2 martillos de uña curva", "también ando a oscuras en el taller",
                "agrega 3 focos led", "¿qué llevo?", "es todo", "sí, confirmo",
            ],
            total: "$495.00 MXN"
        ),
        Script(
            title: "Una cotización contada, no enlistada",
            messages: [
                "cotízame dos cosas para colgar cuadros y cinco para alisar la pared",
                "cotízame 2 taquetes de plástico y 5 lijas de agua", "sí, acepto",
            ],
            total: "$118.50 MXN"
        ),
        Script(
            title: "In English, about a leak",
            messages: [
                "hello", "water drips under my sink, which part fixes that", "I want 2 cinta teflón 1/2", "that's all",
                "yes, I confirm",
            ],
            total: "$18.00 MXN"
        ),
        Script(
            title: "Em português, no escuro",
            messages: [
                "oi", "a oficina está no escuro, o que resolve isso?", "quero 4 focos led", "só isso", "sim, confirmo",
            ],
            total: "$156.00 MXN"
        ),
    ]

    @Test func theSameFiveWithAModelAndWithNone() async throws {
        let (with, without) = (try await ModelHouse.open(), try await ModelHouse.openWithoutModels())
        let (seller, none) = (try await with.newShop(), try await without.newShop())
        for (number, script) in Self.scripts.enumerated() {
            print("\n=== \(number + 1). \(script.title)")
            let questions = try await hold(script, at: seller, "with the emulator's seller")
            #expect(questions > 0, "nobody was asked in \(script.title)")
            let unasked = try await hold(script, at: none, "with no model")
            #expect(unasked == 0)
        }
    }

    /// Plays a conversation, prints it, and returns how many questions models got.
    private func hold(_ script: Script, at shop: FlowTenant, _ how: String) async throws -> Int {
        print("--- \(how)")
        var shopper = Shopper(shop.client)
        var asked = 0
        for message in script.messages {
            try await shopper.write(message)
            let questions = try await shop.questions(of: shopper.last)
            asked += questions.count
            print("> \(message)")
            let said = shopper.said.replacing(/https?:\/\/\S+/, with: "<link>")
            for line in said.split(separator: "\n") { print("  \(line)") }
            for question in questions {
                let (purpose, why) = (question["purpose"]?.stringValue ?? "", question["why"]?.stringValue ?? "")
                print("  [asked \(purpose): \(why); \(question["took_ms"]?.integerValue ?? 0) ms]")
            }
            print("  [\(shopper.last?.agent ?? "nobody")\(shopper.stage.map { ", \($0)" } ?? "")]")
        }
        let isBought = shopper.stage == "closing" && shopper.said.contains(script.total)
        #expect(isBought, "\(script.title), \(how): \(shopper.said)")
        return asked
    }
}
