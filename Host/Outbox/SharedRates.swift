// Keeps this host's part of its senders' rates, where several hosts share a database.

import HostCore
import HostInbox
import HostStorage
import HostTime
import Logging
import Synchronization

/// The part of every rate that is this host's: what is asked of it costs no look into the
/// database. Where one process owns the database it is all of it, and no row is written.
final class SharedRates: Sendable {
    private let database: any Database
    private let leases: HostLeases
    private let clock: any Clock
    private let log: Logger
    private let term = Mutex(RateTerm())

    /// `clock` is the database's time.
    init(database: any Database, owner: String, clock: any Clock, log: Logger) {
        self.database = database
        leases = HostLeases(owner: owner)
        self.clock = clock
        self.log = log
    }

    /// Nil: nothing of a sender that has such rates may go out now.
    func share(of rates: SendRates) -> RateShare? {
        let isLimited = rates.perSecond != nil || rates.customerIntervalMilliseconds != nil
        guard database.isShared, isLimited else { return .whole }
        return term.withLock { $0.share(at: SystemClock.monotonicMilliseconds()) }
    }

    /// Says that this host is there; who is alone may send from then on. The lease is never given
    /// back: a host that comes again within it goes on at once.
    func join() async {
        guard database.isShared else { return }
        for _ in 0..<2 { await renew() }
    }

    /// Goes on saying so, until it is cancelled.
    func keep() async {
        guard database.isShared else { return }
        while !Task.isCancelled {
            do { try await Task.sleep(for: .milliseconds(Limits.hostRenewalMilliseconds)) } catch { return }
            await renew()
        }
    }

    private func renew() async {
        let askedAt = SystemClock.monotonicMilliseconds()
        let now = clock.now()
        let isReady = term.withLock { $0.isReady(at: askedAt) }
        do {
            let lease = try await database.write { [leases] connection in
                try leases.renew(isReady: isReady, now: now, in: connection)
            }
            term.withLock { $0.take(lease, askedAt: askedAt, at: SystemClock.monotonicMilliseconds()) }
        } catch {
            log.error("the part of the rates could not be renewed", metadata: ["error": "\(error)"])
        }
    }
}
