// ork.dunning/1: one overdue invoice of the fake host's customer, and what comes of it.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let dunning = FakeService(
        ORK_DUNNING_1,
        firstSize: firstSize(\ork_dunning_service.outcome),
        ork_dunning_service(
            size: 0,
            reserved: 0,
            situation: { handle, call, op in
                FakeInstance.serve(handle, call, op, "dunning.situation", needsTurn: true) { _ throws(Refused) in
                    { store in ServiceAnswer { store.sale.dunning.situation.json } }
                }
            },
            contact: { handle, call, op in
                FakeInstance.serve(handle, call, op, "dunning.contact", isWrite: true, needsTurn: true) {
                    _ throws(Refused) in
                    { store in
                        guard let invoices = store.sale.dunning.contact() else { return .failure(ORK_E_WRONG_STATE) }
                        return ServiceAnswer { ["invoices": .array(invoices.map(JSON.string))] }
                    }
                }
            },
            promise: { handle, call, request, op in
                FakeInstance.serve(handle, call, op, "dunning.promise", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let request = try arguments.object(request, "request_json")
                    return { store in ServiceAnswer { try store.sale.dunning.promise(request).json } }
                }
            },
            accept_plan: { handle, call, request, op in
                FakeInstance.serve(handle, call, op, "dunning.accept_plan", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let request = try arguments.object(request, "request_json")
                    return { store in ServiceAnswer { try store.sale.dunning.acceptPlan(request).json } }
                }
            },
            outcome: { handle, call, outcome, op in
                FakeInstance.serve(handle, call, op, "dunning.outcome", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let word = try arguments.text(outcome, "outcome", in: 1...50)
                    guard DunningOutcome(rawValue: word) != nil else {
                        throw arguments.refuse("dunning.outcome: \(word) is no outcome of ext/dunning.h")
                    }
                    return { _ in ServiceAnswer(json: "{}") }
                }
            }
        )
    )
}

/// What the customer owes: an invoice of a day ago, until something is said or done
/// about it.
struct FakeDunning: Sendable {
    private static let invoice = "INV-900"
    private static let today = CivilDate(daysSinceEpoch: FakeTurn.now / 86_400_000)
    private static let owed = Money(minor: 125_050, currency: FakePricing.currency)

    /// The invoice itself, to be paid under a link.
    static var overdue: Invoice {
        Invoice(
            id: "invoice-900",
            number: invoice,
            status: .pending,
            total: owed,
            paid: Money(minor: 0, currency: owed.currency),
            balance: owed,
            dueAt: FakeSale.now.advanced(bySeconds: -86_400),
            createdAt: FakeSale.now.advanced(bySeconds: -8 * 86_400)
        )
    }

    private var isReminded = false
    private var promised: DebtPromise?

    var situation: DebtSituation {
        DebtSituation(
            today: Self.today,
            currency: FakePricing.currency,
            customer: Debtor(name: "Ana", locale: "es"),
            contact: isReminded || promised != nil ? nil : due,
            debts: [debt],
            promiseUntil: Self.today.advanced(byDays: 15),
            mayPromise: true
        )
    }

    /// The invoices that are reminded of; nil when none is due.
    mutating func contact() -> [String]? {
        guard let due = situation.contact else { return nil }
        isReminded = true
        return due.invoices
    }

    mutating func promise(_ request: JSON) throws(DocumentError) -> PromiseAnswer {
        let day = try request.date("on")
        guard day >= Self.today else { return PromiseAnswer(outcome: .past) }
        guard day <= situation.promiseUntil else { return PromiseAnswer(outcome: .tooFar) }
        let amount = try request.present("amount").map { value throws(DocumentError) in
            guard let amount = Money(json: value, currency: FakePricing.currency), amount.minor > 0 else {
                throw DocumentError(field: "amount", reason: "an amount above zero is expected")
            }
            return amount
        }
        let promise = DebtPromise(
            id: "promise-1",
            on: day,
            amount: amount.map { $0.minor < Self.owed.minor ? $0 : Self.owed } ?? Self.owed,
            invoices: [Self.invoice],
            state: .open
        )
        promised = promise
        return PromiseAnswer(outcome: .accepted, promise: promise)
    }

    func acceptPlan(_ request: JSON) throws(DocumentError) -> PlanAnswer {
        guard try request.requiredText("invoice") == Self.invoice else { return PlanAnswer(outcome: .nothingOwed) }
        guard try request.optionalInteger("parts") == plan.parts else { return PlanAnswer(outcome: .notOffered) }
        return PlanAnswer(outcome: .accepted, installments: plan.installments)
    }

    private var due: DueContact {
        DueContact(
            reason: .stage,
            stage: .oneAfter,
            template: "reminder",
            tone: .neutral,
            invoices: [Self.invoice],
            total: Self.owed
        )
    }

    private var debt: Debt {
        Debt(
            invoice: Self.invoice,
            description: "Taquetes",
            total: Self.owed,
            balance: Self.owed,
            due: Self.owed,
            dueOn: Self.today.advanced(byDays: -1),
            days: 1,
            stage: .oneAfter,
            hold: promised == nil ? nil : .promise,
            promise: promised,
            plans: [plan]
        )
    }

    private var plan: DebtPlan {
        let half = Money(minor: Self.owed.minor / 2, currency: FakePricing.currency)
        let none = Money(minor: 0, currency: FakePricing.currency)
        return DebtPlan(
            parts: 2,
            everyDays: 15,
            installments: [0, 15].map {
                DebtInstallment(amount: half, paid: none, dueOn: Self.today.advanced(byDays: $0))
            }
        )
    }
}
