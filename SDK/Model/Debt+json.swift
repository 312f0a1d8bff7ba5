// Debts in JSON: the documents of ork.dunning/1, as ext/dunning.h names them.

extension DebtSituation {
    public var json: JSON {
        [
            "today": .string(today.description), "currency": .string(currency), "customer": customer.json,
            "hold": JSON(hold?.rawValue), "contact": contact?.json ?? .null, "debts": .array(debts.map(\.json)),
            "promise_until": .string(promiseUntil.description), "may_promise": .bool(mayPromise),
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        let currency = try json.requiredText("currency")
        self.init(
            today: try json.date("today"),
            currency: currency,
            customer: try Debtor(json: json["customer"] ?? .null),
            hold: try json.optionalChoice("hold"),
            contact: try json.present("contact").map { value throws(DocumentError) in try DueContact(json: value) },
            debts: try json.elements("debts") { value throws(DocumentError) in try Debt(json: value) },
            promiseUntil: try json.date("promise_until"),
            mayPromise: try json.flag("may_promise", default: true)
        )
    }
}

extension Debtor {
    public var json: JSON {
        [
            "name": JSON(name), "locale": JSON(locale), "contacts": .integer(contacts),
            "paid_late": .integer(paidLate), "paid_in_time": .integer(paidInTime),
            "broken_promises": .integer(brokenPromises), "kept_promises": .integer(keptPromises),
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            name: try json.optionalText("name"),
            locale: try json.optionalText("locale"),
            contacts: try json.optionalInteger("contacts") ?? 0,
            paidLate: try json.optionalInteger("paid_late") ?? 0,
            paidInTime: try json.optionalInteger("paid_in_time") ?? 0,
            brokenPromises: try json.optionalInteger("broken_promises") ?? 0,
            keptPromises: try json.optionalInteger("kept_promises") ?? 0
        )
    }
}

extension DueContact {
    public var json: JSON {
        [
            "reason": .string(reason.rawValue), "stage": .string(stage.rawValue), "template": .string(template),
            "tone": .string(tone.rawValue), "invoices": .array(invoices.map(JSON.string)), "total": total.json,
            "promise": promise?.json ?? .null,
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            reason: try json.choice("reason"),
            stage: try json.choice("stage"),
            template: try json.requiredText("template"),
            tone: try json.choice("tone"),
            invoices: try json.texts("invoices"),
            total: try json.requiredMoney("total"),
            promise: try json.present("promise").map { value throws(DocumentError) in try DebtPromise(json: value) }
        )
    }
}

extension Debt {
    public var json: JSON {
        [
            "invoice": .string(invoice), "order": JSON(order), "description": JSON(description), "total": total.json,
            "balance": balance.json, "due": due.json, "due_on": .string(dueOn.description), "days": .integer(days),
            "stage": JSON(stage?.rawValue), "hold": JSON(hold?.rawValue), "contacts": .integer(contacts),
            "promise": promise?.json ?? .null, "installments": .array(installments.map(\.json)),
            "plans": .array(plans.map(\.json)),
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            invoice: try json.requiredText("invoice"),
            order: try json.optionalText("order"),
            description: try json.optionalText("description"),
            total: try json.requiredMoney("total"),
            balance: try json.requiredMoney("balance"),
            due: try json.requiredMoney("due"),
            dueOn: try json.date("due_on"),
            days: try json.optionalInteger("days") ?? 0,
            stage: try json.optionalChoice("stage"),
            hold: try json.optionalChoice("hold"),
            contacts: try json.optionalInteger("contacts") ?? 0,
            promise: try json.present("promise").map { value throws(DocumentError) in try DebtPromise(json: value) },
            installments: try json.elements("installments") { value throws(DocumentError) in
                try DebtInstallment(json: value)
            },
            plans: try json.elements("plans") { value throws(DocumentError) in try DebtPlan(json: value) }
        )
    }
}

extension DebtInstallment {
    public var json: JSON {
        ["amount": amount.json, "paid": paid.json, "left": left.json, "due_on": .string(dueOn.description)]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            amount: try json.requiredMoney("amount"),
            paid: try json.requiredMoney("paid"),
            dueOn: try json.date("due_on")
        )
    }
}

extension DebtPlan {
    public var json: JSON {
        [
            "parts": .integer(parts), "every_days": .integer(everyDays),
            "installments": .array(installments.map(\.json)),
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            parts: try json.optionalInteger("parts") ?? 0,
            everyDays: try json.optionalInteger("every_days") ?? 0,
            installments: try json.elements("installments") { value throws(DocumentError) in
                try DebtInstallment(json: value)
            }
        )
    }
}

extension DebtPromise {
    public var json: JSON {
        [
            "id": .string(id), "on": .string(on.description), "amount": amount.json,
            "invoices": .array(invoices.map(JSON.string)), "state": .string(state.rawValue),
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            id: try json.requiredText("id"),
            on: try json.date("on"),
            amount: try json.requiredMoney("amount"),
            invoices: try json.texts("invoices"),
            state: try json.choice("state")
        )
    }
}

extension PromiseAnswer {
    public var json: JSON { ["outcome": .string(outcome.rawValue), "promise": promise?.json ?? .null] }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            outcome: try json.choice("outcome"),
            promise: try json.present("promise").map { value throws(DocumentError) in try DebtPromise(json: value) }
        )
    }
}

extension PlanAnswer {
    public var json: JSON {
        ["outcome": .string(outcome.rawValue), "installments": .array(installments.map(\.json))]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            outcome: try json.choice("outcome"),
            installments: try json.elements("installments") { value throws(DocumentError) in
                try DebtInstallment(json: value)
            }
        )
    }
}

extension JSON {
    /// `2026-12-24`, which must be there.
    public func date(_ key: String) throws(DocumentError) -> CivilDate {
        guard let date = CivilDate(try requiredText(key)) else {
            throw DocumentError(field: key, reason: "a date such as 2026-12-24 is expected")
        }
        return date
    }

    /// One of an enumeration's words; nil when absent, null, or a later version's.
    fileprivate func optionalChoice<Word: RawRepresentable>(_ key: String) throws(DocumentError) -> Word?
    where Word.RawValue == String {
        try optionalText(key).flatMap(Word.init(rawValue:))
    }
}
