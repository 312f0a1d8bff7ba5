// From a link to a provider's page: an attempt becomes a row before the provider
// hears of it, and what the provider answers is kept. No transaction is open
// meanwhile, and each step can be repeated.

import HostAccess
import HostCommerce
public import HostCore
public import HostStorage
public import HostTime
public import Logging
public import OrkestaModel

/// Begins payments.
public struct Checkout: Sendable {
    /// Whether a kill switch stops real calls to a provider for a tenant.
    public typealias Stop = @Sendable (TenantID, PluginID, any DatabaseConnection) throws -> Bool

    private let database: any Database
    private let providers: PaymentProviders
    private let clocks: TenantClocks
    private let isStopped: Stop
    private let publicURL: String
    private let log: Logger

    public init(
        database: any Database,
        providers: PaymentProviders,
        clocks: TenantClocks,
        publicURL: String,
        log: Logger,
        isStopped: @escaping Stop
    ) {
        self.database = database
        self.providers = providers
        self.clocks = clocks
        self.publicURL = publicURL
        self.log = log
        self.isStopped = isStopped
    }

    /// An attempt that can be paid now.
    public struct Begun: Sendable {
        public let tenant: TenantHandle
        public let payment: PaymentRow
    }

    // MARK: Looking

    /// What the holder of a link sees; nil when there is no such link.
    public func page(_ token: String) async throws -> PayPage? {
        try await database.read { [clocks, providers] connection in
            guard let (id, link) = try PayLinks.find(token: token, in: connection),
                let (tenant, handle) = try TenantDirectory().find(id, in: connection),
                let invoice = try Invoices(handle).find(link.invoiceID, in: connection)
            else { return nil }
            let attempts = try Payments(handle).attempts(of: invoice.id, in: connection)
            let source = PayPage.Source(
                tenant: tenant,
                profile: try SalesSettingsStore(handle).get(in: connection).settings.profile,
                link: link,
                invoice: invoice,
                attempts: attempts,
                plan: try PaymentPlans(handle).find(of: invoice.id, in: connection),
                isSandbox: try tenant.environment == .sandbox
                    && providers.provider(for: tenant, in: connection).id == .sandbox
            )
            return PayPage(source, at: clocks.clock(for: tenant).now())
        }
    }

    // MARK: Beginning

    /// Begins to pay under a link, `amount` of it or, when nil, what it asks for.
    /// An attempt at the same amount that nobody has paid yet is taken up again.
    public func begin(_ token: String, amount: Money? = nil) async throws -> Begun {
        let found = try await database.read { try PayLinks.find(token: token, in: $0) }
        guard let found else {
            throw Problem(.notFound, "there is no such link", field: "token", remedy: "Check the address.")
        }
        return try await begin(found.link.invoiceID, of: found.tenant, under: found.link, amount: amount)
    }

    /// Begins to pay an invoice without a link: a simulation.
    public func begin(_ invoice: InvoiceID, of tenant: TenantID, amount: Money? = nil) async throws -> Begun {
        try await begin(invoice, of: tenant, under: nil, amount: amount)
    }

    private func begin(
        _ invoice: InvoiceID,
        of tenant: TenantID,
        under link: PayLink?,
        amount: Money?
    ) async throws -> Begun {
        let wish = PaymentWish(invoice: invoice, link: link, amount: amount)
        let reservation = try await reserveExpiringOthers(wish, of: tenant)
        guard case .reserved(let payment, let title) = reservation.result else { throw paymentUnderWay }
        guard payment.sessionID == nil else { return Begun(tenant: reservation.handle, payment: payment) }
        let returnURL = link.map { "\(publicURL)/pay/\($0.token)" } ?? publicURL
        let request = SessionRequest(
            tenant: reservation.handle,
            reference: payment.id,
            amount: payment.amount,
            title: title,
            returnURL: returnURL,
            // Providers refuse a key that comes with another request. The page of an address that
            // the host no longer has was never shown to anybody.
            idempotencyKey:
                "orkesta:\(tenant):\(invoice):\(payment.id):checkout:\(Digests.sha256Hex(returnURL).prefix(16))",
            begunAt: reservation.isSimulated ? nil : payment.createdAt,
            now: reservation.now
        )
        let session = try await openPage(request, reservation)
        let isWanted = try await database.write { connection in
            try Payments(reservation.handle).store(session, for: payment.id, in: connection)
        }
        guard isWanted else {
            // Closed for another amount while the provider opened its page: nobody may pay there.
            try await closePage(session.id, reservation)
            throw paymentUnderWay
        }
        var begun = payment
        (begun.sessionID, begun.sessionURL) = (session.id, session.url)
        return Begun(tenant: reservation.handle, payment: begun)
    }

    private struct Reservation: Sendable {
        let handle: TenantHandle
        let provider: any PaymentProvider
        let now: Timestamp
        /// Whether `now` is the time machine's.
        let isSimulated: Bool
        let result: PaymentWish.Result
    }

    private func reserveExpiringOthers(_ wish: PaymentWish, of tenant: TenantID) async throws -> Reservation {
        let reservation = try await reserve(wish, of: tenant)
        guard case .blocked(let others) = reservation.result else { return reservation }
        for attempt in others { try await expire(attempt, reservation) }
        return try await reserve(wish, of: tenant)
    }

    private func reserve(_ wish: PaymentWish, of id: TenantID) async throws -> Reservation {
        try await database.write { [clocks, providers, isStopped] connection in
            guard let (tenant, handle) = try TenantDirectory().find(id, in: connection) else {
                throw Problem(.notFound, "there is no such tenant", field: "tenant_id", remedy: "Check its id.")
            }
            let provider = try providers.provider(for: tenant, in: connection)
            if tenant.environment == .production, try isStopped(id, provider.id, connection) { throw stopped }
            let now = clocks.clock(for: tenant).now()
            // Counted, because a clock that was moved stands still.
            let count = try Payments(handle).attempts(of: wish.invoice, in: connection).count
            let thing = "attempt \(count) of \(wish.invoice)"
            let ledger = Ledger(handle, now: now, randomness: clocks.randomness(for: tenant, thing: thing))
            let result = try ledger.reserve(wish, with: provider.id, in: connection)
            return Reservation(
                handle: handle,
                provider: provider,
                now: now,
                isSimulated: tenant.simulatedNow != nil,
                result: result
            )
        }
    }

    /// Closes a page that was opened for another amount, so that its share of
    /// the invoice is free again.
    private func expire(_ attempt: PaymentRow, _ reservation: Reservation) async throws {
        if let session = attempt.sessionID { try await closePage(session, reservation) }
        let ledger = Ledger(reservation.handle, now: reservation.now, randomness: SystemRandomness())
        let closing = try await database.write { connection in
            try ledger.close(attempt, of: reservation.provider.id, in: connection)
        }
        if case .overtaken = closing { throw paymentUnderWay }
    }

    // MARK: At the provider, whose errors are for the log: they are in its words

    private func openPage(
        _ request: SessionRequest,
        _ reservation: Reservation
    ) async throws(Problem) -> ProviderSession {
        do {
            return try await reservation.provider.createSession(request)
        } catch {
            log.warning(
                "a payment provider opened no page",
                metadata: ["payment": "\(request.reference)", "error": "\(error)"]
            )
            throw noPage
        }
    }

    /// Throws `paymentUnderWay` when the provider does not close the page, whatever
    /// its reason: somebody may be paying there.
    private func closePage(_ session: String, _ reservation: Reservation) async throws(Problem) {
        do {
            try await reservation.provider.expire(session, of: reservation.handle)
        } catch {
            log.info("a payment provider closed no page", metadata: ["session": "\(session)", "error": "\(error)"])
            throw paymentUnderWay
        }
    }
}

private let noPage = Problem(
    .unavailable,
    "the payment provider opens no page at the moment",
    remedy: "Try again in a moment: the same attempt is taken up again."
)

private let stopped = Problem(
    .unavailable,
    "payments are stopped by a kill switch",
    remedy: "Try again later; `orkesta kill-switch` shows what is stopped."
)
