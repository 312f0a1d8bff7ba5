// ork.payments/1: invoices of the turn's customer and links to pay them.

import OrkestaABI
public import OrkestaModel

/// How an agent asks to be paid. It never moves money: the host's ledger does,
/// when the customer pays on the link's page, and wakes the agent.
public struct PaymentService: Sendable {
    let table: ServiceTable<ork_payments_service>
    let instance: ork_inst
    let turn: ork_turn

    /// What is to be paid, by its number or key.
    public enum Subject: Sendable, Hashable {
        case order(String)
        case invoice(String)
    }

    /// A page where `subject` can be paid, staged with the turn. The order may
    /// have been made in this turn. `amount` nil: the whole balance; `expiresAt`
    /// nil: the tenant's default. `label` names the link within the turn: asking
    /// again under it gives the same link.
    ///
    /// Throws `ORK_E_NOT_FOUND`, `ORK_E_WRONG_STATE` when there is nothing left to
    /// pay, `ORK_E_INVALID` for an amount that is not within the balance, and
    /// `ORK_E_CONFLICT` when the label stands for another request.
    public func createLink(
        for subject: Subject,
        amount: Money? = nil,
        expiresAt: Timestamp? = nil,
        label: String = "pay-link"
    ) async throws -> PaymentLink {
        var request = subject.members
        if let amount { request["amount"] = amount.json }
        if let expiresAt { request["expires_at"] = .string(expiresAt.description) }
        let text = JSON.object(request).description
        let answer = try await serviceCall(turn: turn, label: label) { call, op in
            withBorrowed(text) { ork_payments_create_link(table.pointer, instance, call, $0, op) }
        }
        return try PaymentLink(json: try parsed(answer.json))
    }

    /// How an invoice stands, as committed; nil when the customer has none such.
    public func invoice(_ subject: Subject) async throws -> Invoice? {
        do {
            let text = JSON.object(subject.members).description
            let answer = try await serviceCall(turn: turn) { call, op in
                withBorrowed(text) { ork_payments_status(table.pointer, instance, call, $0, op) }
            }
            return try Invoice(json: try parsed(answer.json))
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            return nil
        }
    }

    /// The customer's invoices, newest first, at most 50.
    public func invoices(limit: Int = 20) async throws -> [Invoice] {
        let answer = try await serviceCall(turn: turn) { call, op in
            ork_payments_invoices(table.pointer, instance, call, UInt32(clamping: limit), op)
        }
        return try parsed(answer.json).elements("items") { json throws(DocumentError) in try Invoice(json: json) }
    }
}

extension PaymentService.Subject {
    fileprivate var members: [String: JSON] {
        switch self {
        case .order(let order): ["order": .string(order)]
        case .invoice(let invoice): ["invoice": .string(invoice)]
        }
    }
}
