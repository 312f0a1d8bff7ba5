// Invoices over the API: looked at, issued without an order, withdrawn.

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
    static let invoiceRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/invoices",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "listInvoices",
            tag: "Payments",
            summary: "Invoices, newest first",
            parameters: [
                .tenant,
                .query(
                    "status",
                    "Only those that stand so.",
                    Schema.word("A status.", of: Invoice.Status.allCases.map(\.rawValue))
                ),
                .query("customer", "Only this customer's.", Schema.text("A key or CUST-7.", example: "CUST-7")),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Invoice")), "A page of invoices.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let status: Invoice.Status? = try exchange.word("status")
                let customer = try exchange.query("customer")
                let limit = try exchange.limit()
                let cursor = try exchange.cursor { ActivityCursor($0) }
                let page = try await exchange.services.database.read { connection in
                    let debtor = try customer.map { try Exchange.customer($0, of: tenant, in: connection) }
                    return try Invoices(tenant)
                        .list(status: status, customer: debtor, before: cursor, limit: limit, in: connection)
                }
                return .page(page.invoices.map(\.json), next: page.next?.description)
            }
        ),
        Route(
            method: .post,
            path: "/api/invoices",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "issueInvoice",
            tag: "Payments",
            summary: "Issues an invoice without an order",
            description: "Orders are billed by themselves, when they are placed.",
            parameters: [.tenant, .idempotencyKey],
            body: .json(Schema.reference("NewInvoice")),
            responses: [.json(Schema.reference("Invoice"), status: 201, "The invoice.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await InvoiceRoutes.issue($0) }
        ),
        Route(
            method: .get,
            path: "/api/invoices/{id}",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "getInvoice",
            tag: "Payments",
            summary: "One invoice, with the payments towards it",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("Invoice"), "The invoice.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let name = try exchange.path("id")
                let invoice = try await exchange.services.database.read { connection in
                    let row = try Exchange.invoice(name, of: tenant, in: connection)
                    return try Invoices(tenant).document(of: row, in: connection)
                }
                return .json(invoice.json)
            }
        ),
        Route(
            method: .post,
            path: "/api/invoices/{id}/void",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "voidInvoice",
            tag: "Payments",
            summary: "Withdraws an invoice of which nothing is paid or being paid",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("Invoice"), "The invoice.")],
            problems: [.notFound, .conflict],
            handler: { try await InvoiceRoutes.void($0) }
        ),
    ]

    private static let idParameter = Route.Parameter.path(
        "id",
        "An invoice's number or key.",
        Schema.text("A name.", example: "INV-1001")
    )
}

private enum InvoiceRoutes {
    static func issue(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let json = try await exchange.object()
        let currency = access.tenant.currency
        let named = json["customer"]?.stringValue
        let address = named == nil ? try CustomerAddress(json["customer"]) : nil
        let total = json["amount"].flatMap { Money(json: $0, currency: currency) }
        guard let total, total.minor > 0, total.minor <= Limits.amountMinorMax else {
            throw DocumentError(
                field: "amount",
                reason:
                    "an amount above zero, up to \(Limits.amountMinorMax) minor units, is expected, such as \"500.00\""
            )
        }
        let description = try json.optionalText("description")
        guard description.map({ $0.count <= Limits.invoiceDescriptionCharactersMax }) ?? true else {
            throw DocumentError(field: "description", reason: "at most 500 characters are expected")
        }
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let dueAt = try dueAt(json) ?? now.advanced(bySeconds: Limits.invoiceDueDays * 86_400)
        let (tenant, randomness) = (access.handle, exchange.services.randomness)
        return try await exchange.idempotent(tenant, json) { connection in
            let debtor =
                try address?.resolve(of: tenant, at: now, randomness: randomness, in: connection)
                ?? Exchange.customer(named ?? "", of: tenant, in: connection)
            let draft = InvoiceDraft(
                customerID: debtor,
                description: description,
                total: total,
                dueAt: dueAt
            )
            let issued = try Ledger(tenant, now: now, randomness: randomness).issue(draft, in: connection)
            let document = try Invoices(tenant).document(of: issued, in: connection).json
            try AuditLog.record(
                exchange.audit(
                    "invoice.issue",
                    "invoice",
                    issued.id.rawValue,
                    tenant: tenant.id,
                    after: document,
                    at: now
                ),
                in: connection
            )
            return (.created, document)
        }
    }

    static func void(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let name = try exchange.path("id")
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, exchange.services.randomness)
        let document = try await exchange.services.database.write { connection in
            let row = try Exchange.invoice(name, of: tenant, in: connection)
            let voided = try Ledger(tenant, now: now, randomness: randomness).void(row.id, in: connection)
            let audit = exchange.audit("invoice.void", "invoice", row.id.rawValue, tenant: tenant.id, at: now)
            try AuditLog.record(audit, in: connection)
            return try Invoices(tenant).document(of: voided, in: connection).json
        }
        return .json(document)
    }

    private static func dueAt(_ json: JSON) throws -> Timestamp? {
        guard let text = try json.optionalText("due_at") else { return nil }
        guard let moment = Timestamp(text) else {
            throw DocumentError(field: "due_at", reason: "a time as in RFC 3339 is expected")
        }
        return moment
    }
}

extension Exchange {
    /// The invoice of this number or key. Throws a notFound problem.
    static func invoice(
        _ name: String,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> InvoiceRow {
        guard let invoice = try Invoices(tenant).find(name, in: connection) else {
            throw Problem(
                .notFound,
                "there is no such invoice",
                field: "invoice",
                remedy: "Give a key or a number such as INV-1001."
            )
        }
        return invoice
    }
}
