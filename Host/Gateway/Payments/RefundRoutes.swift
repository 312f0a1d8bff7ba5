// Refunds over the API: begun, looked at, asked for once more.

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
    static let refundRoutes: [Route] = [
        Route(
            method: .post,
            path: "/api/refunds",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "createRefunds",
            tag: "Payments",
            summary: "Gives back what was paid towards an invoice, or a part of it",
            description: """
                The amount is reserved before the answer, and the provider is asked right after it: such a refund is \
                `pending` until the provider has told. What its method cannot give back (a voucher paid in cash), and \
                what was paid with credit, becomes the customer's credit at once. One refund for each payment that \
                gives a part, the latest payment first.
                """,
            parameters: [.tenant, .idempotencyKey],
            body: .json(Schema.reference("NewRefund")),
            responses: [.json(Schema.reference("Refunds"), status: 201, "The refunds that were begun.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await RefundRoutes.create($0) }
        ),
        Route(
            method: .get,
            path: "/api/refunds",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "listRefunds",
            tag: "Payments",
            summary: "Refunds, the latest begun first",
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: RefundRow.State.allCases.map(\.rawValue))
                ),
                .query("invoice", "Only those of this invoice.", Schema.text("A name.", example: "INV-1001")),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Refund")), "A page of refunds.")],
            problems: [.notFound],
            handler: { try await RefundRoutes.list($0) }
        ),
        Route(
            method: .get,
            path: "/api/refunds/{id}",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "getRefund",
            tag: "Payments",
            summary: "One refund",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("Refund"), "The refund.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let id = RefundID(try exchange.path("id"))
                return .json(
                    try await exchange.services.database.read { try RefundRoutes.document(id, of: tenant, in: $0) }
                )
            }
        ),
        Route(
            method: .post,
            path: "/api/refunds/{id}/retry",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "retryRefund",
            tag: "Payments",
            summary: "Asks the provider once more for a refund whose outcome is open",
            description: "Under the same idempotency key: providers keep it for a day.",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("Refund"), status: 202, "The refund.")],
            problems: [.notFound, .conflict],
            handler: { try await RefundRoutes.retry($0) }
        ),
    ]

    private static let idParameter = Route.Parameter.path("id", "A refund's key.", Schema.text("A key."))
}

private enum RefundRoutes {
    static func create(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let json = try await exchange.object()
        let services = exchange.services
        let order = try RefundOrder(json, currency: access.tenant.currency)
        let now = services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, services.randomness)
        let response = try await exchange.idempotent(tenant, json) { connection in
            let invoice = try Exchange.invoice(order.invoice, of: tenant, in: connection)
            let ledger = Ledger(tenant, now: now, randomness: randomness)
            let refunds = try ledger.refund(
                order.wish(of: invoice.id),
                canRefund: { services.payments.providers.canRefund($0) },
                in: connection
            )
            let documents = refunds.map { $0.json(invoice: invoice.shownNumber) }
            let document: JSON = ["refunds": .array(documents)]
            try AuditLog.record(
                exchange.audit(
                    "refund.create",
                    "invoice",
                    invoice.id.rawValue,
                    tenant: tenant.id,
                    after: document,
                    at: now
                ),
                in: connection
            )
            return (.created, document)
        }
        services.payments.refundsWakeUp.signal()
        return response
    }

    static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let state: RefundRow.State? = try exchange.word("state")
        let name = try exchange.query("invoice")
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read { connection in
            let invoice = try name.map { try Exchange.invoice($0, of: tenant, in: connection) }
            let (refunds, next) = try Refunds(tenant)
                .list(state: state, invoice: invoice?.id, before: cursor, limit: limit, in: connection)
            let invoices = try Invoices(tenant).find(Set(refunds.map(\.invoiceID)), in: connection)
            return (refunds.map { $0.json(invoice: invoices[$0.invoiceID]?.shownNumber) }, next)
        }
        return .page(page.0, next: page.1?.description)
    }

    static func retry(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let (tenant, id) = (access.handle, RefundID(try exchange.path("id")))
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let document = try await exchange.services.database.write { connection in
            let refund = try RefundRoutes.document(id, of: tenant, in: connection)
            try Refunds(tenant).askAgain(id, in: connection)
            let audit = exchange.audit("refund.retry", "refund", id.rawValue, tenant: tenant.id, at: now)
            try AuditLog.record(audit, in: connection)
            return refund
        }
        exchange.services.payments.refundsWakeUp.signal()
        return .json(document, status: .accepted)
    }

    /// Throws a notFound problem.
    static func document(
        _ id: RefundID,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> JSON {
        guard let refund = try Refunds(tenant).find(id, in: connection) else {
            throw Problem(.notFound, "there is no such refund", field: "id", remedy: "GET /api/refunds lists them.")
        }
        return refund.json(invoice: try Invoices(tenant).find(refund.invoiceID, in: connection)?.shownNumber)
    }
}

/// The body of POST /api/refunds, checked field by field.
private struct RefundOrder: Sendable {
    let invoice: String
    private let payment: PaymentID?
    private let amount: Money?
    private let destination: RefundWish.Destination
    private let reason: String?

    /// Throws the field at fault.
    init(_ json: JSON, currency: String) throws(DocumentError) {
        invoice = try json.requiredText("invoice")
        payment = try json.optionalText("payment").map { PaymentID($0) }
        amount = try json.optionalAmount("amount", currency: currency)
        destination = try TenantSettings.word(json, "to") ?? .original
        reason = try json.optionalText("reason")
        guard reason.map({ $0.count <= Limits.refundReasonCharactersMax }) ?? true else {
            throw DocumentError(
                field: "reason",
                reason: "at most \(Limits.refundReasonCharactersMax) characters are expected"
            )
        }
    }

    func wish(of invoice: InvoiceID) -> RefundWish {
        RefundWish(invoice: invoice, payment: payment, amount: amount, destination: destination, reason: reason)
    }
}

extension JSON {
    /// An amount with or without its currency; nil when there is none. Throws the
    /// field at fault.
    func optionalAmount(_ key: String, currency: String) throws(DocumentError) -> Money? {
        guard let value = present(key) else { return nil }
        guard let amount = Money(json: value, currency: currency) else {
            throw DocumentError(field: key, reason: "an amount is expected, such as \"500.00\"")
        }
        return amount
    }
}
