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

    /// Who denies a debt, or refuses it, speaks with a person and is left in peace.
    @Test(
        arguments: [
            ("no reconozco ese cargo", "Dejo de record"), ("no te voy a pagar", "Dejo de record"),
            ("ya dejen de molestar", "Lamento la molestia"),
        ]
    )
    func aRefusalIsNoPromise(_ text: String, _ answer: String) async throws {
        let shop = try await CollectingShop()
        _ = try await shop.bill("500.00", dueInDays: 1)
        try await shop.letDaysPass(3)
        let said = try await DebtorPhone(shop).write(text)
        #expect(said.contains(answer), "\(said)")
        let promises = try await shop.tenant.tower.get("/api/dunning/promises?\(shop.query)")
        #expect(promises.json["items"] == [], "\(promises.text)")
        let before = try await shop.reminders()
        try await shop.letDaysPass(8, by: 4)
        #expect(try await shop.reminders() == before, "reminded while a person looks into it")
    }

    /// A card is declined, a part is paid, the rest is agreed on in two payments and paid
    /// at once: each is answered where the link was sent.
    @Test func paymentsByARemindersLinkAreAnswered() async throws {
        let shop = try await CollectingShop()
        let invoice = try await shop.bill("1800.00", dueInDays: 1)
        try await shop.letDaysPass(3)
        let phone = try await DebtorPhone(shop)
        let declined = try await phone.pay("action=decline")
        #expect(declined.contains("El pago de \(invoice) no pasó") && declined.contains("/pay/"), "\(declined)")
        let part = try await phone.pay("action=part&amount=600.00")
        #expect(part.contains("Recibimos $600.00 MXN") && part.contains("Falta por pagar $1,200.00 MXN"), "\(part)")
        #expect(part.contains("En 2 pagos") && part.contains("$400.00 MXN"), "\(part)")
        // In the afternoon: the first part is due today, and not overdue.
        try await shop.letHoursPass(6)
        let agreed = try await phone.write("en 2 pagos")
        #expect(agreed.contains("\(invoice) queda en 2 pagos") && agreed.contains("/pay/"), "\(agreed)")
        let plan = try await shop.tenant.tower.get("/api/invoices/\(invoice)/plan?\(shop.query)")
        let amounts = (plan.json["installments"]?.arrayValue ?? []).map { $0["amount"]?["amount"] }
        // What came first belongs to the first part.
        #expect(amounts == ["1200.00", "600.00"], "\(plan.text)")
        #expect((plan.json["installments"]?.arrayValue ?? []).map { $0["state"] } == ["open", "open"], "\(plan.text)")
        let paid = try await phone.pay("action=all")
        #expect(paid.contains("Recibo: \(invoice)") && paid.contains("Pagado: $1,800.00 MXN"), "\(paid)")
    }

    /// Paid in the terminal, by no link, what was only reminded of is receipted, and shown there.
    @Test func aPaymentInTheTerminalIsReceipted() async throws {
        let shop = try await CollectingShop()
        let invoice = try await shop.bill("500.00", dueInDays: 1)
        try await shop.letDaysPass(3)
        let host = try await FlowHost.shared()
        let arguments = ["chat", "--tenant", shop.tenant.id, "--phone", shop.phone, "--data", host.dataFolder]
        let paid = try await CommandLineRun.orkesta(arguments, input: "/pay\n")
        #expect(paid.exitCode == 0, "\(paid)")
        #expect(paid.standardOutput.contains("Recibo: \(invoice)"), "\(paid)")
    }

    /// The agent that sold says the receipt of its order, also by a reminder's link, of which
    /// a declined card gets another one; and an order of somebody who owes is no promise.
    @Test func anOrderIsTheSales() async throws {
        let shop = try await CollectingShop(enabling: FlowHost.sellingAgents)
        _ = try await shop.tenant.upload(FlowHost.shopList)
        for text in ["quiero un taladro", "es todo", "sí, confirmo"] { _ = try await shop.say(text) }
        let links = try await shop.reminders()
        try await shop.letDaysPass(24, by: 3)
        #expect(try await shop.reminders() > links, "nobody was reminded of the order")
        let phone = try await DebtorPhone(shop)
        let ordered = try await phone.write("necesito 5 martillos para el viernes sin falta")
        #expect(!ordered.contains("/pay/"), "\(ordered)")
        let promises = try await shop.tenant.tower.get("/api/dunning/promises?\(shop.query)")
        #expect(promises.json["items"] == [], "\(promises.text)")
        _ = try await phone.write("quiero un taladro")
        let sum = try await phone.write("¿cuánto es?")
        #expect(!sum.contains("INV-") && !sum.contains("/pay/"), "the basket was asked for: \(sum)")
        let declined = try await phone.pay("action=decline")
        #expect(declined.contains("no pasó") && declined.contains("/pay/"), "\(declined)")
        let paid = try await phone.pay("action=pay")
        #expect(paid.contains("Pedido: ORD-") && paid.contains("Recibo: INV-"), "\(paid)")
    }

    /// Whoever owes nothing and says so is no matter of collections.
    @Test func whoOwesNothingIsTheOrchestrators() async throws {
        let shop = try await CollectingShop()
        let answer = try await shop.say("te pago el viernes")
        #expect(!answer.isEmpty && !answer.contains("MXN"), "\(answer)")
    }
}

/// The phone that is reminded, at the provider that the host plays.
private struct DebtorPhone {
    private let shop: CollectingShop
    private let provider: APIClient
    private let id: String
    private let line: String

    init(_ shop: CollectingShop) async throws {
        self.shop = shop
        provider = try await FlowHost.client(key: nil)
        let made = try await provider.post("/emulate/sms/phones", ["name": "Ana", "address": .string(shop.phone)])
        id = try #require(made.json["id"]?.stringValue, "\(made.text)")
        line = shop.line
    }

    /// What is answered to a message.
    func write(_ text: String) async throws -> String {
        try await answer {
            let path = "/emulate/sms/phones/\(id)/messages"
            let sent = try await provider.post(path, ["shop": .string(line), "text": .string(text)])
            try #require(sent.status == 202, "\(sent.text)")
        }
    }

    /// What is said when a button of the last link's page is pressed.
    func pay(_ form: String) async throws -> String {
        let token = try #require(
            try await shop.heard().joined(separator: "\n").split(separator: "/pay/").dropFirst().last
        )
        let path = "/pay/\(token.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })"
        return try await answer {
            let type = "application/x-www-form-urlencoded"
            let pressed = try await provider.send("POST", path, body: Array(form.utf8), type: type)
            try #require(pressed.status == 303, "\(pressed.text)")
        }
    }

    private func answer(to doing: () async throws -> Void) async throws -> String {
        let before = try await shop.heard().count
        try await doing()
        let news = try await eventual(every: 40) {
            let news = try await shop.heard().dropFirst(before)
            return news.isEmpty ? nil : news.joined(separator: "\n")
        }
        return news ?? ""
    }
}

extension CollectingShop {
    /// What is answered to a message of the customer's.
    func say(_ text: String) async throws -> String {
        try await tenant.client.chat(phone: phone, text: text).said
    }
}
