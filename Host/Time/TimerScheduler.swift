// Moves the due timers of tenants in real time into the pipeline.

public import HostCore
public import HostStorage
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// Looks at least once a second for what is due. A timer leaves its table in
/// the transaction that makes it an inbox item, so it is neither lost nor done
/// twice, however many nodes look. One whose work fails is put off.
public struct TimerScheduler: Service {
    private let database: any Database
    private let work: any DueWork
    private let clock: any Clock
    private let log: Logger

    public init(database: any Database, work: any DueWork, clock: any Clock = SystemClock(), log: Logger) {
        self.database = database
        self.work = work
        self.clock = clock
        self.log = log
    }

    public func run() async throws {
        await repeatUntilShutdown { await turn() }
    }

    /// Moves what is due, and returns the milliseconds to wait.
    private func turn() async -> Int64 {
        do {
            while try await moveDue() == Limits.claimBatchMax {}
            let next = try await database.read { try Timers.nextDueInRealTime(in: $0) }
            guard let next else { return Limits.pollIntervalMilliseconds }
            let wait = next.milliseconds.subtractingReportingOverflow(clock.now().milliseconds)
            return wait.overflow
                ? Limits.pollIntervalMilliseconds
                : min(max(wait.partialValue, 1), Limits.pollIntervalMilliseconds)
        } catch is CancellationError {
            return Limits.pollIntervalMilliseconds
        } catch {
            log.error("timers could not be moved", metadata: ["error": "\(error)"])
            return Limits.pollIntervalMilliseconds
        }
    }

    /// One batch: the number of timers moved, or put off.
    func moveDue() async throws -> Int {
        let now = clock.now()
        do {
            let moved = try await database.write { connection in
                try Timers.dueInRealTime(by: now, limit: Limits.claimBatchMax, in: connection).map {
                    try move($0, at: now, in: connection)
                }
            }
            for item in moved.compactMap({ $0 }) { work.begin(item) }
            return moved.count
        } catch let error where Self.isOfTheRound(error) {
            throw error
        } catch {
            return try await moveOneByOne(at: now)
        }
    }

    /// Not of a timer's work: the database is busy or gone, or the host is stopping.
    private static func isOfTheRound(_ error: any Error) -> Bool {
        if case DatabaseError.unavailable = error { true } else { error is CancellationError }
    }

    /// The work of a timer failed, and its batch with it: the others do not wait for it.
    private func moveOneByOne(at now: Timestamp) async throws -> Int {
        let due = try await database.write {
            try Timers.dueInRealTime(by: now, limit: Limits.claimBatchMax, in: $0)
        }
        for timer in due {
            do {
                let item = try await database.write { try move(timer, at: now, in: $0) }
                if let item { work.begin(item) }
            } catch let error where Self.isOfTheRound(error) {
                throw error
            } catch {
                log.error(
                    "the work of a timer failed; it is tried again later",
                    metadata: [
                        "tenant": "\(timer.tenant)", "plugin": "\(timer.plugin)", "timer": "\(timer.name)",
                        "error": "\(error)",
                    ]
                )
                let later = now.advanced(byMilliseconds: Limits.timerPutOffMilliseconds)
                try await database.write { try Timers.putOff(timer, to: later, in: $0) }
            }
        }
        return due.count
    }

    /// Nil also when another host was faster.
    private func move(
        _ timer: TenantTimer,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> InboxItemID? {
        let tenant = try TenantDirectory().handle(for: timer.tenant, in: connection)
        guard try Timers.remove(timer, in: connection) else { return nil }
        return try work.enqueue(timer, of: tenant, at: now, in: connection).item
    }
}
