// One thread, one connection: runs transactions to their end, whatever becomes
// of the connection meanwhile.

import Dispatch
import HostCore
import HostStorage

/// Lives on its thread.
final class PostgresWorker {
    private let pool: PostgresPool
    private var connection: PostgresConnection?
    private var backoff = PostgresBackoff()

    init(_ pool: PostgresPool) { self.pool = pool }

    /// Until the pool closes.
    func run() {
        while let work = pool.next() { perform(work) }
        connection = nil
        pool.threadEnded()
    }

    /// How an attempt at a transaction left it.
    private enum Ending {
        /// The caller has its answer.
        case answered
        /// Nothing happened; the connection went, and is let go.
        case lost(DatabaseError)
        /// Nothing happened; another transaction was in the way.
        case conflicted(DatabaseError)
    }

    /// Tries until the caller is answered. Only attempts of which it is certain
    /// that they had no effect are repeated.
    private func perform(_ work: PostgresWork) {
        guard MonotonicClock.milliseconds() < work.deadline else {
            return work.fail(DatabaseError.unavailable("every connection to PostgreSQL was busy for too long"))
        }
        var conflicts = 0
        defer { if conflicts > 0 { pool.retryTurn.signal() } }
        while true {
            let connection: PostgresConnection
            do throws(DatabaseError) {
                connection = try connected(until: work.deadline)
            } catch {
                return work.fail(error)
            }
            switch attempt(work, on: connection) {
            case .answered: return
            case .lost(let error):
                guard MonotonicClock.milliseconds() < work.deadline else { return work.fail(error) }
            case .conflicted(let error):
                conflicts += 1
                guard conflicts <= Limits.databaseConflictsMax else { return work.fail(error) }
                if conflicts == 1 { pool.retryTurn.wait() } else { pause(conflicts) }
            }
        }
    }

    /// Hosts that get in each other's way must not do so in step.
    private func pause(_ conflicts: Int) {
        OwnThread.sleep(milliseconds: Int64.random(in: 0...Int64(min(conflicts * conflicts, 50))))
    }

    private func attempt(_ work: PostgresWork, on connection: PostgresConnection) -> Ending {
        let transaction = PostgresTransaction(on: connection, isReadOnly: work.isReadOnly, notices: pool.notices)
        let outcome = Result { try work.run(transaction) }
        switch (transaction.failure, outcome) {
        case (.lost(let reason), _):
            self.connection = nil
            return .lost(.unavailable(reason))
        case (.conflict(let reason), _): return conflicted(transaction, reason)
        case (.refused(let error), .success):
            // The body went on as if nothing had been, which this engine cannot.
            return refuse(work, error, transaction)
        case (_, .failure(let error)): return refuse(work, error, transaction)
        case (nil, .success(let answer)) where work.isReadOnly:
            answer(nil)
            if !committedQuietly(transaction) { self.connection = nil }
            return .answered
        case (nil, .success(let answer)): return commit(transaction, answer)
        }
    }

    private func refuse(_ work: PostgresWork, _ error: any Error, _ transaction: PostgresTransaction) -> Ending {
        rollBack(transaction)
        work.fail(error)
        return .answered
    }

    private func conflicted(_ transaction: PostgresTransaction, _ reason: String) -> Ending {
        rollBack(transaction) ? .conflicted(.unavailable(reason)) : .lost(.unavailable(reason))
    }

    /// False when the connection was of no use any more and is let go.
    @discardableResult
    private func rollBack(_ transaction: PostgresTransaction) -> Bool {
        let isUsable = transaction.rollBack()
        if !isUsable { connection = nil }
        return isUsable
    }

    private func committedQuietly(_ transaction: PostgresTransaction) -> Bool {
        (try? transaction.commit()) != nil
    }

    private func commit(_ transaction: PostgresTransaction, _ answer: PostgresWork.Answer) -> Ending {
        do throws(PostgresFailure) {
            try transaction.commit()
            answer(nil)
            return .answered
        } catch {
            switch error {
            case .lost: return settle(transaction, answer)
            // The token may be what did not work: then the transaction is still open.
            case .conflict(let reason): return conflicted(transaction, reason)
            case .refused(let error):
                rollBack(transaction)
                answer(error)
                return .answered
            }
        }
    }

    /// The answer to COMMIT was lost: look for the transaction's token before
    /// saying anything. The connection that found it out is kept.
    private func settle(_ transaction: PostgresTransaction, _ answer: PostgresWork.Answer) -> Ending {
        connection = nil
        guard let token = transaction.token else {
            answer(nil)
            return .answered
        }
        let deadline = MonotonicClock.milliseconds() + Limits.databaseDoubtMilliseconds
        while let connection = try? connected(until: deadline) {
            do throws(PostgresFailure) {
                guard try token.isCommitted(on: connection) else {
                    return .lost(.unavailable("the connection to PostgreSQL was lost"))
                }
                answer(nil)
                return .answered
            } catch {
                self.connection = nil
            }
        }
        answer(.unavailable("the answer to COMMIT was lost: the change may have been made"))
        return .answered
    }

    // MARK: Connecting

    /// The open connection, or a new one. Throws when there is none until
    /// `deadline` (monotonic milliseconds).
    private func connected(until deadline: Int64) throws(DatabaseError) -> PostgresConnection {
        if let connection { return connection }
        while true {
            let failure: PostgresFailure
            do throws(PostgresFailure) {
                let opened = try PostgresConnection.open(pool.target, until: deadline) {
                    pool.failExpired(because: .unavailable("PostgreSQL does not answer"))
                    return true
                }
                connection = opened
                backoff = PostgresBackoff()
                return opened
            } catch {
                failure = error
            }
            if case .refused = failure { throw failure.error }
            pool.failExpired(because: failure.error)
            let pause = backoff.next()
            guard MonotonicClock.milliseconds() + pause < deadline else { throw failure.error }
            OwnThread.sleep(milliseconds: pause)
        }
    }
}

/// Pauses between attempts to connect: twice as long each time, within bounds.
struct PostgresBackoff {
    private var milliseconds = Limits.databaseReconnectMilliseconds.lowerBound

    init() {}

    mutating func next() -> Int64 {
        defer { milliseconds = min(milliseconds * 2, Limits.databaseReconnectMilliseconds.upperBound) }
        // Hosts that lost the same server must not come back in step.
        return Int64.random(in: milliseconds / 2...milliseconds)
    }
}
