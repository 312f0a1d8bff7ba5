// Stripe: Checkout Sessions or Payment Links to pay on, refunds, and what its
// webhooks tell.

public import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// The adapter of Stripe.
public struct StripeProvider: PaymentProvider {
    private let accounts: ProviderAccounts
    private let http: ProviderHTTP

    /// `platform` is the account of the environment, if there is one.
    public init(database: any Database, box: SecretBox, platform: PaymentAccount?, http: ProviderHTTP) {
        accounts = ProviderAccounts(provider: .stripe, database: database, box: box, platform: platform)
        self.http = http
    }

    public var id: PluginID { .stripe }

    public func serves(_ tenant: Tenant, in connection: any DatabaseConnection) throws -> Bool {
        try accounts.serves(tenant, in: connection)
    }

    private func client(for tenant: TenantHandle) async throws -> StripeClient {
        StripeClient(http: http, account: try await accounts.account(of: tenant))
    }

    public func identify(_ tenant: TenantHandle) async throws -> String {
        guard let id = try await client(for: tenant).get("account")["id"]?.stringValue else {
            throw ProviderFailure.unreadable("an account without id")
        }
        return id
    }

    // MARK: Being paid

    public func createSession(_ request: SessionRequest) async throws -> ProviderSession {
        let client = try await client(for: request.tenant)
        let forms = StripePageForms(request, client.account)
        let made: JSON
        switch client.account.page {
        case .session:
            made = try await client.post(
                "checkout/sessions",
                try forms.session,
                idempotencyKey: request.idempotencyKey
            )
        case .link:
            made = try await client.post("payment_links", try forms.link, idempotencyKey: request.idempotencyKey)
        }
        guard let id = made["id"]?.stringValue, let url = made["url"]?.stringValue, !id.isEmpty else {
            throw ProviderFailure.unreadable("a page without id or url")
        }
        return ProviderSession(id: id, url: url)
    }

    public func sync(_ attempt: ProviderAttempt, of tenant: TenantHandle) async throws -> [ProviderNews] {
        let client = try await client(for: tenant)
        let sessions: [JSON]
        if isLink(attempt.session) {
            let query: WebForm = [
                "payment_link": attempt.session, "limit": "100", "expand[0]": "data.payment_intent.latest_charge",
            ]
            sessions = try await client.get("checkout/sessions", query)["data"]?.arrayValue ?? []
        } else {
            let query: WebForm = ["expand[0]": "payment_intent.latest_charge"]
            sessions = [try await client.get("checkout/sessions/\(attempt.session)", query)]
        }
        return sessions.compactMap { StripeObjects.report(session: $0) }
            // A link outlives the sessions that visitors let go by.
            .filter { !isLink(attempt.session) || $0.report != .failed }
            .map { .payment($0) }
    }

    public func expire(_ session: String, of tenant: TenantHandle) async throws {
        let client = try await client(for: tenant)
        let key = "orkesta:\(session):expire"
        if isLink(session) {
            _ = try await client.post("payment_links/\(session)", ["active": "false"], idempotencyKey: key)
        } else {
            try await expireSession(session, client, key)
        }
    }

    /// One that has expired already is closed, which is what is wanted.
    private func expireSession(_ session: String, _ client: StripeClient, _ key: String) async throws {
        do {
            _ = try await client.post("checkout/sessions/\(session)/expire", [:], idempotencyKey: key)
        } catch let failure as ProviderFailure {
            let stands = try await client.get("checkout/sessions/\(session)")
            guard stands["status"]?.stringValue == "expired" else { throw failure }
        }
    }

    private func isLink(_ session: String) -> Bool { session.hasPrefix("plink_") }

    // MARK: Giving back

    public func canRefund(method: String?) -> Bool { method != "oxxo" }

    public func refund(_ request: RefundRequest) async throws -> RefundReport {
        guard let payment = request.payment.providerPaymentID, canRefund(method: request.payment.method) else {
            throw ProviderRefusal(reason: "Stripe gives back no voucher, and nothing that it knows no payment of")
        }
        guard let amount = StripeAmount.wire(request.amount) else {
            throw ProviderRefusal(reason: "the amount is beyond what Stripe counts")
        }
        let form: WebForm = [
            "payment_intent": payment, "amount": String(amount), "reason": "requested_by_customer",
            "metadata[\(StripeObjects.refundKey)]": request.reference.rawValue,
            "metadata[\(StripeObjects.tenantKey)]": request.tenant.id.rawValue,
        ]
        let client = try await client(for: request.tenant)
        let made = try await client.post("refunds", form, idempotencyKey: request.idempotencyKey)
        guard let report = StripeObjects.refund(made) else {
            throw ProviderFailure.unreadable("a refund without id, payment or amount")
        }
        return report
    }

    public func sync(refund: String, of payment: PaymentRow, _ tenant: TenantHandle) async throws -> RefundReport? {
        StripeObjects.refund(try await client(for: tenant).get("refunds/\(refund)"))
    }

    public func transactions(
        from: Timestamp,
        until: Timestamp,
        of tenant: TenantHandle
    ) async throws -> [ProviderTransaction] {
        let client = try await client(for: tenant)
        // Listed by when they were begun; a voucher is paid days later.
        let from = from.advanced(bySeconds: -(Limits.voucherDaysMax + 1) * 86_400)
        var found: [ProviderTransaction] = []
        var last: String?
        repeat {
            var query: WebForm = [
                "created[gte]": String(from.milliseconds / 1_000), "created[lt]": String(until.milliseconds / 1_000),
                "limit": "100", "expand[0]": "data.latest_charge",
            ]
            if let last { query.add("starting_after", last) }
            let page = try await client.get("payment_intents", query)
            let intents = page["data"]?.arrayValue ?? []
            found += intents.compactMap { StripeObjects.transaction(intent: $0) }
            last = page["has_more"] == true ? intents.last?["id"]?.stringValue : nil
        } while last != nil && found.count < Limits.providerTransactionsMax
        return found
    }

    // MARK: Webhooks

    public func tenant(
        of delivery: WebhookDelivery,
        in connection: any DatabaseConnection
    ) throws -> TenantID? {
        guard let event = try? JSON(parsing: delivery.body) else { return nil }
        if let account = event["account"]?.stringValue,
            let tenant = try PaymentAccounts.tenant(of: account, at: .stripe, in: connection)
        {
            return tenant
        }
        let object = event["data"]?["object"] ?? .null
        if let named = object["metadata"]?[StripeObjects.tenantKey]?.stringValue { return TenantID(named) }
        return try object["payment_intent"]?.stringValue.flatMap {
            try Payments.tenant(paid: $0, at: .stripe, in: connection)
        }
    }

    public func trust(
        in delivery: WebhookDelivery,
        for tenant: TenantHandle,
        now: Timestamp
    ) async throws -> WebhookTrust {
        guard let header = delivery.headers["stripe-signature"] else { return .refused }
        return try await accounts.judge(tenant, at: now) { account in
            let isSigned = account.webhookSecrets.contains {
                StripeSignature(secret: $0).verify(header: header, body: delivery.body, now: now)
            }
            return isSigned ? .verified : .refused
        }
    }

    public func event(in delivery: WebhookDelivery, at now: Timestamp) throws -> ProviderEvent {
        let event = try JSON(parsing: delivery.body)
        let type = try event.requiredText("type")
        return ProviderEvent(
            id: try event.requiredText("id"),
            type: type,
            isOfConcern: StripeEvents.areOfConcern(type)
        )
    }

    public func news(in delivery: WebhookDelivery, for tenant: TenantHandle) async throws -> [ProviderNews] {
        let event = try JSON(parsing: delivery.body)
        let news = StripeEvents.news(in: event)
        // What is of no concern may be of any account: a platform hears of all of them.
        if !news.isEmpty { try check(event, try await accounts.account(of: tenant)) }
        return news
    }

    private func check(_ event: JSON, _ account: PaymentAccount) throws(PaymentMismatch) {
        guard event["livemode"]?.boolValue ?? false == (account.mode == .live) else {
            throw PaymentMismatch(field: "mode", description: "the event is not of the account's mode")
        }
        guard event["account"]?.stringValue == account.account else {
            throw PaymentMismatch(field: "account", description: "the event is of another account")
        }
    }
}
