// What the collecting agent says passes the price firewall, whatever the business and its
// customer are called: a reminder that is held back is no reminder.

import AgentDialogue
import DunningEngine
import OrkestaModel
import Testing

@testable import HostTurns

@Suite struct CollectionWordingTests {
    private static let today = CivilDate(daysSinceEpoch: 20_783)
    private static let link = "https://pay.example/pay/abc"

    /// Names with words of delivery, days, spans and prices in them.
    private static let businesses = [
        "La Central", "Farmacia 24 Horas", "Envíos Listo", "Entrega Hoy, S.A. de C.V.", "Todo a $99",
        "Delivery Domingo",
        "Ready Market",
    ]
    private static let names: [String?] = ["Ana López", "Domingo Pérez", nil]

    @Test(arguments: Language.allCases, businesses)
    func nothingIsHeldBack(_ language: Language, _ business: String) {
        let firewall = PriceFirewall(provenance: Self.provenance(of: business))
        for name in Self.names {
            let wording = CollectionWording(language, Addressee(customerName: name, business: business))
            for reply in Self.reminders(wording) + Self.answers(wording) + Self.payments(wording) {
                #expect(firewall.unsupported(reply).isEmpty, "\(reply.plainText)")
            }
        }
    }

    /// The test would see it.
    @Test func aDayBesideAWordOfDeliveryIsHeldBack() {
        let firewall = PriceFirewall(provenance: Self.provenance(of: "La Central"))
        #expect(!firewall.unsupported(.text("Listo, quedamos en $600.00 MXN para el 28/11/2026.")).isEmpty)
        #expect(!firewall.unsupported(.text("Si tienes algún problema, contéstame hoy.")).isEmpty)
    }

    // MARK: What is known

    private static func money(_ minor: Int64) -> Money { Money(minor: minor, currency: "MXN") }

    private static let plans = [2, 3].map { (parts: Int64) in
        DebtPlan(
            parts: parts,
            everyDays: 15,
            installments: (0..<parts).map { part in
                DebtInstallment(
                    amount: money(120_000 / parts),
                    paid: money(0),
                    dueOn: today.advanced(byDays: part * 15)
                )
            }
        )
    }

    /// Of the first one a part has come; with the second one after six days, what is due.
    private static func installments(_ days: Int64) -> [DebtInstallment] {
        ([(130_000, 60_000, 0), (50_000, 0, 6)] as [(Int64, Int64, Int64)]).map { amount, paid, later in
            DebtInstallment(
                amount: money(amount),
                paid: money(paid),
                dueOn: today.advanced(byDays: later - days)
            )
        }
    }

    private static func debts(_ days: Int64) -> [Debt] {
        ["INV-1001", "INV-24"].map { number in
            Debt(
                invoice: number,
                total: money(180_000),
                balance: money(120_000),
                due: money(number == "INV-24" ? 180_000 : 120_000),
                dueOn: today.advanced(byDays: -days),
                days: days,
                stage: .oneAfter,
                installments: number == "INV-24" ? [] : installments(days),
                plans: plans
            )
        }
    }

    private static let promise = DebtPromise(
        id: "p",
        on: today.advanced(byDays: 2),
        amount: money(60_000),
        invoices: ["INV-1001"],
        state: .broken
    )

    private static let invoice = Invoice(
        id: "i",
        number: "INV-1001",
        status: .partial,
        total: money(180_000),
        paid: money(60_000),
        balance: money(120_000),
        dueAt: Timestamp(milliseconds: 1_795_000_000_000),
        createdAt: Timestamp(milliseconds: 1_794_000_000_000)
    )

    private static func contact(_ debts: [Debt], _ tone: DunningTone, _ reason: DunningReason) -> DueContact {
        DueContact(
            reason: reason,
            stage: .oneAfter,
            template: "payment_reminder",
            tone: tone,
            invoices: debts.map(\.invoice),
            total: money(300_000),
            promise: reason == .brokenPromise ? promise : nil
        )
    }

    private static func situation(_ debts: [Debt], _ contact: DueContact) -> DebtSituation {
        DebtSituation(
            today: today,
            currency: "MXN",
            customer: Debtor(paidInTime: 5),
            contact: contact,
            debts: debts,
            promiseUntil: today.advanced(byDays: 15),
            mayPromise: true
        )
    }

    /// As in a turn: what the host told of the debt, and the business's own name.
    private static func provenance(of business: String) -> Provenance {
        var provenance = Provenance(currency: "MXN")
        let debts = debts(7)
        provenance.learn(situation(debts, contact(debts, .neutral, .brokenPromise)).json)
        provenance.learn(invoice.json)
        provenance.learn(link: link)
        provenance.learn(text: business)
        return provenance
    }

    // MARK: What is said

    private static func reminders(_ wording: CollectionWording) -> [Reply] {
        var replies: [Reply] = []
        for (days, tone) in [-3, 0, 7].flatMap({ days in DunningTone.allCases.map { (Int64(days), $0) } }) {
            let debts = debts(days)
            let links = Dictionary(uniqueKeysWithValues: debts.map { ($0.invoice, link) })
            for reason in DunningReason.allCases {
                let contact = contact(debts, tone, reason)
                replies.append(wording.reminder(contact, situation(debts, contact), links: links))
            }
        }
        return replies
    }

    private static func answers(_ wording: CollectionWording) -> [Reply] {
        let debts = debts(-3) + debts(0) + debts(7)
        let links = ["INV-1001": link]
        return CollectionStep.Reason.allCases.map(wording.person) + [
            wording.promised(promise, isPart: false), wording.promised(promise, isPart: true), wording.promisePast,
            wording.promiseTooFar(latest: today.advanced(byDays: 15)), wording.askDay(.plain),
            wording.askDay(.hardship), wording.askDay(.monthEnds(today.advanced(byDays: 4))),
            wording.offer(plansOf: debts[0], isHardship: true), wording.offer(plansOf: debts[0], isHardship: false),
            wording.offer(plans[0], of: debts[0]), wording.planAccepted("INV-1001", plans[1].installments, link: link),
            wording.claimed(debts), wording.processing(debts), wording.nothingOwed, wording.links(debts, links),
            wording.standing(debts, links: links), wording.acknowledged, wording.notUnderstood,
        ]
    }

    private static func payments(_ wording: CollectionWording) -> [Reply] {
        [
            wording.received(invoice), wording.receivedPart(money(60_000), of: invoice, link: link),
            wording.receivedPart(money(60_000), of: invoice, link: nil), wording.notPaid(invoice, link: link),
            wording.refunded(money(60_000), of: invoice, toCredit: false),
            wording.refunded(money(60_000), of: invoice, toCredit: true),
        ]
    }
}
