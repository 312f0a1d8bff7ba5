// Payment plans over the API: a deposit and the balance, equal parts, or any
// instalments.

import HTTPTypes
import HostAccess
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let planRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/invoices/{id}/plan",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "getPlan",
            tag: "Payments",
            summary: "The instalments of an invoice, and where each stands",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("PaymentPlan"), "The plan; without instalments when there is none.")],
            problems: [.notFound],
            handler: { exchange in
                let access = try await exchange.tenant()
                let name = try exchange.path("id")
                let now = exchange.services.clocks.clock(for: access.tenant).now()
                let document = try await exchange.services.database.read { connection in
                    let invoice = try Exchange.invoice(name, of: access.handle, in: connection)
                    return try PlanRoutes.document(invoice, of: access.handle, at: now, in: connection)
                }
                return .json(document)
            }
        ),
        Route(
            method: .put,
            path: "/api/invoices/{id}/plan",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "setPlan",
            tag: "Payments",
            summary: "Lets an invoice be paid in instalments",
            description: """
                `installments`, or `parts` and `every_days`, or `deposit` and `balance_due_at`. With an empty list of \
                instalments it is due as a whole again. Links ask for the next instalment; the customer may pay more.
                """,
            parameters: [idParameter, .tenant],
            body: .json(Schema.reference("NewPaymentPlan")),
            responses: [.json(Schema.reference("PaymentPlan"), "The plan.")],
            problems: [.notFound, .conflict],
            handler: { try await PlanRoutes.set($0) }
        ),
    ]

    private static let idParameter = Route.Parameter.path(
        "id",
        "An invoice's number or key.",
        Schema.text("A name.", example: "INV-1001")
    )
}

private enum PlanRoutes {
    static func set(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let name = try exchange.path("id")
        let json = try await exchange.object()
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, exchange.services.randomness)
        let document = try await exchange.services.database.write { connection in
            let invoice = try Exchange.invoice(name, of: tenant, in: connection)
            let plan = try plan(json, for: invoice, at: now)
            try Ledger(tenant, now: now, randomness: randomness).setPlan(plan, of: invoice.id, in: connection)
            let after = try PlanRoutes.document(invoice, of: tenant, at: now, in: connection)
            let audit = exchange.audit(
                "invoice.plan",
                "invoice",
                invoice.id.rawValue,
                tenant: tenant.id,
                after: after,
                at: now
            )
            try AuditLog.record(audit, in: connection)
            return after
        }
        return .json(document)
    }

    static func document(
        _ invoice: InvoiceRow,
        of tenant: TenantHandle,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> JSON {
        let plan = try PaymentPlans(tenant).find(of: invoice.id, in: connection)
        let document = try Invoices(tenant).document(of: invoice, in: connection)
        let arrived = invoice.total.minor - document.balance.minor
        let standings = plan?.standings(arrivedMinor: arrived, at: now) ?? []
        return [
            "invoice": .string(invoice.shownNumber), "balance": document.balance.json,
            "installments": .array(standings.map { $0.json(currency: invoice.total.currency) }),
        ]
    }

    /// The plan that a request describes in one of three ways; nil: none.
    private static func plan(_ json: JSON, for invoice: InvoiceRow, at now: Timestamp) throws -> PaymentPlan? {
        let total = invoice.total
        if let parts = try json.optionalInteger("parts") {
            let days = try json.optionalInteger("every_days") ?? daysDefault
            let first = try json.present("first_due_at") == nil ? now : json.moment("first_due_at")
            return try PaymentPlan(parts: parts, of: total, first: first, everyDays: days)
        }
        if let deposit = try json.optionalAmount("deposit", currency: total.currency) {
            guard deposit.currency == total.currency, deposit.minor < total.minor else {
                throw DocumentError(field: "deposit", reason: "an amount below \(total) is expected")
            }
            let rest = Installment(
                amountMinor: total.minor - deposit.minor,
                dueAt: try json.moment("balance_due_at")
            )
            return try PaymentPlan([Installment(amountMinor: deposit.minor, dueAt: now), rest], total: total)
        }
        guard json.present("installments") != nil else {
            throw DocumentError(field: "installments", reason: "instalments, parts or a deposit is expected")
        }
        let installments = try json.elements("installments") { element throws(DocumentError) in
            guard let amount = try element.optionalAmount("amount", currency: total.currency) else {
                throw DocumentError(field: "amount", reason: "an amount is expected, such as \"500.00\"")
            }
            return Installment(amountMinor: amount.minor, dueAt: try element.moment("due_at"))
        }
        return installments.isEmpty ? nil : try PaymentPlan(installments, total: total)
    }

    private static let daysDefault: Int64 = 30
}
