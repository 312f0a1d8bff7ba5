// The pool after something went wrong: its workers are all there, and their
// connections clean.

import HostCore
import HostStorage
import HostStoragePostgres
import StorageHarness
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10))) struct PostgresPoolTests {
    /// Work that expires while a worker waits for the server is dropped from the queue. Its
    /// place in the count of what waits once ended the worker that found nothing there.
    @Test func expiredWorkCostsNoWorker() async throws {
        let server = try await PostgresServer.start()
        let url = try await server.newSchema()
        let database = try await PostgresDatabase.open(url, connections: 1, waitMilliseconds: 400)
        server.freeze()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    let error = await #expect(throws: DatabaseError.self) {
                        _ = try await database.read { try $0.rows("SELECT 1") }
                    }
                    if case .unavailable = error { return }
                    Issue.record("\(String(describing: error))")
                }
            }
        }
        server.thaw()
        var rows: [DatabaseRow]?
        while rows == nil {
            do {
                rows = try await database.read { try $0.rows("SELECT 1") }
            } catch DatabaseError.unavailable {
                // The server takes its time to come back.
            }
        }
        #expect(rows?.count == 1)
        try await database.close()
    }

    /// The token goes with COMMIT. Where it is refused the transaction must be
    /// ended all the same, or the next one begins within it.
    @Test func aRefusedTokenLeavesTheConnectionClean() async throws {
        let server = try await PostgresServer.shared()
        let database = try await PostgresDatabase.open(try await server.newSchema(), connections: 1)
        let row = try await database.read { try $0.row("SELECT CAST(current_schema() AS TEXT)") }
        let schema = try #require(row).text(0)
        try await database.write { try $0.execute("CREATE TABLE marks (writer BIGINT)") }
        try await server.execute("DROP TABLE \(schema).commit_tokens")
        await #expect(throws: DatabaseError.self) {
            try await database.write { try $0.execute("INSERT INTO marks VALUES (1)") }
        }
        #expect(try await count("marks", in: database) == 0)
        try await database.close()
    }

    /// More arguments than the wire's 16 bits count: misuse, and no lost connection.
    @Test func tooManyArgumentsAreRefused() async throws {
        try await Engine.postgres.withDatabase { database in
            let list = Array(repeating: "?", count: Limits.databaseArgumentsMax + 1).joined(separator: ", ")
            let arguments: [any DatabaseArgument] = Array(0...Limits.databaseArgumentsMax)
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await database.read { try $0.rows("SELECT 1 WHERE 1 IN (\(list))", arguments) }
            }
            guard case .failed(let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason.contains("\(Limits.databaseArgumentsMax)"))
        }
    }

    /// The server of the second pool says that it is an hour later: its schema's
    /// own clock_timestamp comes before the system's.
    @Test func theServersClockIsKnown() async throws {
        let url = try await PostgresServer.shared().newSchema()
        let first = try await PostgresDatabase.open(url, connections: 1)
        try await first.write { connection in
            try connection.execute(
                """
                CREATE FUNCTION clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
                $$ SELECT pg_catalog.clock_timestamp() + INTERVAL '1 hour' $$
                """
            )
        }
        let ahead = try await PostgresDatabase.open(url + "%2Cpg_catalog", connections: 1)
        #expect(abs(ahead.clockSkewMilliseconds - first.clockSkewMilliseconds - 3_600_000) < 60_000)
        try await first.close()
        try await ahead.close()
    }
}
