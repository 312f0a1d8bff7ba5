// Asks providers for the refunds that were reserved, and goes on asking until
// their outcome is known. A crash between two steps ends here: the row is there
// before the provider hears of it, and the provider knows its key.

public import HostCore
import HostInbox
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// Works off reserved refunds, at once when one is made and every second anyway.
public struct RefundSender: Service {
    private static let retry = RetryPolicy(
        firstMilliseconds: Limits.refundRetryMilliseconds,
        longestMilliseconds: Limits.refundRetryMillisecondsMax
    )

    private let database: any Database
    private let providers: PaymentProviders
    private let clocks: TenantClocks
    private let clock: any Clock
    private let work: any DueWork
    private let wakeUp: WakeUp
    private let log: Logger
    private let isStopped: Checkout.Stop

    /// `clock` is the machine's; `wakeUp` is signalled by whoever reserves a
    /// refund; `work` begins the turns in which customers are told.
    public init(
        database: any Database,
        providers: PaymentProviders,
        clocks: TenantClocks,
        clock: any Clock,
        work: any DueWork,
        wakeUp: WakeUp,
        log: Logger,
        isStopped: @escaping Checkout.Stop
    ) {
        self.database = database
        self.providers = providers
        self.clocks = clocks
        self.clock = clock
        self.work = work
        self.wakeUp = wakeUp
        self.log = log
        self.isStopped = isStopped
    }

    public func run() async throws {
        await wakeUp.untilShutdown(every: Limits.pollIntervalMilliseconds) { await sendDue() }
    }

    /// Asks once for each refund whose time has come.
    public func sendDue() async {
        let now = clock.now()
        do {
            let due = try await database.write { connection in
                let until = now.advanced(byMilliseconds: Limits.refundRetryMilliseconds)
                return try Refunds.takeUp(at: now, until: until, limit: Limits.claimBatchMax, in: connection)
            }
            await withTaskGroup(of: Void.self) { group in
                for (tenant, refund) in due { group.addTask { await send(refund, of: tenant, at: now) } }
            }
        } catch {
            log.error("refunds cannot be taken up", metadata: ["error": "\(error)"])
        }
    }

    private func send(_ refund: RefundRow, of tenant: TenantID, at now: Timestamp) async {
        do {
            guard let matter = try await read(refund, of: tenant) else { return }
            let answer = try await ask(matter)
            let outcome = try await database.write { try book(answer, of: matter, in: $0) }
            if let item = outcome?.work { work.begin(item) }
            if answer.isOpen { try await postpone(matter, at: now) }
        } catch {
            log.warning("a refund's outcome is open", metadata: ["refund": "\(refund.id)", "error": "\(error)"])
            await postponeAfterFailure(refund, of: tenant, at: now)
        }
    }

    // MARK: Steps

    /// All that is needed to ask for a refund.
    private struct Matter: Sendable {
        let refund: RefundRow
        let payment: PaymentRow
        let provider: any PaymentProvider
        let tenant: Tenant
        let handle: TenantHandle
    }

    /// Nil while a kill switch stops it, or the program does not know the provider:
    /// it is looked at again.
    private func read(_ refund: RefundRow, of id: TenantID) async throws -> Matter? {
        try await database.read { connection in
            guard let (tenant, handle) = try TenantDirectory().find(id, in: connection),
                let payment = try Payments(handle).find(refund.paymentID, in: connection),
                let provider = providers.provider(named: payment.provider)
            else { return nil }
            if tenant.environment == .production, try isStopped(id, provider.id, connection) { return nil }
            return Matter(refund: refund, payment: payment, provider: provider, tenant: tenant, handle: handle)
        }
    }

    private enum Answer: Sendable {
        case told(RefundReport?)
        case refused(String)

        /// Whether the provider has to be asked again.
        var isOpen: Bool {
            switch self {
            case .told(let report): report == nil || report?.state == .pending
            case .refused: false
            }
        }
    }

    private func ask(_ matter: Matter) async throws -> Answer {
        do {
            if let known = matter.refund.providerRefundID {
                return .told(try await matter.provider.sync(refund: known, of: matter.payment, matter.handle))
            }
            let request = RefundRequest(
                tenant: matter.handle,
                payment: matter.payment,
                reference: matter.refund.id,
                amount: matter.refund.amount,
                reason: matter.refund.reason,
                idempotencyKey: "orkesta:\(matter.tenant.id):\(matter.refund.invoiceID):\(matter.refund.id):refund"
            )
            return .told(try await matter.provider.refund(request))
        } catch let refusal as ProviderRefusal {
            return .refused(refusal.reason)
        }
    }

    private func book(
        _ answer: Answer,
        of matter: Matter,
        in connection: any DatabaseConnection
    ) throws -> Ledger.Outcome? {
        let thing = "refund \(matter.refund.id)"
        let ledger = Ledger(
            matter.handle,
            now: clocks.clock(for: matter.tenant).now(),
            randomness: clocks.randomness(for: matter.tenant, thing: thing)
        )
        switch answer {
        case .told(let report):
            return try report.flatMap { try ledger.take($0, of: matter.provider.id, in: connection) }
        case .refused(let reason): return try ledger.refuse(matter.refund, because: reason, in: connection)
        }
    }

    private func postpone(_ matter: Matter, at now: Timestamp) async throws {
        try await database.write { try postpone(matter.refund, of: matter.handle, at: now, in: $0) }
    }

    /// It waits in any case: what cannot be written down now is taken up again when
    /// the claim is over.
    private func postponeAfterFailure(_ refund: RefundRow, of tenant: TenantID, at now: Timestamp) async {
        do {
            try await database.write { connection in
                let handle = try TenantDirectory().handle(for: tenant, in: connection)
                try postpone(refund, of: handle, at: now, in: connection)
            }
        } catch {
            log.error("a refund could not be postponed", metadata: ["refund": "\(refund.id)", "error": "\(error)"])
        }
    }

    /// A provider forgets an idempotency key after a day: a refund of which it has
    /// told no key of its own is not asked for again by then, but shown to a person.
    private func postpone(
        _ refund: RefundRow,
        of tenant: TenantHandle,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let chance = SystemRandomness()
        let delay = Self.retry.delay(afterAttempts: Int(clamping: refund.attempts), chance: chance.next())
        try Refunds(tenant).postpone(refund.id, until: now.advanced(byMilliseconds: delay), in: connection)
        guard refund.attempts >= Limits.refundAttemptsBeforeReview else { return }
        try Reviews(tenant).open(
            .refund,
            subject: "\(refund.id):open",
            "whether the provider made a refund of \(refund.amount) is not known after \(refund.attempts) attempts",
            invoice: refund.invoiceID,
            at: now,
            randomness: chance,
            in: connection
        )
    }
}
