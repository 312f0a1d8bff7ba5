// What only the server engine has: connections that break, transactions that
// meet, commits whose answer is lost, and notices between hosts.

import HostCore
import HostStorage
import HostStoragePostgres
import OrkestaModel
import StorageHarness
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10))) struct PostgresTests {
    private static let marks = "CREATE TABLE marks (writer BIGINT PRIMARY KEY)"

    @Test func questionMarksInTextStayWhatTheyAre() async throws {
        try await Engine.postgres.withDatabase { database in
            let row = try await database.read { connection in
                try connection.row(
                    """
                    SELECT '?', 'it''s ?', "a?" /* ? * / ? */, CAST(? AS TEXT) -- ?
                    FROM (SELECT 1 AS "a?") AS t WHERE ? = '?'
                    """,
                    "one",
                    "?"
                )
            }
            #expect(try #require(row).text(1) == "it's ?")
            #expect(try #require(row).text(3) == "one")
        }
    }

    @Test func textWithAZeroByteIsKeptReadable() async throws {
        try await Engine.postgres.withDatabase { database in
            let row = try await database.write { try $0.row("SELECT CAST(? AS TEXT)", "a\0b") }
            #expect(try #require(row).text(0) == "a\u{FFFD}b")
        }
    }

    @Test func aStatementWithManyRowsRuns() async throws {
        try await Engine.postgres.withDatabase { database in
            let inserted = try await database.write { connection in
                try connection.execute(Self.marks)
                let values = Array(repeating: "(?)", count: 2_000).joined(separator: ", ")
                let arguments: [any DatabaseArgument] = Array(0..<2_000)
                return try connection.execute("INSERT INTO marks VALUES \(values)", arguments)
            }
            #expect(inserted == 2_000)
            #expect(try await count("marks", in: database) == 2_000)
        }
    }

    @Test func moreStatementsThanAreKeptRun() async throws {
        try await Engine.postgres.withDatabase { database in
            let sum = try await database.read { connection in
                try (0..<Limits.databaseStatementsMax + 20).reduce(into: 0) { sum, number in
                    sum += try required(connection.row("SELECT \(number)")).integer(0)
                }
            }
            let last = Int64(Limits.databaseStatementsMax + 19)
            #expect(sum == last * (last + 1) / 2)
        }
    }

    @Test func aFailedStatementEndsTheBody() async throws {
        try await Engine.postgres.withDatabase { database in
            try await database.write { try $0.execute(Self.marks) }
            await #expect(throws: DatabaseError.self) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO marks VALUES (1)")
                    _ = try? connection.execute("INSERT INTO marks VALUES (1)")
                }
            }
            #expect(try await count("marks", in: database) == 0)
        }
    }

    @Test func secretsAreInNoError() async throws {
        for url in [
            "postgresql://host:s3cret@127.0.0.1:1/none", "postgresql://host:s3%zzcret@127.0.0.1/none",
            "mysql://host:s3cret@127.0.0.1/none", "postgresql://host@127.0.0.1:1/none?password=s3cret&nonsense=s3cret",
        ] {
            let error = await #expect(throws: DatabaseError.self) { _ = try await PostgresDatabase.open(url) }
            #expect(!"\(String(describing: error))".contains("s3"), "\(url)")
        }
    }

    @Test func deadlocksAndConflictsAreRunAgain() async throws {
        try await Engine.postgres.withDatabase { database in
            try await database.write { connection in
                try connection.execute("CREATE TABLE purse (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL)")
                try connection.execute("INSERT INTO purse VALUES (1, 0), (2, 0)")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        let order = writer.isMultiple(of: 2) ? [1, 2] : [2, 1]
                        try await database.write { connection in
                            for id in order {
                                let row = try connection.row("SELECT amount FROM purse WHERE id = ?", id)
                                let amount = try required(row).integer(0)
                                _ = try connection.rows("SELECT pg_sleep(0.02)")
                                try connection.execute("UPDATE purse SET amount = ? WHERE id = ?", amount + 1, id)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let amounts = try await database.read { try $0.rows("SELECT amount FROM purse").map { try $0.integer(0) } }
            #expect(amounts == [8, 8])
        }
    }

    @Test func aConnectionThatDiesInABodyIsReplaced() async throws {
        try await Engine.postgres.withDatabase { database in
            try await database.write { try $0.execute(Self.marks) }
            let runs = Counter()
            try await database.write { connection in
                try connection.execute("INSERT INTO marks VALUES (1)")
                guard runs.add() == 1 else { return }
                _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())")
            }
            #expect(runs.value == 2)
            #expect(try await count("marks", in: database) == 1)
        }
    }

    /// The session dies in COMMIT, before the server has decided: nothing
    /// happened, and the body runs again.
    @Test func aCommitThatDidNotHappenIsRepeated() async throws {
        try await Engine.postgres.withDatabase { database in
            try await database.write { connection in
                try connection.execute(Self.marks)
                try connection.execute("CREATE SEQUENCE commits")
                try connection.execute(
                    """
                    CREATE FUNCTION die_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        IF nextval('commits') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                        RETURN NULL;
                    END $$
                    """
                )
                try connection.execute(
                    """
                    CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON marks DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION die_once()
                    """
                )
            }
            let runs = Counter()
            try await database.write { connection in
                runs.add()
                try connection.execute("INSERT INTO marks VALUES (1)")
            }
            #expect(runs.value == 2)
            #expect(try await count("marks", in: database) == 1)
        }
    }

    /// The session dies after the server has committed, before it has said so:
    /// while it waits for a standby that is not there.
    @Test func aCommitThatHappenedIsNotRepeated() async throws {
        let server = try await PostgresServer.start()
        let database = try await PostgresDatabase.open(try await server.newSchema(), connections: 2)
        try await database.write { try $0.execute("CREATE TABLE marks (writer BIGINT)") }
        try await server.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        try await server.execute("SELECT pg_reload_conf()")
        let (runs, kills) = (Counter(), Counter())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // Once the setting has reached the session.
                while try await !database.write({ connection in
                    let setting = try connection.row("SHOW synchronous_standby_names")
                    guard try setting?.text(0) == "nobody" else { return false }
                    runs.add()
                    try connection.execute("INSERT INTO marks VALUES (1)")
                    return true
                }) {}
            }
            group.addTask {
                let kill = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
                while !Task.isCancelled {
                    if try await server.execute(kill).hasPrefix("1") { kills.add() }
                }
            }
            try await group.next()
            group.cancelAll()
        }
        #expect(runs.value == 1)
        #expect(kills.value > 0)
        #expect(try await count("marks", in: database) == 1)
        try await database.close()
    }

    @Test(arguments: PostgresServer.Stop.allCases)
    func workOutlivesARestartOfTheServer(_ how: PostgresServer.Stop) async throws {
        let server = try await PostgresServer.start()
        let database = try await PostgresDatabase.open(try await server.newSchema(), connections: 3)
        try await database.write { try $0.execute(Self.marks) }
        let (stops, done) = (Counter(), Counter())
        let acknowledged = try await withThrowingTaskGroup(of: [Int].self) { group in
            for writer in 0..<6 {
                group.addTask {
                    var marks: [Int] = []
                    for step in 0..<100_000 where stops.value == 0 {
                        let mark = writer * 100_000 + step
                        do {
                            try await database.write { try $0.execute("INSERT INTO marks VALUES (?)", mark) }
                            marks.append(mark)
                            done.add()
                        } catch DatabaseError.unavailable {
                            try await Task.sleep(for: .milliseconds(20))
                        }
                    }
                    return marks
                }
            }
            for restart in 0...2 {
                if restart > 0 {
                    try await server.stop(how)
                    try await server.start()
                }
                let before = done.value
                while done.value < before + 50 { try await Task.sleep(for: .milliseconds(5)) }
            }
            stops.add()
            return try await group.reduce(into: Set<Int>()) { $0.formUnion($1) }
        }
        let stored = try await database.read { try $0.rows("SELECT writer FROM marks").map { try $0.integer(0) } }
        #expect(acknowledged.subtracting(stored.map(Int.init)) == [], "lost")
        // Refused as unavailable is one that nobody could be asked about: none here.
        #expect(Set(stored.map(Int.init)).subtracting(acknowledged) == [], "made and not acknowledged")
        try await database.close()
    }

    @Test func aServerThatStaysAwayMakesWorkUnavailable() async throws {
        let server = try await PostgresServer.start()
        let database = try await PostgresDatabase.open(try await server.newSchema(), connections: 2)
        _ = try await database.read { try $0.rows("SELECT 1") }
        try await server.stop(.immediate)
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
        try await server.start()
        _ = try await database.read { try $0.rows("SELECT 1") }
        try await database.close()
    }
}
