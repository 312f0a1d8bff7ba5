// Concurrent writers share one fsync: whoever waits when the writer comes free
// is taken along in one transaction, each in a savepoint of its own.

import GRDB
import HostStorage
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A body that waits for the writer, and the caller that waits for its commit.
struct PendingWrite: Sendable {
    /// Runs the body. What it returns answers the caller once the commit's
    /// fate is known: nil when it is durable.
    let run: @Sendable (SQLiteConnection) throws -> Answer
    /// Answers the caller with an error instead.
    let fail: @Sendable (any Error) -> Void

    typealias Answer = @Sendable (HostStorage.DatabaseError?) -> Void
}

/// The queue before the one writer of a database.
final class GroupCommit: Sendable {
    /// Bodies in one transaction at most: bounds how long the first one waits.
    private static let groupMax = 256
    /// A pause costs less than the fsync (0.5 ms on common disks) that it saves.
    private static let pauseMicroseconds: UInt32 = 50
    private static let pausesMax = 3

    private struct State {
        var waiting: [PendingWrite] = []
        var isRunning = false
        var isClosed = false
    }

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(pool: DatabasePool) { self.pool = pool }

    /// Queues `write`; it is answered exactly once.
    func add(_ write: PendingWrite) {
        let (isAccepted, mustStart) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.waiting.append(write)
            let mustStart = !state.isRunning
            state.isRunning = true
            return (true, mustStart)
        }
        if !isAccepted { write.fail(HostStorage.DatabaseError.unavailable("the database is closed")) }
        if mustStart { pool.asyncWriteWithoutTransaction { self.drain($0) } }
    }

    /// Refuses what comes from now on. What waits already still runs.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    /// On the writer's queue: commits group after group until none waits.
    private func drain(_ database: GRDB.Database) {
        var size = 0
        while true {
            if size > 1 { gather(size) }
            guard let group = nextGroup() else { return }
            size = group.count
            do {
                try commit(group, on: SQLiteConnection(database))
            } catch {
                for write in group { write.fail(error) }
            }
        }
    }

    /// Callers that were just answered tend to come back with their next
    /// write. Without this pause the first of them would have a commit for
    /// itself, and every second fsync would be for one write.
    private func gather(_ expected: Int) {
        for _ in 0..<Self.pausesMax where state.withLock({ $0.waiting.count < expected }) {
            usleep(Self.pauseMicroseconds)
        }
    }

    private func nextGroup() -> [PendingWrite]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            let group = Array(state.waiting.prefix(Self.groupMax))
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    /// Throws only while nothing ran; afterwards every caller is answered here.
    ///
    /// Bodies hardly ever throw, so a group runs without savepoints first. When
    /// one does throw, all is undone and the group runs again, each body in a
    /// savepoint: the seam allows a body to run twice.
    private func commit(_ group: [PendingWrite], on connection: SQLiteConnection) throws(HostStorage.DatabaseError) {
        if group.count > 1 {
            try connection.run("BEGIN IMMEDIATE")
            if let answers = runTogether(group, on: connection) {
                let failure = end(on: connection)
                for answer in answers { answer(failure) }
                return
            }
            if connection.isInsideTransaction { try connection.run("ROLLBACK") }
        }
        try commitApart(group, on: connection)
    }

    /// What answers the callers; nil when a body threw.
    private func runTogether(_ group: [PendingWrite], on connection: SQLiteConnection) -> [PendingWrite.Answer]? {
        var answers: [PendingWrite.Answer] = []
        answers.reserveCapacity(group.count)
        for write in group {
            guard let answer = try? write.run(connection) else { return nil }
            answers.append(answer)
        }
        return answers
    }

    /// One transaction in which each body can fail alone.
    private func commitApart(
        _ group: [PendingWrite],
        on connection: SQLiteConnection
    ) throws(HostStorage.DatabaseError) {
        try connection.run("BEGIN IMMEDIATE")
        var answers: [PendingWrite.Answer] = []
        answers.reserveCapacity(group.count)
        var broken: HostStorage.DatabaseError?
        for write in group {
            if let broken {
                write.fail(broken)
                continue
            }
            do {
                answers.append(try run(write, alone: group.count == 1, on: connection))
            } catch {
                write.fail(error)
                if !undo(alone: group.count == 1, on: connection) { broken = .unavailable("the transaction was lost") }
            }
        }
        let failure = broken.map { rolledBack(after: $0, on: connection) } ?? end(on: connection)
        for answer in answers { answer(failure) }
    }

    /// Runs one body so that it can fail alone.
    private func run(
        _ write: PendingWrite,
        alone: Bool,
        on connection: SQLiteConnection
    ) throws -> PendingWrite.Answer {
        if alone { return try write.run(connection) }
        try connection.run("SAVEPOINT body")
        let answer = try write.run(connection)
        try connection.run("RELEASE body")
        return answer
    }

    /// Undoes the body that failed. Whether what ran before it still stands:
    /// SQLite ends the transaction by itself after some errors (disk full, I/O).
    private func undo(alone: Bool, on connection: SQLiteConnection) -> Bool {
        do {
            if alone {
                try connection.run("ROLLBACK")
            } else {
                try connection.run("ROLLBACK TO body")
                try connection.run("RELEASE body")
            }
            return true
        } catch {
            // The body's own error is the one to tell.
            return false
        }
    }

    /// Commits what is open. Returns why it could not.
    private func end(on connection: SQLiteConnection) -> HostStorage.DatabaseError? {
        guard connection.isInsideTransaction else { return .unavailable("the transaction was lost") }
        do {
            try connection.run("COMMIT")
            return nil
        } catch {
            return rolledBack(after: error, on: connection)
        }
    }

    private func rolledBack(
        after error: HostStorage.DatabaseError,
        on connection: SQLiteConnection
    ) -> HostStorage.DatabaseError {
        guard connection.isInsideTransaction else { return error }
        do {
            try connection.run("ROLLBACK")
        } catch let second {
            return .unavailable("neither COMMIT nor ROLLBACK worked: \(error), \(second)")
        }
        return error
    }
}
