// The port to a payment service provider, and what is asked of one. An adapter
// only translates: it keeps no state of ours and decides nothing; the ledger does.

public import HostCore
public import HostStorage
public import OrkestaModel

/// A payment service provider: Stripe, Mercado Pago, or the sandbox.
///
/// Calls outside are made with no transaction open, and each effect carries an
/// idempotency key that its receiver recognizes, so it can be repeated. What goes
/// wrong there is a ``ProviderFailure``, or a ``ProviderRefusal`` when it will never
/// be done.
public protocol PaymentProvider: Sendable {
    /// `sandbox`: as in addresses of webhooks and in rows.
    var id: PluginID { get }

    /// Whether new payments of the tenant are made here.
    func serves(_ tenant: Tenant, in connection: any DatabaseConnection) throws -> Bool

    /// Whose account the tenant's key opens, as the provider names it.
    func identify(_ tenant: TenantHandle) async throws -> String

    // MARK: Being paid

    /// Makes a page, or whatever the provider has, where the amount can be paid.
    /// The same key again gives the same session.
    func createSession(_ request: SessionRequest) async throws -> ProviderSession

    /// How an attempt stands at the provider: the truth of which a webhook is a
    /// hint. Empty when nobody has done anything yet.
    func sync(_ attempt: ProviderAttempt, of tenant: TenantHandle) async throws -> [ProviderNews]

    /// Closes a session that nobody has paid, so that nobody can any more.
    func expire(_ session: String, of tenant: TenantHandle) async throws

    // MARK: Giving back

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

    // MARK: Webhooks

    /// The tenant that a delivery to the platform's address speaks of, before it
    /// is verified; nil when it does not say.
    func tenant(of delivery: WebhookDelivery, in connection: any DatabaseConnection) throws -> TenantID?

    /// How far a delivery can be believed: its signature over the raw bytes, in
    /// constant time. `now` is the machine's time.
    func trust(in delivery: WebhookDelivery, for tenant: TenantHandle, now: Timestamp) async throws -> WebhookTrust

    /// What tells a delivery from others that came until `now`, the machine's time.
    /// Throws for one that is none.
    func event(in delivery: WebhookDelivery, at now: Timestamp) throws -> ProviderEvent

    /// What a delivery leads to; the provider is asked where it only hints, and
    /// always where it was not verified. Throws a ``PaymentMismatch`` when it is
    /// of another account or mode than the tenant's.
    func news(in delivery: WebhookDelivery, for tenant: TenantHandle) async throws -> [ProviderNews]
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
    /// When the attempt was begun, the same at each try; nil for a tenant whose time
    /// is not the provider's.
    public let begunAt: Timestamp?
    /// The tenant's time.
    public let now: Timestamp

    public init(
        tenant: TenantHandle,
        reference: PaymentID,
        amount: Money,
        title: String,
        returnURL: String,
        idempotencyKey: String,
        begunAt: Timestamp?,
        now: Timestamp
    ) {
        self.tenant = tenant
        self.reference = reference
        self.amount = amount
        self.title = title
        self.returnURL = returnURL
        self.idempotencyKey = idempotencyKey
        self.begunAt = begunAt
        self.now = now
    }
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

/// An attempt that a provider is asked about.
public struct ProviderAttempt: Sendable, Hashable {
    public let id: PaymentID
    public let session: String
    /// When its voucher can be paid no more, in the tenant's time; nil while none is known.
    public let voucherEnds: Timestamp?
    /// The tenant's time.
    public let now: Timestamp

    public init(id: PaymentID, session: String, voucherEnds: Timestamp?, now: Timestamp) {
        self.id = id
        self.session = session
        self.voucherEnds = voucherEnds
        self.now = now
    }
}

/// Which provider serves a tenant.
public struct PaymentProviders: Sendable {
    private let providers: [any PaymentProvider]

    /// The first that serves a tenant is the tenant's.
    public init(_ providers: [any PaymentProvider]) { self.providers = providers }

    /// Throws a conflict problem when the tenant has none.
    public func provider(
        for tenant: Tenant,
        in connection: any DatabaseConnection
    ) throws -> any PaymentProvider {
        guard let provider = try providers.first(where: { try $0.serves(tenant, in: connection) }) else {
            throw Problem(
                .conflict,
                "the tenant has no payment provider for its environment, \(tenant.environment.rawValue)",
                field: "tenant_id",
                remedy: "Set up its account: orkesta payments account set."
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
