// Payments over the API: links, what was paid, webhooks that came, and a way to
// try it all in the sandbox.

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
    static let paymentRoutes: [Route] = [
        Route(
            method: .post,
            path: "/api/payments/create-link",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "createPaymentLink",
            tag: "Payments",
            summary: "Makes a link under which an invoice or an order can be paid",
            parameters: [.tenant, .idempotencyKey],
            body: .json(Schema.reference("NewPaymentLink")),
            responses: [.json(Schema.reference("PaymentLink"), status: 201, "The link.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await PaymentRoutes.createLink($0) }
        ),
        Route(
            method: .get,
            path: "/api/payments/transactions",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "listTransactions",
            tag: "Payments",
            summary: "Attempts to pay, the latest begun first, as JSON or CSV",
            description: """
                With `Accept: text/csv` or `format=csv` all of them are answered, up to \
                \(Limits.transactionsExportedMax), as a table for spreadsheets.
                """,
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: Payment.State.allCases.map(\.rawValue))
                ),
                .query("invoice", "Only those of this invoice.", Schema.text("A name.", example: "INV-1001")),
                .query("customer", "Only this customer's.", Schema.text("A name.", example: "CUST-7")),
                .query("provider", "Only those at this provider.", Schema.pluginID),
                .query("method", "Only those paid by this method.", Schema.text("A method.", example: "oxxo")),
                .query("from", "Begun at this moment or later.", Schema.time("A moment.")),
                .query("until", "Begun before this moment.", Schema.time("A moment.")),
                .query(
                    "format",
                    "How it is answered.",
                    Schema.word("A format.", of: TransactionExport.Format.allCases.map(\.rawValue))
                ), .limit, .cursor,
            ],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "A page of attempts, or the table.",
                    content: [
                        ("application/json", Schema.page(of: Schema.reference("Payment"))),
                        ("text/csv", Schema.text("RFC 4180, UTF-8, the first line names the columns.")),
                    ]
                )
            ],
            problems: [.notFound],
            handler: { try await PaymentRoutes.transactions($0) }
        ),
        Route(
            method: .get,
            path: "/api/payments/webhooks",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "listPaymentWebhooks",
            tag: "Payments",
            summary: "Webhooks of payment providers, the latest first, with how their processing goes",
            parameters: [.tenant, .limit, .cursor],
            responses: [.json(Schema.page(of: Schema.reference("PaymentWebhook")), "A page of webhooks.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let limit = try exchange.limit()
                let cursor = try exchange.cursor { ActivityCursor($0) }
                let page = try await exchange.services.database.read {
                    try Webhooks(tenant).list(before: cursor, limit: limit, in: $0)
                }
                return .page(page.webhooks.map(\.json), next: page.next?.description)
            }
        ),
        Route(
            method: .post,
            path: "/api/payments/simulate-webhook",
            ports: .tower,
            access: .permission(Permission(.billing, .operate)),
            id: "simulateWebhook",
            tag: "Payments",
            summary: "Lets the sandbox decide a payment, and tell of it as a real provider would",
            description: """
                Of an attempt (`payment`), or of an invoice, for which one is begun. The webhooks are signed, and taken \
                in on the same way as those of real providers; they are booked a moment after the answer.
                """,
            parameters: [.tenant],
            body: .json(Schema.reference("SimulatedPayment")),
            responses: [.json(Schema.reference("SimulatedWebhooks"), status: 202, "What was sent.")],
            problems: [.notFound, .conflict],
            handler: { try await PaymentRoutes.simulate($0) }
        ),
    ]
}

private enum PaymentRoutes {
    static func createLink(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let json = try await exchange.object()
        let draft = try PayLinkDraft(json: json, currency: access.tenant.currency)
        let services = exchange.services
        let now = services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, services.randomness)
        let key = "api \(PaymentLinkID(at: now, randomness: randomness))"
        return try await exchange.idempotent(tenant, json) { connection in
            let plan = try services.payments.desk(tenant)
                .plan(draft, PaymentDesk.Request(key: key, now: now), in: connection)
            let ledger = Ledger(tenant, now: now, randomness: randomness)
            let link = try plan.create(in: ledger, conversation: nil, in: connection)
            var made = plan.link
            made.invoice = try Invoices(tenant).find(link.invoiceID, in: connection)?.shownNumber
            let audit = exchange.audit(
                "payment_link.create",
                "invoice",
                link.invoiceID.rawValue,
                tenant: tenant.id,
                // The address is a key to the page: it does not belong into the log.
                after: ["amount": made.amount.json, "expires_at": .string(made.expiresAt.description)],
                at: now
            )
            try AuditLog.record(audit, in: connection)
            return (.created, made.json)
        }
    }

    static func transactions(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let query = try TransactionQuery(exchange)
        if try TransactionExport.isWanted(exchange) {
            return try await TransactionExport(exchange.services.database, tenant, query).response()
        }
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read { connection in
            let filter = try query.filter(of: tenant, in: connection)
            let (payments, next) = try Payments(tenant).list(filter, before: cursor, limit: limit, in: connection)
            let invoices = try Invoices(tenant).find(Set(payments.map(\.invoiceID)), in: connection)
            return (payments.map { document($0, of: invoices[$0.invoiceID]) }, next)
        }
        return .page(page.0, next: page.1?.description)
    }

    private static func document(_ payment: PaymentRow, of invoice: InvoiceRow?) -> JSON {
        payment.document.json.merging([
            "invoice": JSON(invoice?.shownNumber), "failure": JSON(payment.failure),
            "created_at": .string(payment.createdAt.description),
        ])
    }

    static func simulate(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let json = try await exchange.object()
        let services = exchange.services
        guard let outcome = try SandboxOutcome(rawValue: json.requiredText("outcome")) else {
            let words = SandboxOutcome.allCases.map(\.rawValue).joined(separator: ", ")
            throw DocumentError(field: "outcome", reason: "one of \(words) is expected")
        }
        guard services.payments.sandbox.serves(access.tenant) else {
            throw Problem(
                .conflict,
                "the tenant is in production",
                field: "tenant_id",
                remedy: "Payments are simulated in the sandbox only."
            )
        }
        try await requireSandbox(access, exchange)
        let payment = try await attempt(json, access, exchange)
        guard let session = payment.sessionID else {
            throw Problem(.conflict, "the payment has no page yet", field: "payment", remedy: "Open its link first.")
        }
        let events = try await SandboxDeliveries.send(outcome, of: session, access.handle, services)
        return .json(
            ["payment": .string(payment.id.rawValue), "events": JSON(events)],
            status: .accepted
        )
    }

    /// A tenant with an account elsewhere pays there.
    private static func requireSandbox(_ access: TenantAccess, _ exchange: Exchange) async throws {
        let services = exchange.services
        let provider = try await services.database.read {
            try services.payments.providers.provider(for: access.tenant, in: $0).id
        }
        guard provider == .sandbox else {
            throw Problem(
                .conflict,
                "the tenant's payments go to its account at \(provider)",
                field: "tenant_id",
                remedy: "Pay on the provider's page; orkesta emulate \(provider) plays one."
            )
        }
    }

    /// The attempt that is named, or one that is begun for the invoice.
    private static func attempt(_ json: JSON, _ access: TenantAccess, _ exchange: Exchange) async throws -> PaymentRow {
        let services = exchange.services
        if let key = try json.optionalText("payment") {
            let found = try await services.database.read {
                try Payments(access.handle).find(PaymentID(key), in: $0)
            }
            guard let found else {
                throw Problem(.notFound, "there is no such payment", field: "payment", remedy: "Check its key.")
            }
            return found
        }
        let name = try json.requiredText("invoice")
        let invoice = try await services.database.read { try Exchange.invoice(name, of: access.handle, in: $0) }
        let currency = invoice.total.currency
        let amount = json["amount"].flatMap { Money(json: $0, currency: currency) }
        guard amount != nil || json["amount"] == nil else {
            throw DocumentError(field: "amount", reason: "an amount is expected, such as \"500.00\"")
        }
        return try await services.payments.checkout
            .begin(invoice.id, of: access.handle.id, amount: amount).payment
    }
}

/// The sandbox's webhooks, on the way that every provider's take.
enum SandboxDeliveries {
    /// Decides the session and delivers what the sandbox tells of it, in order.
    /// Returns the ids of the events.
    static func send(
        _ outcome: SandboxOutcome,
        of session: String,
        _ tenant: TenantHandle,
        _ services: GatewayServices
    ) async throws -> [String] {
        let sandbox = services.payments.sandbox
        let deliveries = try await sandbox.decide(session, outcome, of: tenant, now: services.clock.now())
        for delivery in deliveries {
            try await services.payments.intake
                .receive(delivery, provider: sandbox.id.rawValue, tenant: tenant.id)
        }
        return deliveries.compactMap { $0.headers["webhook-id"] }
    }
}
