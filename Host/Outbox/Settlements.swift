// Outcomes of sends, written together: while one transaction runs, the next
// one gathers.

import HostCore
import HostStorage
import HostTime
import Logging
import Synchronization

/// Writes settlements in batches. One that cannot be written is lost with its lease, and no
/// other with it: the row is sent again under its idempotency key, or nobody knows what became
/// of it.
final class Settlements: Sendable {
    private struct State {
        var waiting: [Settlement] = []
        var isWriting = false
        /// Who waits for what is in `waiting`, and for what is being written.
        var waiters: [CheckedContinuation<Void, Never>] = []
        var waitersOfBatch: [CheckedContinuation<Void, Never>] = []
    }

    private let database: any Database
    private let leases: OutboxLeases
    private let clock: any Clock
    private let log: Logger
    private let state = Mutex(State())
    private let heed = Mutex<@Sendable (EarlyFailures) async -> Void>({ _ in })

    init(database: any Database, leases: OutboxLeases, clock: any Clock, log: Logger) {
        self.database = database
        self.leases = leases
        self.clock = clock
        self.log = log
    }

    /// Whom failures matter to that providers told of before their sends were settled.
    func tellOfFailures(_ heed: @escaping @Sendable (EarlyFailures) async -> Void) {
        self.heed.withLock { $0 = heed }
    }

    func add(_ settlements: [Settlement]) {
        let mustWrite = state.withLock { state in
            state.waiting += settlements
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if mustWrite { Task { await self.write() } }
    }

    /// Returns once everything added before is written.
    func settled() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                guard state.isWriting else { return true }
                state.waiters.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }

    private func write() async {
        while let batch = next() { await write(batch) }
    }

    /// A database that is out of reach is waited for as long as the leases last at most: then the
    /// rows are anybody's.
    private func write(_ batch: [Settlement]) async {
        let end = SystemClock.monotonicMilliseconds() + Limits.leaseMilliseconds
        var left = batch
        while !left.isEmpty {
            left = await tryToWrite(left)
            if left.isEmpty { return }
            guard SystemClock.monotonicMilliseconds() < end else {
                return log.error(
                    "outcomes of sends could not be written: the database is out of reach",
                    metadata: ["count": "\(left.count)"]
                )
            }
            do { try await Task.sleep(for: .milliseconds(Limits.pollIntervalMilliseconds)) } catch { return }
        }
    }

    /// Returns those for which the database was out of reach.
    private func tryToWrite(_ batch: [Settlement]) async -> [Settlement] {
        let now = clock.now()
        let written = await BatchWrite(batch, on: database) { [leases] batch, connection in
            try leases.settle(batch, now: now, in: connection)
        }
        for (settlement, error) in written.refused {
            log.error(
                "the outcome of a send could not be written",
                metadata: ["message": "\(settlement.item.id)", "error": "\(error)"]
            )
        }
        let heed = heed.withLock { $0 }
        for failures in written.values.joined() { await heed(failures) }
        return written.untried
    }

    /// Takes what is to be written now; nil: nothing is. The batch before is written by then:
    /// whoever waited for that one goes on, even while more and more comes.
    private func next() -> [Settlement]? {
        let (batch, ended) = state.withLock { state -> ([Settlement], [CheckedContinuation<Void, Never>]) in
            var ended = state.waitersOfBatch
            state.waitersOfBatch = state.waiters
            state.waiters = []
            let batch = state.waiting
            state.waiting = []
            if batch.isEmpty {
                ended += state.waitersOfBatch
                state.waitersOfBatch = []
                state.isWriting = false
            }
            return (batch, ended)
        }
        for waiter in ended { waiter.resume() }
        return batch.isEmpty ? nil : batch
    }
}
