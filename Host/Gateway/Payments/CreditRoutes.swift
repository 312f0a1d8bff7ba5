// The customers' credit with the business over the API: what there is, granted,
// paid out, and applied to invoices.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let creditRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/credits/{customer}",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "getCredit",
            tag: "Payments",
            summary: "What the business owes a customer, and what made it, the latest first",
            parameters: [customerParameter, .tenant, .limit],
            responses: [.json(Schema.reference("Credit"), "The credit.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let (name, limit) = (try exchange.path("customer"), try exchange.limit())
                let document = try await exchange.services.database.read { connection in
                    let customer = try Exchange.customer(name, of: tenant, in: connection)
                    return try CreditRoutes.document(customer, of: tenant, limit: limit, in: connection)
                }
                return .json(document)
            }
        ),
        Route(
            method: .post,
            path: "/api/credits/{customer}",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "changeCredit",
            tag: "Payments",
            summary: "Grants a customer credit, or records that it was paid out",
            parameters: [customerParameter, .tenant, .idempotencyKey],
            body: .json(Schema.reference("CreditChange")),
            responses: [.json(Schema.reference("Credit"), "The credit after it.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await CreditRoutes.change($0) }
        ),
        Route(
            method: .post,
            path: "/api/invoices/{id}/apply-credit",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "applyCredit",
            tag: "Payments",
            summary: "Pays an invoice, or a part of it, with its customer's credit",
            parameters: [
                .path("id", "An invoice's number or key.", Schema.text("A name.", example: "INV-1001")), .tenant,
                .idempotencyKey,
            ],
            body: .json(Schema.reference("CreditUse")),
            responses: [.json(Schema.reference("Invoice"), "The invoice after it.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await CreditRoutes.apply($0) }
        ),
    ]

    private static let customerParameter = Route.Parameter.path(
        "customer",
        "A customer's number or key.",
        Schema.text("A name.", example: "CUST-7")
    )
}

enum CreditRoutes {
    /// What is done to a customer's credit.
    enum Action: String, CaseIterable {
        case grant
        case payOut = "pay-out"
    }

    fileprivate static func change(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let name = try exchange.path("customer")
        let json = try await exchange.object()
        guard let action: Action = try TenantSettings.word(json, "action") else {
            throw DocumentError(field: "action", reason: "grant or pay-out is expected")
        }
        let amount = try json.optionalAmount("amount", currency: access.tenant.currency)
        guard let amount, amount.minor > 0, amount.minor <= Limits.amountMinorMax else {
            throw DocumentError(field: "amount", reason: "an amount above zero is expected, such as \"500.00\"")
        }
        let reason = try json.requiredText("reason")
        guard (1...Limits.refundReasonCharactersMax).contains(reason.count) else {
            throw DocumentError(
                field: "reason",
                reason: "1 to \(Limits.refundReasonCharactersMax) characters are expected"
            )
        }
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, exchange.services.randomness)
        return try await exchange.idempotent(tenant, json) { connection in
            let customer = try Exchange.customer(name, of: tenant, in: connection)
            let ledger = Ledger(tenant, now: now, randomness: randomness)
            switch action {
            case .grant: try ledger.grantCredit(amount, to: customer, reason: reason, in: connection)
            case .payOut: try ledger.payOutCredit(amount, of: customer, reason: reason, in: connection)
            }
            let audit = exchange.audit(
                "credit.\(action.rawValue)",
                "customer",
                customer.rawValue,
                tenant: tenant.id,
                after: ["amount": amount.json, "reason": .string(reason)],
                at: now
            )
            try AuditLog.record(audit, in: connection)
            let document = try document(customer, of: tenant, limit: Limits.pageItemsDefault, in: connection)
            return (.ok, document)
        }
    }

    fileprivate static func apply(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let name = try exchange.path("id")
        let json = try await exchange.object()
        let amount = try json.optionalAmount("amount", currency: access.tenant.currency)
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, exchange.services.randomness)
        return try await exchange.idempotent(tenant, json) { connection in
            let invoice = try Exchange.invoice(name, of: tenant, in: connection)
            let paid = try Ledger(tenant, now: now, randomness: randomness)
                .applyCredit(to: invoice.id, amount: amount, in: connection)
            let audit = exchange.audit(
                "credit.apply",
                "invoice",
                invoice.id.rawValue,
                tenant: tenant.id,
                after: ["amount": paid.payment.amount.json],
                at: now
            )
            try AuditLog.record(audit, in: connection)
            return (.ok, paid.invoice.json)
        }
    }

    fileprivate static func document(
        _ customer: CustomerID,
        of tenant: TenantHandle,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> JSON {
        let credits = Credits(tenant)
        return [
            "customer_id": .string(customer.rawValue),
            "balances": .array(try credits.balances(of: customer, in: connection).map(\.json)),
            "movements": .array(try credits.movements(of: customer, limit: limit, in: connection).map(\.json)),
        ]
    }
}
