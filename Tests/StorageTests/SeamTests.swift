// What every engine promises to the stages: values, atomic bodies, snapshots,
// errors, and that one failure leaves the rest as it is.

import HostStorage
import StorageHarness
import Testing

@Suite struct SeamTests {
    private static let table = "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL UNIQUE, data BYTEA)"

    @Test(arguments: Engine.allCases) func keepsEveryKindOfValue(_ engine: Engine) async throws {
        let text = "Ñandú — 🛠 'quoted' ?"
        let row = try await engine.withDatabase { database in
            try await database.write { connection in
                try connection.execute(
                    "CREATE TABLE kinds (i BIGINT, r DOUBLE PRECISION, t TEXT, e TEXT, b BYTEA, n TEXT)"
                )
                let nothing: String? = nil
                try connection.execute(
                    "INSERT INTO kinds VALUES (?, ?, ?, ?, ?, ?)",
                    Int64.min,
                    0.1,
                    text,
                    "",
                    [0, 255] as [UInt8],
                    nothing
                )
            }
            return try await database.read { try $0.row("SELECT i, r, t, e, b, n FROM kinds") }
        }
        let found = try #require(row)
        #expect(try found.integer(0) == Int64.min)
        #expect(found[1] == .real(0.1))
        #expect(try found.text(2) == text)
        #expect(try found.text(3) == "")
        #expect(try found.blob(4) == [0, 255])
        #expect(found[5] == .null)
        #expect(found[6] == .null)
    }

    @Test(arguments: Engine.allCases) func keepsAnEmptyBlobApartFromNull(_ engine: Engine) async throws {
        let row = try await engine.withDatabase { database in
            try await database.write { connection in
                try connection.execute("CREATE TABLE blobs (b BYTEA)")
                return try connection.row("INSERT INTO blobs VALUES (?) RETURNING b", [UInt8]())
            }
        }
        #expect(row?[0] == .blob([]))
    }

    @Test(arguments: Engine.allCases) func countsChangedRows(_ engine: Engine) async throws {
        let counts = try await engine.withDatabase { database in
            try await database.write { connection in
                let created = try connection.execute(Self.table)
                let inserted = try connection.execute("INSERT INTO notes (id, text) VALUES (1, 'a'), (2, 'b')")
                let missed = try connection.execute("UPDATE notes SET text = 'c' WHERE id = ?", 9)
                let deleted = try connection.execute("DELETE FROM notes")
                return [created, inserted, missed, deleted]
            }
        }
        #expect(counts == [0, 2, 0, 2])
    }

    @Test(arguments: Engine.allCases) func aBodyThatThrowsDidNothing(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.write { try $0.execute(Self.table) }
            await #expect(throws: BodyFailure(number: 1)) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO notes (id, text) VALUES (1, 'a')")
                    throw BodyFailure(number: 1)
                }
            }
            #expect(try await count("notes", in: database) == 0)
        }
    }

    @Test(arguments: Engine.allCases) func aConstraintIsToldWithoutValues(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.write { connection in
                try connection.execute(Self.table)
                try connection.execute("INSERT INTO notes (id, text) VALUES (1, ?)", "s3cret")
            }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.execute("INSERT INTO notes (id, text) VALUES (2, ?)", "s3cret") }
            }
            guard case .constraint(let message) = error else {
                Issue.record("expected a constraint, got \(String(describing: error))")
                return
            }
            #expect(!message.contains("s3cret"))
            // The connection and the cached statement work on.
            try await database.write { try $0.execute("INSERT INTO notes (id, text) VALUES (2, ?)", "other") }
            #expect(try await count("notes", in: database) == 2)
        }
    }

    @Test(arguments: Engine.allCases) func foreignKeysAndChecksHold(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let handle = try await addTenant("acme", to: database)
            await #expect(throws: DatabaseError.self) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO counters (tenant_id, name, value) VALUES ('nobody', 'x', 1)")
                }
            }
            await #expect(throws: DatabaseError.self) {
                try await database.write { connection in
                    try connection.execute("UPDATE tenants SET status = 'odd' WHERE id = ?", handle.id)
                }
            }
            #expect(try await count("counters", in: database) == 0)
        }
    }

    @Test(arguments: Engine.allCases) func aWrongStatementIsADefect(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            for (sql, arguments) in [("SELEKT 1", []), ("SELECT ?", []), ("SELECT 1", [DatabaseValue.integer(1)])] {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.write { _ = try $0.rows(sql, arguments) }
                }
                guard case .failed = error else {
                    Issue.record("\(sql): \(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test(arguments: Engine.allCases) func aBodyMayNotEndItsTransaction(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            for sql in ["COMMIT", " rollback", "SAVEPOINT a", "Begin", "END", "RELEASE body"] {
                await #expect(throws: DatabaseError.self) {
                    try await database.write { connection in
                        try connection.execute("CREATE TABLE left_behind (id BIGINT)")
                        try connection.execute(sql)
                    }
                }
            }
            try await database.write { try $0.execute("CREATE TABLE left_behind (id BIGINT)") }
        }
    }

    @Test(arguments: Engine.allCases) func aReadMayNotWrite(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.write { try $0.execute(Self.table) }
            await #expect(throws: DatabaseError.self) {
                try await database.read { try $0.execute("INSERT INTO notes (id, text) VALUES (1, 'a')") }
            }
            #expect(try await count("notes", in: database) == 0)
        }
    }

    @Test(arguments: Engine.allCases) func afterClosingNothingRuns(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await database.close()
            for attempt in 0..<2 {
                let error = await #expect(throws: DatabaseError.self) {
                    if attempt == 0 {
                        try await database.write { _ = try $0.rows("SELECT 1") }
                    } else {
                        _ = try await database.read { try $0.rows("SELECT 1") }
                    }
                }
                guard case .unavailable = error else {
                    Issue.record("expected unavailable, got \(String(describing: error))")
                    return
                }
            }
        }
    }
}
