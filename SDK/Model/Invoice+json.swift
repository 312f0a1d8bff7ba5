// Invoices, payments and links in JSON: the documents of ork.payments/1 and of
// the HTTP API.

extension Invoice {
    public var json: JSON {
        [
            "id": .string(id),
            "number": .string(number),
            "status": .string(status.rawValue),
            "order": JSON(order),
            "description": JSON(description),
            "total": total.json,
            "paid": paid.json,
            "balance": balance.json,
            "due_at": .string(dueAt.description),
            "created_at": .string(createdAt.description),
            "paid_at": JSON(paidAt?.description),
            "voided_at": JSON(voidedAt?.description),
            "written_off_at": JSON(writtenOffAt?.description),
            "payments": .array(payments.map(\.json)),
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            id: try json.requiredText("id"),
            number: try json.requiredText("number"),
            status: try json.choice("status"),
            order: try json.optionalText("order"),
            description: try json.optionalText("description"),
            total: try json.requiredMoney("total"),
            paid: try json.requiredMoney("paid"),
            balance: try json.requiredMoney("balance"),
            dueAt: try json.moment("due_at"),
            createdAt: try json.moment("created_at"),
            paidAt: json.present("paid_at") == nil ? nil : try json.moment("paid_at"),
            voidedAt: json.present("voided_at") == nil ? nil : try json.moment("voided_at"),
            writtenOffAt: json.present("written_off_at") == nil ? nil : try json.moment("written_off_at"),
            payments: try json.elements("payments") { payment throws(DocumentError) in try Payment(json: payment) }
        )
    }
}

extension Payment {
    public var json: JSON {
        [
            "id": .string(id),
            "state": .string(state.rawValue),
            "amount": amount.json,
            "provider": .string(provider),
            "method": JSON(method),
            "at": .string(at.description),
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            id: try json.requiredText("id"),
            state: try json.choice("state"),
            amount: try json.requiredMoney("amount"),
            provider: try json.requiredText("provider"),
            method: try json.optionalText("method"),
            at: try json.moment("at")
        )
    }
}

extension PaymentLink {
    public var json: JSON {
        [
            "url": .string(url), "amount": amount.json, "invoice": JSON(invoice),
            "expires_at": .string(expiresAt.description),
        ]
    }

    public init(json: JSON) throws(DocumentError) {
        self.init(
            url: try json.requiredText("url"),
            amount: try json.requiredMoney("amount"),
            invoice: try json.optionalText("invoice"),
            expiresAt: try json.moment("expires_at")
        )
    }
}

extension JSON {
    /// An amount in its full form, currency named.
    public func requiredMoney(_ key: String) throws(DocumentError) -> Money {
        guard let value = self[key], value.objectValue != nil, let money = Money(json: value, currency: "") else {
            throw DocumentError(field: key, reason: "an amount with its currency is expected")
        }
        return money
    }
}
