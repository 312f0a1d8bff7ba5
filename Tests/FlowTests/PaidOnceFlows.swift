// A host dies between a model's answer and the commit of its turn: the answer was
// written down, so that the redone turn has the same one, and nobody pays twice.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PaidOnceFlows {
    private static let messages = ["quiero 2 martillos de uña curva", "ando a oscuras en el taller"]

    @Test func aKilledTurnKeepsTheAnswersItHad() async throws {
        let house = try await ModelHouse.open()
        let shop = try await house.newShop()
        let phone = FlowHost.newPhone()
        _ = try await shop.client.chat(phone: phone, text: Self.messages[0])
        let before = try await house.requests().count
        // The first answer is a call of a tool; the model never says what comes of it.
        try await house.fail("stall@2-")
        let client = shop.client
        let writing = Task { try await client.chat(phone: phone, text: Self.messages[1], messageID: "m-1") }
        _ = try await eventually(every: 10) { try await house.requests().count >= before + 2 }
        await house.host.kill()
        _ = await writing.result
        let asked = try await house.requests().dropFirst(before)
        let first = try #require(asked.first?["body"])
        #expect(asked.dropFirst().allSatisfy { $0["body"] != first && $0["fault"] == "stall" }, "\(asked)")

        try await house.fail("")
        try await house.host.start()
        let again = try house.reopened(shop)
        let answer = try await again.client.chat(phone: phone, text: Self.messages[1], messageID: "m-1")
        #expect(answer.status == 200 && answer.agent == "sales", "\(answer.text)")
        let calls = try await house.requests().dropFirst(before).filter { $0["body"] == first }
        #expect(calls.count == 1, "asked and paid once: \(calls)")
        let question = try #require(try await again.questions(of: answer).first)
        #expect(question["rounds_replayed"] == 1 && question["outcome"] == "answered", "\(question)")

        // A customer of another shop to whom nothing happened is told the same.
        var twin = Shopper(try await house.newShop().client)
        for message in Self.messages { try await twin.write(message) }
        #expect(answer.said == twin.last?.said, "\(answer.said)")
        try await house.host.stop()
    }
}
