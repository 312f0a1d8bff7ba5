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

/// Sweeps over open attempts, all of them at the start and the quiet ones then.
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
        let quiet = try await database.read { connection in
            let open = try Payments(handle).quiet(since: now, limit: Limits.claimBatchMax, in: connection)
            let since = now.advanced(byMilliseconds: -quietMilliseconds)
            return open.filter { $0.updatedAt <= since || ($0.expiresAt.map { $0 <= now } ?? false) }
        }
        for attempt in quiet {
            guard let provider = providers.provider(named: attempt.provider) else { continue }
            do {
                guard let report = try await report(of: attempt, from: provider, handle, now) else { continue }
                try await book(report, of: provider, tenant, handle, at: now)
            } catch {
                log.warning(
                    "an open payment could not be looked after",
                    metadata: ["payment": "\(attempt.id)", "error": "\(error)"]
                )
            }
        }
    }

    /// What is to be booked of an attempt; nil when it stays open.
    private func report(
        of attempt: PaymentRow,
        from provider: any PaymentProvider,
        _ tenant: TenantHandle,
        _ now: Timestamp
    ) async throws -> ProviderReport? {
        if let session = attempt.sessionID, let news = try await provider.sync(session, of: tenant) { return news }
        guard attempt.state == .pending, let end = attempt.expiresAt, end <= now else { return nil }
        if let session = attempt.sessionID { try await provider.expire(session, of: tenant) }
        return attempt.expiry
    }

    private func book(
        _ report: ProviderReport,
        of provider: any PaymentProvider,
        _ tenant: Tenant,
        _ handle: TenantHandle,
        at now: Timestamp
    ) async throws {
        let thing = "\(report.report) of \(report.reference?.rawValue ?? "")"
        let ledger = Ledger(handle, now: now, randomness: clocks.randomness(for: tenant, thing: thing))
        let outcome = try await database.write { try ledger.take(report, of: provider.id, in: $0) }
        if let item = outcome?.work { work.begin(item) }
    }
}
