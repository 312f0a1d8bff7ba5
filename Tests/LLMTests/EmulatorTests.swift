// The emulator by itself: plans, wishes of a single request, scripts, and the
// seller who says no figure that no tool said.

import HostEmulators
import HostLLM
import HostNet
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct EmulatorTests {
    @Test func plansAreRead() throws {
        let plan = try FaultPlan<LLMFault>(parsing: "stall@1,error-500@2-4,cut@9-,rate-limit%10")
        #expect(
            plan.entries == [
                .init(.stall, from: 1, to: 1), .init(.serverError, from: 2, to: 4), .init(.cut, from: 9),
                .init(.rateLimit, percent: 10),
            ]
        )
        for text in ["earthquake", "stall@0", "stall@5-2", "stall@x", "stall%0", "stall@1-2-3"] {
            #expect(throws: DocumentError.self) { try FaultPlan<LLMFault>(parsing: text) }
        }
    }

    @Test func aRequestMayWishToFail() async throws {
        try await LLMHouse.run { house in
            let chain = try house.chain(house.groq(), house.azure())
            var question = Sample.greeting
            question.messages[1] = .user("hola [[fault:bad-request]]")
            let failure = await #expect(throws: ChainFailure.self) {
                try await chain.complete(question, for: Sample.call())
            }
            #expect(failure?.reason == .badRequest)
        }
    }

    @Test func scriptsSayWhatTheyAreTold() async throws {
        let script = try EmulatorScript(
            json: [
                "rules": [
                    ["after_tool": "buscar_productos", "says": "Hay uno."],
                    [
                        "hears": "FILTRO",
                        "calls": [["name": "buscar_productos", "arguments": ["consulta": "filtro"]]],
                    ],
                ]
            ]
        )
        try await LLMHouse.run(LLMEmulatorSettings(script: script)) { house in
            let chain = try house.chain(house.groq(), house.azure())
            var question = Sample.search
            let first = try await chain.complete(question, for: Sample.call())
            #expect(first.answer.calls.map(\.arguments) == [["consulta": "filtro"]])
            let call = try #require(first.answer.calls.first)
            question.messages += [first.answer.message, .tool(id: call.id, name: call.name, content: "[]")]
            let second = try await chain.complete(question, for: Sample.call())
            #expect(second.answer.text == "Hay uno.")
        }
    }

    /// The same dialogue at each provider, streamed and whole.
    @Test(arguments: ["groq", "azure", "ollama"], [true, false])
    func theSellerReadsOutWhatToolsSay(_ line: String, _ isStreamed: Bool) async throws {
        try await LLMHouse.run { house in
            let provider =
                switch line {
                case "groq": house.groq(isStreamed: isStreamed)
                case "azure": house.azure(isStreamed: isStreamed)
                default: house.ollama(isStreamed: isStreamed)
                }
            let chain = try house.chain(provider)
            var question = Sample.search
            let first = try await chain.complete(question, for: Sample.call())
            let call = try #require(first.answer.calls.first)
            let found: JSON = [
                "items": [["title": "Filtro Gonher GP-47", "price": ["amount": "189.00", "currency": "MXN"]]]
            ]
            question.messages += [
                first.answer.message, .tool(id: call.id, name: call.name, content: found.description),
            ]
            let second = try await chain.complete(question, for: Sample.call())
            #expect(
                second.answer.text
                    == "Esto es lo que tengo: Filtro Gonher GP-47: $189.00 MXN. ¿Se lo aparto?"
            )
        }
    }

    @Test func plansChangeWhileItRuns() async throws {
        try await LLMHouse.run { house in
            let client = try HTTPClient()
            defer { client.shutdown() }
            let url = "http://127.0.0.1:\(house.port)/control/faults/groq"
            let set = try await client.send(HTTPRequest(method: "PUT", url: url, body: Array("rate-limit@1".utf8)))
            #expect(set.status == 200)
            let refused = try await client.send(HTTPRequest(method: "PUT", url: url, body: Array("war".utf8)))
            #expect(refused.status == 400)
            let chain = try house.chain(house.groq(), house.azure())
            let result = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(result.steps == ["groq:rate_limited", "azure:answered"])
        }
    }
}
