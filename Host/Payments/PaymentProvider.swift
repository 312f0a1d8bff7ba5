// The port to a payment service provider, and the values that pass through it.
// An adapter only translates: it keeps no state of ours and decides nothing; the
// ledger does.

public import HostCore
public import HostStorage
public import OrkestaModel

/// A payment service provider: Stripe, Mercado Pago, or the sandbox.
///
/// Calls outside are made with no transaction open, and each effect carries an
/// idempotency key that its receiver recognizes, so it can be repeated.
public protocol PaymentProvider: Sendable {
    /// `sandbox`: as in addresses of webhooks and in rows.
    var id: PluginID { get }

    /// Where money moves: whether this provider may serve the tenant at all.
    func serves(_ tenant: Tenant) -> Bool

    /// Makes a page, or whatever the provider has, where the amount can be paid.
    /// The same key again gives the same session.
    func createSession(_ request: SessionRequest) async throws -> ProviderSession

    /// How the session stands at the provider: the truth of which a webhook is a
    /// hint. Nil when there is nothing new to report.
    func sync(_ session: String, of tenant: TenantHandle) async throws -> ProviderReport?

    /// Closes a session that nobody has paid, so that nobody can any more.
    func expire(_ session: String, of tenant: TenantHandle) async throws

    /// Whether what was paid by this method can be given back by the provider. A
    /// voucher paid in cash cannot: there is no card that it could go to.
    func canRefund(method: String?) -> Bool

    /// Gives money back, and tells how that stands. The same key again gives the
    /// same refund. Throws ``ProviderRefusal`` when the provider will never do it;
    /// after any other error it may have done it, and is asked again.
    func refund(_ request: RefundRequest) async throws -> RefundReport

    /// How a refund stands whose key at the provider is known; nil when there is
    /// nothing new to report.
    func sync(refund: String, of payment: PaymentRow, _ tenant: TenantHandle) async throws -> RefundReport?

    /// What the provider has on its books of a stretch of time: `from` is in it,
    /// `until` is not. For reconciliation; the tenant's time.
    func transactions(
        from: Timestamp,
        until: Timestamp,
        of tenant: TenantHandle
    ) async throws -> [ProviderTransaction]

    /// Whether a delivery comes from the provider: over the raw bytes, in
    /// constant time. `now` is the machine's time.
    func verify(_ delivery: WebhookDelivery, for tenant: TenantID, now: Timestamp) -> Bool

    /// What a verified delivery says. Throws a problem for one that is none.
    func parse(_ delivery: WebhookDelivery) throws -> ProviderEvent

    /// The tenant that a delivery to the platform's address speaks of, before it
    /// is verified; nil when it does not say.
    func tenant(of delivery: WebhookDelivery) -> TenantID?
}

/// What a provider is asked to let somebody pay.
public struct SessionRequest: Sendable {
    public let tenant: TenantHandle
    /// The attempt; the provider sends it back with every event.
    public let reference: PaymentID
    public let amount: Money
    /// For the customer's eyes: `INV-1001`.
    public let title: String
    /// Where the customer comes back to.
    public let returnURL: String
    public let idempotencyKey: String
    /// The tenant's time.
    public let now: Timestamp
}

/// Where an attempt is paid.
public struct ProviderSession: Sendable, Hashable {
    /// The provider's key of it.
    public let id: String
    /// The provider's page; nil when the host's own page is the place.
    public let url: String?

    public init(id: String, url: String?) {
        self.id = id
        self.url = url
    }
}

/// A provider's HTTP request, as it came.
public struct WebhookDelivery: Sendable, Hashable {
    /// By lower-case name.
    public let headers: [String: String]
    public let body: [UInt8]

    public init(headers: [String: String], body: [UInt8]) {
        self.headers = headers
        self.body = body
    }
}

/// A delivery, understood.
public struct ProviderEvent: Sendable, Hashable {
    /// The provider's id of the event: it comes once, however often it is sent.
    public let id: String
    /// In the provider's words.
    public let type: String
    /// Nil when it says nothing that the ledger wants to know.
    public let news: ProviderNews?

    public init(id: String, type: String, news: ProviderNews?) {
        self.id = id
        self.type = type
        self.news = news
    }

    /// An event about an attempt to pay.
    public init(id: String, type: String, report: ProviderReport?) {
        self.init(id: id, type: type, news: report.map(ProviderNews.payment))
    }
}

/// What a provider says about an attempt.
public struct ProviderReport: Sendable, Hashable {
    public let report: AttemptReport
    /// The provider's key of the session; nil when none was ever made.
    public let session: String?
    /// Our key, as the provider gives it back; nil when it does not.
    public let reference: PaymentID?
    /// The provider's key of the payment itself.
    public let paymentID: String?
    public let amount: Money
    /// `card`, `oxxo`, ...
    public let method: String?
    /// Why it failed: a plain word.
    public let failure: String?
    /// What the customer takes to the till; nil where it is paid otherwise.
    public let voucher: PaymentVoucher?

    /// The attempt that it is about.
    public var attempt: AttemptName { AttemptName(reference: reference, session: session, paymentID: paymentID) }

    public init(
        _ report: AttemptReport,
        session: String?,
        reference: PaymentID?,
        paymentID: String?,
        amount: Money,
        method: String?,
        failure: String? = nil,
        voucher: PaymentVoucher? = nil
    ) {
        self.report = report
        self.session = session
        self.reference = reference
        self.paymentID = paymentID
        self.amount = amount
        self.method = method
        self.failure = failure
        self.voucher = voucher
    }
}

/// A slip that is paid in cash at a shop's till, within days.
public struct PaymentVoucher: Sendable, Hashable {
    /// What the cashier types or scans.
    public let number: String
    /// The provider's page of it; nil when it has none.
    public let url: String?
    public let expiresAt: Timestamp

    public init(number: String, url: String?, expiresAt: Timestamp) {
        self.number = number
        self.url = url
        self.expiresAt = expiresAt
    }
}

/// Which provider serves a tenant.
public struct PaymentProviders: Sendable {
    private let providers: [any PaymentProvider]

    /// The first that serves a tenant is the tenant's.
    public init(_ providers: [any PaymentProvider]) { self.providers = providers }

    /// Throws a conflict problem when the tenant has none.
    public func provider(for tenant: Tenant) throws(Problem) -> any PaymentProvider {
        guard let provider = providers.first(where: { $0.serves(tenant) }) else {
            throw Problem(
                .conflict,
                "the tenant has no payment provider for its environment, \(tenant.environment.rawValue)",
                field: "tenant_id",
                remedy: "Set one up; the sandbox provider serves tenants in the sandbox only."
            )
        }
        return provider
    }

    /// The provider of this name, or nil.
    public func provider(named name: String) -> (any PaymentProvider)? {
        providers.first { $0.id.rawValue == name }
    }

    /// Whether the provider of an attempt can give it back.
    public func canRefund(_ payment: PaymentRow) -> Bool {
        provider(named: payment.provider)?.canRefund(method: payment.method) ?? false
    }
}
