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
        for attempt in quiet {
            guard let provider = providers.provider(named: attempt.provider) else { continue }
            do {
                try await lookAfter(attempt, at: provider, tenant, handle, now)
            } catch {
                log.warning(
                    "an open payment could not be looked after",
                    metadata: ["payment": "\(attempt.id)", "error": "\(error)"]
                )
            }
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
        func ledger(for report: AttemptReport) -> Ledger {
            let thing = "\(report) of \(attempt.id)"
            return Ledger(handle, now: now, randomness: clocks.randomness(for: tenant, thing: thing))
        }
        let outcome: Ledger.Outcome?
        if let session = attempt.sessionID, let news = try await provider.sync(session, of: handle) {
            let books = ledger(for: news.report)
            outcome = try await database.write { try books.take(news, of: provider.id, in: $0) }
        } else {
            guard attempt.state == .pending, let end = attempt.expiresAt, end <= now else { return }
            if let session = attempt.sessionID { try await provider.expire(session, of: handle) }
            let books = ledger(for: .failed)
            outcome = try await database.write { try books.close(attempt, of: provider.id, in: $0).outcome }
        }
        if let item = outcome?.work { work.begin(item) }
    }
}
