// What the collecting agent decides about a message, and how it says what is due.

import AgentDialogue
import DunningEngine
import OrkestaModel
import Testing

@Suite struct CollectionTests {
    static let today = CivilDate(daysSinceEpoch: 20_783)

    static func money(_ minor: Int64) -> Money { Money(minor: minor, currency: "MXN") }

    static func debt(
        _ invoice: String = "INV-1001",
        _ minor: Int64 = 125_050,
        days: Int64 = 1,
        hold: DunningHold? = nil,
        parts: [Int64] = []
    ) -> Debt {
        let plans = parts.map { count in
            let part = DebtInstallment(amount: money(minor / count), paid: money(0), dueOn: today)
            return DebtPlan(parts: count, everyDays: 15, installments: Array(repeating: part, count: Int(count)))
        }
        return Debt(
            invoice: invoice,
            total: money(minor),
            balance: money(minor),
            due: money(minor),
            dueOn: today.advanced(byDays: -days),
            days: days,
            stage: DunningStage.allCases.last { $0.days <= days },
            hold: hold,
            plans: plans
        )
    }

    static func situation(_ debts: [Debt], contact: DueContact? = nil, mayPromise: Bool = true) -> DebtSituation {
        DebtSituation(
            today: today,
            currency: "MXN",
            customer: Debtor(name: "Ana López", paidInTime: 5),
            contact: contact,
            debts: debts,
            promiseUntil: today.advanced(byDays: 15),
            mayPromise: mayPromise
        )
    }

    private func step(_ text: String, _ situation: DebtSituation, asked: Asked? = .reminded) -> CollectionStep {
        Collection(situation, asked: asked).step(for: PaymentTalkReader(.spanish, today: Self.today).read(text))
    }

    // MARK: Deciding

    @Test func aPromiseNamesItsPartOfAllThatIsDue() {
        let two = Self.situation([Self.debt("INV-1", 100_000), Self.debt("INV-2", 50_001)])
        let friday = Self.today.advanced(byDays: 1)
        #expect(step("pago el viernes", two) == .promise(friday, nil))
        #expect(step("el viernes te pago la mitad", two) == .promise(friday, Self.money(75_001)))
        #expect(step("el viernes 900000", two) == .promise(friday, Self.money(150_001)))
    }

    /// Two currencies do not add up: a promise is about the one that has been due longest.
    @Test func aPromiseIsAboutOneCurrency() {
        var dollars = Self.debt("INV-2", 900_000)
        dollars.balance = Money(minor: 900_000, currency: "USD")
        let situation = Self.situation([Self.debt("INV-1", 100_000, days: 3), dollars])
        let collection = Collection(situation, asked: .reminded)
        #expect(
            step("el viernes te pago la mitad", situation)
                == .promise(Self.today.advanced(byDays: 1), Self.money(50_000))
        )
        #expect(collection.isPart(Self.money(50_000)) && !collection.isPart(Self.money(100_000)))
        #expect(!collection.isPart(Money(minor: 1, currency: "USD")))
    }

    /// "el 31" in November: neither the 30th nor a day of December is taken for it unasked.
    @Test func aDayThatTheMonthLacksIsAskedFor() {
        let monthEnd = Self.today.advanced(byDays: 4)
        let situation = Self.situation([Self.debt()])
        #expect(step("te pago el 31", situation) == .askDay(.monthEnds(monthEnd)))
        let wording = CollectionWording(.spanish, Addressee(customerName: "Ana", business: "La Central"))
        #expect(wording.askDay(.monthEnds(monthEnd)).plainText.contains("termina el 30/11/2026. ¿Qué día"))
        #expect(step("el 30", situation, asked: .day) == .promise(monthEnd, nil))
    }

    @Test func brokenWordsEndPromises() {
        let debts = Self.situation([Self.debt()], mayPromise: false)
        #expect(step("pago el viernes", debts) == .callPerson(.noMorePromises))
        #expect(step("luego te pago", debts) == .callPerson(.noMorePromises))
    }

    @Test func whoSaysToHavePaidIsCheckedAgainstTheLedger() {
        let (open, processing) = (Self.debt(), Self.debt("INV-2", hold: .processing))
        #expect(step("ya pagué", Self.situation([open, processing])) == .claimPaid([open]))
        #expect(step("ya pagué", Self.situation([processing])) == .tellProcessing([processing]))
        #expect(step("ya pagué", Self.situation([])) == .tellNothingOwed)
        // Without a reminder it is the orchestrator's to answer.
        #expect(step("ya pagué", Self.situation([]), asked: nil) == .handBack)
    }

    @Test func hardshipIsAnsweredWithWhatTheBusinessOffers() {
        let (plain, divisible) = (Self.debt(), Self.debt(parts: [2, 3]))
        #expect(step("no puedo", Self.situation([plain])) == .askDay(.hardship))
        #expect(step("no puedo", Self.situation([divisible])) == .offerPlans(divisible, isHardship: true))
        #expect(step("en partes", Self.situation([plain])) == .callPerson(.plan))
        #expect(step("en 3 pagos", Self.situation([divisible])) == .offerPlan(divisible, divisible.plans[1]))
    }

    @Test func aPlanTakesAYes() {
        let debts = Self.situation([Self.debt(parts: [2, 3])])
        let asked = Asked.agreement(invoice: "INV-1001", parts: 3)
        #expect(step("sí, de acuerdo", debts, asked: asked) == .acceptPlan(invoice: "INV-1001", parts: 3))
        #expect(step("no", debts, asked: asked) == .askDay(.plain))
        #expect(
            step("En 2 pagos", debts, asked: .plan(invoice: "INV-1001")) == .acceptPlan(invoice: "INV-1001", parts: 2)
        )
    }

    @Test func disputesAndAngerGoToAPerson() {
        let debts = Self.situation([Self.debt()])
        #expect(step("no reconozco ese cargo", debts) == .callPerson(.dispute))
        #expect(step("ya dejen de molestar", debts) == .callPerson(.angry))
        #expect(step("quiero hablar con una persona", debts) == .callPerson(.asked))
    }

    @Test func otherMattersAreHandedBack() {
        let debts = Self.situation([Self.debt()])
        #expect(step("tienen taladros de media pulgada?", debts) == .handBack)
        #expect(step("gracias", debts, asked: nil) == .handBack)
        #expect(step("ok", debts) == .sendLinks(debts.debts))
    }

    @Test func whatWasAskedSurvivesTheConversationsState() {
        for asked in [Asked.reminded, .day, .plan(invoice: "INV-1"), .agreement(invoice: "INV-1", parts: 2)] {
            #expect(Asked(json: asked.json) == asked)
        }
        #expect(Asked(json: ["for": "riches"]) == nil && Asked(json: .null) == nil)
    }

    // MARK: Saying

    private func reminder(
        _ debts: [Debt],
        _ tone: DunningTone,
        _ language: Language = .spanish,
        broken: DebtPromise? = nil
    ) -> String {
        let contact = DueContact(
            reason: broken == nil ? .stage : .brokenPromise,
            stage: .oneAfter,
            template: "payment_reminder",
            tone: tone,
            invoices: debts.map(\.invoice),
            total: Self.money(debts.reduce(0) { $0 + $1.due.minor }),
            promise: broken
        )
        let links = Dictionary(uniqueKeysWithValues: debts.map { ($0.invoice, "https://pay.example/\($0.invoice)") })
        let wording = CollectionWording(language, Addressee(customerName: "Ana López", business: "La Central"))
        return wording.reminder(contact, Self.situation(debts, contact: contact), links: links).plainText
    }

    @Test func oneMessageNamesEveryInvoiceWithItsLink() {
        let text = reminder([Self.debt("INV-1", 100_000), Self.debt("INV-2", 50_000, days: 0)], .friendly)
        #expect(
            text == """
                ¡Hola, Ana! Te escribe La Central. Quizá se te pasó: todavía tienes un pago pendiente.
                Gracias por pagar siempre a tiempo.
                • INV-1: $1,000.00 MXN, venció el 25/11/2026
                Paga aquí: https://pay.example/INV-1
                • INV-2: $500.00 MXN, vence hoy
                Paga aquí: https://pay.example/INV-2
                En total: $1,500.00 MXN
                Si ya pagaste o prefieres otro día, contéstame por aquí.
                1. Ya pagué
                2. Pago otro día
                """
        )
    }

    /// A plan's parts were due on days of their own, and what is not due is not asked for.
    @Test func partsOfAPlanHaveTheirOwnDays() {
        var debt = Self.debt("INV-1", 300_000, days: 15)
        debt.installments = ([(-15, 20_000), (0, 0), (15, 0)] as [(Int64, Int64)]).map { days, paid in
            DebtInstallment(
                amount: Self.money(100_000),
                paid: Self.money(paid),
                dueOn: Self.today.advanced(byDays: days)
            )
        }
        debt.due = Self.money(180_000)
        let text = reminder([debt], .neutral)
        #expect(
            text.contains(
                """
                • INV-1: $800.00 MXN, venció el 11/11/2026 (de $3,000.00 MXN)
                • INV-1: $1,000.00 MXN, vence hoy (de $3,000.00 MXN)
                Paga aquí: https://pay.example/INV-1
                En total: $1,800.00 MXN
                """
            ),
            "\(text)"
        )
    }

    @Test(arguments: DunningTone.allCases, Language.allCases)
    func everyToneHasWordsInEveryLanguage(_ tone: DunningTone, _ language: Language) {
        for days in [-3, 0, 7] as [Int64] {
            let text = reminder([Self.debt(days: days, parts: [2])], tone, language)
            #expect(text.contains("INV-1001") && text.contains("$1,250.50 MXN"), "\(text)")
            #expect(text.contains("https://pay.example/INV-1001") && !text.contains("{"), "\(text)")
        }
    }

    @Test func aBrokenPromiseIsNamedWithoutReproach() {
        let promise = DebtPromise(
            id: "p",
            on: Self.today.advanced(byDays: -1),
            amount: Self.money(60_000),
            invoices: ["INV-1001"],
            state: .broken
        )
        let text = reminder([Self.debt()], .neutral, broken: promise)
        #expect(
            text.hasPrefix(
                "Hola, Ana. Habíamos quedado en que pagarías $600.00 MXN el 25/11/2026 y todavía no lo vemos:"
            )
        )
    }

    /// A receipt, a part, a refused card and money that goes back have words everywhere.
    @Test(arguments: Language.allCases)
    func paymentsHaveWords(_ language: Language) {
        let wording = CollectionWording(language, Addressee(customerName: "Ana López", business: "La Central"))
        let due = Timestamp(milliseconds: 1_795_000_000_000)
        let invoice = Invoice(
            id: "i",
            number: "INV-1001",
            status: .partial,
            total: Self.money(180_000),
            paid: Self.money(60_000),
            balance: Self.money(120_000),
            dueAt: due,
            createdAt: due
        )
        let part = wording.receivedPart(Self.money(60_000), of: invoice, link: "https://pay.example/1").plainText
        #expect(part.contains("$600.00 MXN") && part.contains("$1,200.00 MXN") && part.contains("/1"), "\(part)")
        let texts = [
            wording.received(invoice), wording.notPaid(invoice, link: "https://pay.example/1"),
            wording.refunded(Self.money(60_000), of: invoice, toCredit: false),
            wording.refunded(Self.money(60_000), of: invoice, toCredit: true),
        ].map(\.plainText)
        #expect(texts.allSatisfy { $0.contains("INV-1001") && $0.contains("Ana") && !$0.contains("{") }, "\(texts)")
        #expect(Set(texts).count == texts.count)
    }

    @Test func paymentsAreHeardOf() throws {
        let due = Timestamp(milliseconds: 1_795_000_000_000)
        let (amount, nothing) = (Self.money(60_000), Self.money(0))
        let invoice = Invoice(
            id: "i",
            number: "INV-1",
            status: .succeeded,
            total: amount,
            paid: amount,
            balance: nothing,
            dueAt: due,
            createdAt: due
        )
        let payload: JSON = ["invoice": invoice.json, "payment": .null, "refund": ["amount": amount.json]]
        #expect(try PaymentNews("payment.succeeded", payload) == .paid(invoice, nil))
        #expect(try PaymentNews("payment.partial", payload) == .paidPartly(invoice, nil))
        #expect(try PaymentNews("payment.failed", payload) == .failed(invoice))
        #expect(try PaymentNews("payment.refunded", payload) == .refunded(invoice, amount, toCredit: false))
        #expect(try PaymentNews("payment.processing", payload) == nil)
        #expect(try PaymentNews("dunning.due", payload) == nil)
    }

    @Test func buttonsAreUnderstoodWhenTheyComeBack() {
        for language in Language.allCases {
            let contact = reminder([Self.debt(parts: [2])], .friendly, language).split(separator: "\n").suffix(3)
            let read = contact.map { button in
                PaymentTalkReader(language, today: Self.today).read(String(button.dropFirst(3)))
            }
            #expect(read == [.paid, .vaguePromise(nil), .inParts(nil)], "\(contact)")
        }
    }

    @Test func aRewordingKeepsEveryFact() {
        let facts = KeptFacts(of: "• INV-1: $1,000.00 MXN, venció el 25/11/2026\nPaga aquí: https://pay.example/INV-1")
        #expect(facts.areKept(in: "Ana, INV-1 por $1,000.00 MXN venció el 25/11/2026: https://pay.example/INV-1"))
        #expect(!facts.areKept(in: "Ana, INV-1 por $1,000.00 MXN venció el 25/11/2026."))
        #expect(!facts.areKept(in: "Ana, INV-1 por $900.00 MXN venció el 25/11/2026: https://pay.example/INV-1"))
        #expect(!facts.areKept(in: "Ana, INV-1 por $91,000.00 MXN venció el 25/11/2026: https://pay.example/INV-1"))
        #expect(!facts.areKept(in: "Ana, INV-10 por $1,000.00 MXN venció el 25/11/2026: https://pay.example/INV-1"))
        let english = KeptFacts(of: "• INV-1: $50.00 MXN, was due on Nov 25, 2026")
        #expect(english.areKept(in: "INV-1 over **$50.00** MXN was due on Nov 25, 2026."))
        #expect(!english.areKept(in: "INV-1 over $150.00 MXN was due on Nov 25, 2026."))
        #expect(!english.areKept(in: "INV-1 over $50.00 MXN was due on Dec 25, 2026."))
    }
}
