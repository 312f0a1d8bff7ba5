// A message is processed once, however often and however fast it comes.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DeduplicationFlows {
    @Test func theSameMessageGetsTheSameAnswer() async throws {
        let client = try await FlowHost.client()
        let phone = FlowHost.newPhone()
        let first = try await client.chat(phone: phone, text: "busco bujías", messageID: "m-1")
        let again = try await client.chat(phone: phone, text: "busco bujías", messageID: "m-1")
        #expect(first.status == 200 && first.json == again.json, "\(again.text)")
        let other = try await client.chat(phone: phone, text: "busco balatas", messageID: "m-1")
        #expect(other.isProblem(422), "\(other.text)")
        let history = try await client.get("/api/chat/history/\(phone)")
        #expect(history.json["items"]?.arrayValue?.count == 1 + first.replies.count)
    }

    @Test func idsBelongToTheirCustomer() async throws {
        let client = try await FlowHost.client()
        let first = try await client.chat(phone: FlowHost.newPhone(), text: "hola", messageID: "same")
        let second = try await client.chat(phone: FlowHost.newPhone(), text: "busco aceite", messageID: "same")
        #expect(first.status == 200 && second.status == 200, "\(second.text)")
        #expect(first.turnID != second.turnID)
    }

    @Test func messagesWithoutAnIdAreNeverTheSame() async throws {
        let client = try await FlowHost.client()
        let phone = FlowHost.newPhone()
        let first = try await client.chat(phone: phone, text: "hola")
        let second = try await client.chat(phone: phone, text: "hola")
        #expect(first.turnID != nil && first.turnID != second.turnID)
    }

    @Test func twentyAtOnceAreOneTurn() async throws {
        let client = try await FlowHost.client(FlowHost.laCentral)
        let phone = FlowHost.newPhone()
        let answers = try await withThrowingTaskGroup(of: APIResponse.self) { group in
            for _ in 0..<20 {
                group.addTask { try await client.chat(phone: phone, text: "¿tienen brochas?", messageID: "burst") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.status == 200 }, "\(answers.map(\.status))")
        #expect(Set(answers.map(\.text)).count == 1)
        let history = try await client.get("/api/chat/history/\(phone)")
        let items = history.json["items"]?.arrayValue ?? []
        #expect(items.count { $0["role"]?.stringValue == "user" } == 1, "\(history.text)")
        #expect(items.count == 1 + (answers.first?.replies.count ?? 0))
    }

    @Test func messagesOfOneCustomerAreAnsweredOneAfterTheOther() async throws {
        let client = try await FlowHost.client(FlowHost.delValle)
        let phone = FlowHost.newPhone()
        let answers = try await withThrowingTaskGroup(of: APIResponse.self) { group in
            for number in 0..<10 {
                group.addTask { try await client.chat(phone: phone, text: "hola \(number)", messageID: "n-\(number)") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.compactMap(\.turnID)).count == 10)
        #expect(Set(answers.compactMap { $0.json["conversation_id"]?.stringValue }).count == 1)
        let items = try await client.get("/api/chat/history/\(phone)?limit=200").json["items"]?.arrayValue ?? []
        // Answered in the order in which they came, each turn's replies together.
        let asked = items.filter { $0["role"] == "user" }.compactMap { $0["turn_id"]?.stringValue }
        let answered = items.filter { $0["role"] != "user" }.compactMap { $0["turn_id"]?.stringValue }
        #expect(asked.count == 10 && answered == asked, "\(items)")
    }
}
