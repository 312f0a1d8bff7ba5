// What customers answer to the collecting agent, through the front door: a promise is
// kept by the host, a payment that nobody sees goes to a person, a plan is agreed on.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DunningTalkFlows {
    @Test func aPromiseInTheCustomersWordsIsThePromiseOfTheHost() async throws {
        let shop = try await CollectingShop()
        let invoice = try await shop.bill("500.00", dueInDays: 1)
        try await shop.letDaysPass(3)
        let answer = try await shop.say("te pago el viernes la mitad")
        #expect(answer.contains("$250.00 MXN"), "\(answer)")
        let promises = try await shop.tenant.tower.get("/api/dunning/promises?\(shop.query)")
        let promise = try #require(promises.json["items"]?.arrayValue?.first, "\(promises.text)")
        #expect(promise["invoices"] == [.string(invoice)] && promise["state"] == "open", "\(promises.text)")
        #expect(promise["on"]?.stringValue.flatMap { CivilDate($0) }?.weekday == 5, "\(promises.text)")
    }

    @Test func aPaymentThatNobodySeesGoesToAPerson() async throws {
        let shop = try await CollectingShop()
        _ = try await shop.bill("500.00", dueInDays: 1)
        try await shop.letDaysPass(3)
        let answer = try await shop.say("ya te pagué ayer")
        #expect(answer.contains("Todavía no veo") && answer.contains("$500.00 MXN"), "\(answer)")
        let before = try await shop.reminders()
        try await shop.letDaysPass(8)
        #expect(try await shop.reminders() == before, "reminded while a person looks into it")
    }

    /// Whoever owes nothing and says so is no matter of collections.
    @Test func whoOwesNothingIsTheOrchestrators() async throws {
        let shop = try await CollectingShop()
        let answer = try await shop.say("te pago el viernes")
        #expect(!answer.isEmpty && !answer.contains("MXN"), "\(answer)")
    }
}

extension CollectingShop {
    /// What is answered to a message of the customer's.
    func say(_ text: String) async throws -> String {
        try await tenant.client.chat(phone: phone, text: text).said
    }
}
