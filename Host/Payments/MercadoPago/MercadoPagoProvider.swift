// Mercado Pago: preferences to pay on, with cards, its wallet and cash in shops;
// refunds; and notifications, of which each is only a hint to ask.

public import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// The adapter of Mercado Pago.
public struct MercadoPagoProvider: PaymentProvider {
    private let accounts: ProviderAccounts
    private let http: ProviderHTTP
    private let publicURL: String
    private let clock: any Clock

    /// `platform` is the account of the environment, if there is one; `publicURL`
    /// is where notifications come in; `clock` is the machine's.
    public init(
        database: any Database,
        box: SecretBox,
        platform: PaymentAccount?,
        http: ProviderHTTP,
        publicURL: String,
        clock: any Clock
    ) {
        accounts = ProviderAccounts(provider: .mercadoPago, database: database, box: box, platform: platform)
        self.http = http
        self.publicURL = publicURL
        self.clock = clock
    }

    public var id: PluginID { .mercadoPago }

    public func serves(_ tenant: Tenant, in connection: any DatabaseConnection) throws -> Bool {
        try accounts.serves(tenant, in: connection)
    }

    private func client(for tenant: TenantHandle) async throws -> MercadoPagoClient {
        MercadoPagoClient(http: http, account: try await accounts.account(of: tenant))
    }

    public func identify(_ tenant: TenantHandle) async throws -> String {
        guard let id = MercadoPagoPayments.id(try await client(for: tenant).get("users/me")["id"]) else {
            throw ProviderFailure.unreadable("a user without id")
        }
        return id
    }

    // MARK: Being paid

    public func createSession(_ request: SessionRequest) async throws -> ProviderSession {
        let client = try await client(for: request.tenant)
        let preference = MercadoPagoPreference(request, client.account, publicURL: publicURL)
        let made = try await client.post(
            "checkout/preferences",
            preference.document,
            idempotencyKey: request.idempotencyKey
        )
        let address = client.account.mode == .live ? "init_point" : "sandbox_init_point"
        guard let id = made["id"]?.stringValue, !id.isEmpty,
            let url = made[address]?.stringValue ?? made["init_point"]?.stringValue
        else { throw ProviderFailure.unreadable("a preference without id or address") }
        return ProviderSession(id: id, url: url)
    }

    public func sync(_ attempt: ProviderAttempt, of tenant: TenantHandle) async throws -> [ProviderNews] {
        let client = try await client(for: tenant)
        let query: WebForm = [
            "external_reference": attempt.id.rawValue, "sort": "date_created", "criteria": "desc",
        ]
        let found = try await client.get("v1/payments/search?\(query.encoded)")["results"]?.arrayValue ?? []
        return try found.flatMap { try MercadoPagoPayments.news(of: $0, client.account) }
    }

    public func expire(_ session: String, of tenant: TenantHandle) async throws {
        let client = try await client(for: tenant)
        let now = clock.now()
        _ = try await client.put(
            "checkout/preferences/\(session)",
            DecimalDocument(["expires": true, "expiration_date_to": .string(MercadoPagoPreference.date(now))]),
            idempotencyKey: "orkesta:\(session):expire:\(now)"
        )
    }

    // MARK: Giving back

    /// Cash goes back to the payer's balance at Mercado Pago, which not everybody
    /// who pays in a shop has.
    public func canRefund(method: String?) -> Bool { method == "card" || method == "wallet" }

    public func refund(_ request: RefundRequest) async throws -> RefundReport {
        guard let payment = request.payment.providerPaymentID, isKey(payment) else {
            throw ProviderRefusal(reason: "Mercado Pago knows of no payment")
        }
        let client = try await client(for: request.tenant)
        let made = try await client.post(
            "v1/payments/\(payment)/refunds",
            DecimalDocument().adding("amount", request.amount),
            idempotencyKey: request.idempotencyKey
        )
        let report = MercadoPagoPayments.refund(
            made,
            of: payment,
            request.amount.currency,
            reference: request.reference
        )
        guard let report else { throw ProviderFailure.unreadable("a refund without id or amount") }
        return report
    }

    public func sync(refund: String, of payment: PaymentRow, _ tenant: TenantHandle) async throws -> RefundReport? {
        guard let key = payment.providerPaymentID, isKey(key), isKey(refund) else { return nil }
        let stands = try await client(for: tenant).get("v1/payments/\(key)/refunds/\(refund)")
        return MercadoPagoPayments.refund(stands, of: key, payment.amount.currency)
    }

    public func transactions(
        from: Timestamp,
        until: Timestamp,
        of tenant: TenantHandle
    ) async throws -> [ProviderTransaction] {
        let client = try await client(for: tenant)
        var found: [ProviderTransaction] = []
        var (offset, total): (Int64, Int64) = (0, 0)
        repeat {
            let query: WebForm = [
                "range": "date_approved", "begin_date": MercadoPagoPreference.date(from),
                "end_date": MercadoPagoPreference.date(until.advanced(byMilliseconds: -1)), "sort": "date_approved",
                "criteria": "asc", "offset": String(offset), "limit": "100",
            ]
            let page = try await client.get("v1/payments/search?\(query.encoded)")
            let payments = page["results"]?.arrayValue ?? []
            found += payments.compactMap { MercadoPagoPayments.transaction($0) }
            total = page["paging"]?["total"]?.integerValue ?? 0
            offset += Int64(payments.count)
            guard !payments.isEmpty else { break }
        } while offset < total && found.count < Limits.providerTransactionsMax
        return found
    }

    // MARK: Notifications

    public func tenant(
        of delivery: WebhookDelivery,
        in connection: any DatabaseConnection
    ) throws -> TenantID? {
        let collector = (try? JSON(parsing: delivery.body)).flatMap { MercadoPagoPayments.id($0["user_id"]) }
        return try collector.flatMap { try PaymentAccounts.tenant(of: $0, at: .mercadoPago, in: connection) }
    }

    /// Some notifications are never signed, and those of test credentials are known
    /// to be signed wrongly: they are hints as good as any, since only what is
    /// fetched counts. A wrong signature on a live one is somebody else's.
    public func trust(
        in delivery: WebhookDelivery,
        for tenant: TenantHandle,
        now: Timestamp
    ) async throws -> WebhookTrust {
        try await accounts.judge(tenant, at: now) { account in
            guard let header = delivery.headers["x-signature"] else { return .unverified }
            let verdicts = account.webhookSecrets.map { secret in
                MercadoPagoSignature(secret: secret).verify(
                    header: header,
                    dataID: delivery.query["data.id"],
                    requestID: delivery.headers["x-request-id"],
                    now: now
                )
            }
            if verdicts.contains(.fresh) { return .verified }
            return verdicts.contains(.stale) || account.mode == .test ? .unverified : .refused
        }
    }

    public func event(in delivery: WebhookDelivery, at now: Timestamp) throws -> ProviderEvent {
        let hint = try MercadoPagoHint(delivery)
        // Without an id of its own, one a minute and payment: enough to see all that changes.
        let id = hint.eventID ?? "\(hint.topic):\(hint.dataID):\(now.milliseconds / 60_000)"
        return ProviderEvent(id: id, type: hint.action ?? hint.topic, isOfConcern: hint.isOfConcern)
    }

    public func news(in delivery: WebhookDelivery, for tenant: TenantHandle) async throws -> [ProviderNews] {
        let hint = try MercadoPagoHint(delivery)
        guard hint.isOfConcern else { return [] }
        let client = try await client(for: tenant)
        var payments = [hint.dataID]
        if hint.topic == MercadoPagoHint.chargeback {
            let chargeback = try await client.get("v1/chargebacks/\(hint.dataID)")
            payments = (chargeback["payments"]?.arrayValue ?? []).compactMap { MercadoPagoPayments.id($0) }.filter(
                isKey
            )
        }
        var news: [ProviderNews] = []
        for payment in payments {
            news += try MercadoPagoPayments.news(of: await client.get("v1/payments/\(payment)"), client.account)
        }
        return news
    }

    /// Whether a text may stand in a path.
    private func isKey(_ text: String) -> Bool { MercadoPagoHint.isKey(text) }
}
