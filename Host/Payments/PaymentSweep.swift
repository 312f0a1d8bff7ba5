// Looks after attempts of which nothing is heard: asks their provider how they
// stand, and closes those whose time is over. A webhook that got lost, and a
// crash between two steps, end here.

import HostCore
import HostInbox
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// Sweeps over open attempts: at the start over those of any age, then over those
/// that are quiet. Of many it takes some in a round, and the others in the next.
public struct PaymentSweep: Service {
    private let database: any Database
    private let providers: PaymentProviders
    private let clocks: TenantClocks
    private let work: any DueWork
    private let log: Logger

    /// `work` begins the turns in which customers are told.
    public init(
        database: any Database,
        providers: PaymentProviders,
        clocks: TenantClocks,
        work: any DueWork,
        log: Logger
    ) {
        self.database = database
        self.providers = providers
        self.clocks = clocks
        self.work = work
        self.log = log
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await sweep(quietMilliseconds: 0)
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .milliseconds(Limits.paymentSweepMilliseconds))
                } catch {
                    // Cancelled: the loop ends.
                    return
                }
                await sweep(quietMilliseconds: Limits.paymentSyncMilliseconds)
            }
        }
    }

    /// Looks once at the attempts of which nothing was heard for so long, in the
    /// time of their tenants.
    public func sweep(quietMilliseconds: Int64) async {
        do {
            let tenants = try await database.read { connection in
                try Payments.tenantsWithOpenAttempts(in: connection).compactMap { id in
                    try TenantDirectory().find(id, in: connection)
                }
            }
            for (tenant, handle) in tenants {
                try await sweep(tenant, handle, quietMilliseconds: quietMilliseconds)
            }
        } catch {
            log.error("open payments could not be looked after", metadata: ["error": "\(error)"])
        }
    }

    private func sweep(_ tenant: Tenant, _ handle: TenantHandle, quietMilliseconds: Int64) async throws {
        let now = clocks.clock(for: tenant).now()
        let quiet = try await database.write { connection in
            let since = now.advanced(byMilliseconds: -quietMilliseconds)
            return try Payments(handle)
                .takeUp(silentSince: since, at: now, limit: Limits.claimBatchMax, in: connection)
        }
        for attempt in quiet { try await lookAfter(attempt, tenant, handle, now) }
    }

    /// What goes wrong at the provider is for the log, and the next round.
    func lookAfter(_ attempt: PaymentRow, _ tenant: Tenant, _ handle: TenantHandle, _ now: Timestamp) async throws {
        guard let provider = providers.provider(named: attempt.provider) else { return }
        do {
            try await lookAfter(attempt, at: provider, tenant, handle, now)
        } catch let mismatch as PaymentMismatch {
            try await review(attempt, mismatch, handle, now)
        } catch {
            log.warning(
                "an open payment could not be looked after",
                metadata: ["payment": "\(attempt.id)", "error": "\(error)"]
            )
        }
    }

    /// Books what the provider tells; else closes the attempt when its time is over.
    private func lookAfter(
        _ attempt: PaymentRow,
        at provider: any PaymentProvider,
        _ tenant: Tenant,
        _ handle: TenantHandle,
        _ now: Timestamp
    ) async throws {
        func ledger(for thing: String) -> Ledger {
            Ledger(handle, now: now, randomness: clocks.randomness(for: tenant, thing: "\(thing) of \(attempt.id)"))
        }
        var outcomes: [Ledger.Outcome?] = []
        let news = try await news(of: attempt, at: provider, handle, now)
        if !news.isEmpty {
            let books = ledger(for: "sync at \(now)")
            outcomes = try await database.write { connection in
                try news.map { try books.take($0, of: provider.id, in: connection) }
            }
        } else if attempt.state == .pending, let end = attempt.expiresAt, end <= now {
            if let session = attempt.sessionID { try await provider.expire(session, of: handle) }
            let books = ledger(for: "failed")
            outcomes = [try await database.write { try books.close(attempt, of: provider.id, in: $0).outcome }]
        }
        for item in outcomes.compactMap({ $0?.work }) { work.begin(item) }
    }

    /// What the provider tells is not for the ledger: a person looks, once.
    private func review(
        _ attempt: PaymentRow,
        _ mismatch: PaymentMismatch,
        _ tenant: TenantHandle,
        _ now: Timestamp
    ) async throws {
        try await database.write { connection in
            try Reviews(tenant).open(
                .mismatch,
                subject: "\(attempt.provider):\(attempt.id)",
                "\(attempt.provider), asked about a payment of \(attempt.amount), tells that \(mismatch)",
                invoice: attempt.invoiceID,
                at: now,
                randomness: SystemRandomness(),
                in: connection
            )
        }
    }

    private func news(
        of attempt: PaymentRow,
        at provider: any PaymentProvider,
        _ tenant: TenantHandle,
        _ now: Timestamp
    ) async throws -> [ProviderNews] {
        guard let session = attempt.sessionID else { return [] }
        let asked = ProviderAttempt(
            id: attempt.id,
            session: session,
            voucherEnds: attempt.voucher?.expiresAt,
            now: now
        )
        return try await provider.sync(asked, of: tenant)
    }
}
