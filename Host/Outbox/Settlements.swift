// Outcomes of sends, written together: while one transaction runs, the next
// one gathers.

import HostCore
import HostStorage
import HostTime
import Logging
import Synchronization

/// Writes settlements in batches. An outcome that cannot be written is lost
/// with its lease: the row is sent again under its idempotency key.
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
        while let batch = next() {
            let now = clock.now()
            do {
                let told = try await database.write { [leases] in try leases.settle(batch, now: now, in: $0) }
                let heed = heed.withLock { $0 }
                for failures in told { await heed(failures) }
            } catch {
                log.error(
                    "outcomes of sends could not be written",
                    metadata: ["error": "\(error)", "count": "\(batch.count)"]
                )
            }
        }
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
