// Many writers and readers at once: each write stands alone though writers
// share a commit, and a read sees one moment.

import Dispatch
import HostStorage
import StorageHarness
import Testing

@Suite struct ConcurrencyTests {
    @Test(arguments: Engine.allCases) func writersThatShareACommitFailAlone(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.write { connection in
                try connection.execute("CREATE TABLE marks (writer BIGINT, step BIGINT, PRIMARY KEY (writer, step))")
            }
            let outcomes = try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
                for writer in 0..<64 {
                    group.addTask { (writer, try await succeeds(writer, in: database)) }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for writer in 0..<64 { #expect(outcomes[writer] == !writer.isMultiple(of: 3), "writer \(writer)") }
            let rows = try await database.read {
                try $0.rows("SELECT writer, COUNT(*) FROM marks GROUP BY writer ORDER BY writer")
                    .map { [try $0.integer(0), try $0.integer(1)] }
            }
            #expect(rows == (0..<64).filter { !$0.isMultiple(of: 3) }.map { [Int64($0), 5] })
        }
    }

    /// Writes five rows; every third writer fails, by itself or by a constraint, after some of them.
    private func succeeds(_ writer: Int, in database: any Database) async throws -> Bool {
        do {
            try await database.write { connection in
                for step in 0..<5 {
                    try connection.execute("INSERT INTO marks VALUES (?, ?)", writer, step)
                    if step == 3, writer.isMultiple(of: 6) { throw BodyFailure(number: writer) }
                    if step == 3, writer.isMultiple(of: 3) {
                        try connection.execute("INSERT INTO marks VALUES (?, ?)", writer, step)
                    }
                }
            }
            return true
        } catch let failure as BodyFailure {
            #expect(failure.number == writer)
            return false
        } catch DatabaseError.constraint {
            return false
        }
    }

    /// The first body holds the writer until all others wait, so they are taken along in one commit.
    @Test(arguments: Engine.allCases) func aGroupRollsBackOnlyTheBodyThatFailed(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.write { try $0.execute("CREATE TABLE marks (writer BIGINT PRIMARY KEY)") }
            let gate = DispatchSemaphore(value: 0)
            let failures = try await withThrowingTaskGroup(of: Int?.self) { group in
                group.addTask {
                    try await database.write { _ in
                        gate.wait()
                        // A body may run again: the second time the gate stands open.
                        gate.signal()
                    }
                    return nil
                }
                for writer in 0..<20 {
                    group.addTask {
                        do {
                            try await database.write { connection in
                                try connection.execute("INSERT INTO marks VALUES (?)", writer)
                                if writer % 5 == 2 { throw BodyFailure(number: writer) }
                            }
                            return nil
                        } catch let failure as BodyFailure {
                            return failure.number
                        }
                    }
                }
                group.addTask {
                    try await Task.sleep(for: .milliseconds(100))
                    gate.signal()
                    return nil
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(failures.compactMap(\.self).sorted() == [2, 7, 12, 17])
            #expect(try await count("marks", in: database) == 16)
        }
    }

    @Test(arguments: Engine.allCases) func aReadSeesOneMoment(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.write { connection in
                try connection.execute("CREATE TABLE purse (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL)")
                try connection.execute("INSERT INTO purse VALUES (1, 1000), (2, 0)")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for _ in 0..<300 {
                        try await database.write { connection in
                            try connection.execute("UPDATE purse SET amount = amount - 1 WHERE id = 1")
                            try connection.execute("UPDATE purse SET amount = amount + 1 WHERE id = 2")
                        }
                    }
                }
                for _ in 0..<3 {
                    group.addTask {
                        for _ in 0..<200 {
                            let sum = try await database.read { connection in
                                let one = try required(connection.row("SELECT amount FROM purse WHERE id = 1"))
                                let other = try required(connection.row("SELECT amount FROM purse WHERE id = 2"))
                                return try one.integer(0) + other.integer(0)
                            }
                            #expect(sum == 1000)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Engine.allCases) func numbersHaveNoGapsUnderLoad(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let counters = Counters(try await addTenant("acme", to: database))
            let numbers = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for writer in 0..<64 {
                    group.addTask {
                        do {
                            return try await database.write { connection in
                                let number = try counters.next("quotes", in: connection)
                                if writer.isMultiple(of: 4) { throw BodyFailure(number: writer) }
                                return number
                            }
                        } catch is BodyFailure {
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(numbers.compactMap(\.self).sorted() == Array(1...48))
        }
    }
}
