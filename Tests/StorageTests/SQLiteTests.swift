// What only the embedded engine has: its file, its settings, backup, restore.

import HostCore
import HostStorage
import HostStorageSQLite
import StorageHarness
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

@Suite struct SQLiteTests {
    @Test func aCommitIsOnTheDisk() async throws {
        let settings = try await Engine.sqlite.withDatabase { database in
            try await database.write { connection in
                try ["synchronous", "foreign_keys", "journal_mode"].map { name in
                    try required(connection.row("PRAGMA \(name)"))[0]
                }
            }
        }
        #expect(settings == [.integer(2), .integer(1), .text("wal")])
    }

    @Test func onlyTheOwnerReadsTheFile() async throws {
        try await withFolder { folder in
            let path = folder + "/orkesta.sqlite"
            try await closing(try SQLiteDatabase(path: path)) { _ in
                var status = stat()
                #expect(stat(path, &status) == 0)
                #expect(status.st_mode & 0o777 == 0o600)
            }
        }
    }

    @Test func rowsOutliveClosing() async throws {
        try await withFolder { folder in
            let path = folder + "/orkesta.sqlite"
            try await closing(try SQLiteDatabase(path: path)) { database in
                try await database.write { try $0.execute("CREATE TABLE a (id BIGINT)") }
                try await database.write { try $0.execute("INSERT INTO a VALUES (1)") }
            }
            let found = try await closing(try SQLiteDatabase(path: path)) { try await count("a", in: $0) }
            #expect(found == 1)
        }
    }

    @Test func aFullDiskLosesNothingThatWasAcknowledged() async throws {
        try await Engine.sqlite.withDatabase { database in
            try await database.write { connection in
                try connection.execute("CREATE TABLE pages (writer BIGINT PRIMARY KEY, data BYTEA)")
                let size = try required(connection.row("PRAGMA page_count")).integer(0)
                _ = try connection.rows("PRAGMA max_page_count = \(size + 40)")
            }
            let page = [UInt8](repeating: 7, count: 4000)
            let acknowledged = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for writer in 0..<64 {
                    group.addTask {
                        do {
                            try await database.write { try $0.execute("INSERT INTO pages VALUES (?, ?)", writer, page) }
                            return Int64(writer)
                        } catch DatabaseError.unavailable {
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let stored = try await database.read {
                try $0.rows("SELECT writer FROM pages ORDER BY writer").map { try $0.integer(0) }
            }
            #expect(stored == acknowledged.compactMap(\.self).sorted())
            #expect(acknowledged.contains(nil))
            try await database.write { connection in
                _ = try connection.rows("PRAGMA max_page_count = 100000")
                try connection.execute("INSERT INTO pages VALUES (100, ?)", page)
            }
        }
    }

    @Test func closingFinishesWhatWasAccepted() async throws {
        try await withFolder { folder in
            let path = folder + "/orkesta.sqlite"
            let database = try SQLiteDatabase(path: path)
            try await database.write { try $0.execute("CREATE TABLE marks (writer BIGINT PRIMARY KEY)") }
            let acknowledged = try await withThrowingTaskGroup(of: Bool.self) { group in
                for writer in 0..<64 {
                    group.addTask {
                        do {
                            try await database.write { try $0.execute("INSERT INTO marks VALUES (?)", writer) }
                            return true
                        } catch DatabaseError.unavailable {
                            return false
                        }
                    }
                }
                try await database.close()
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            let found = try await closing(try SQLiteDatabase(path: path)) { try await count("marks", in: $0) }
            #expect(found == acknowledged)
        }
    }

    @Test func aBackupHoldsWhatWasCommittedAndComesBack() async throws {
        try await withFolder { folder in
            let (path, copy) = (folder + "/orkesta.sqlite", folder + "/backup.sqlite")
            try await closing(try SQLiteDatabase(path: path)) { database in
                try await SchemaMigrator().migrate(database, at: moment)
                _ = try await addTenant("before", to: database)
                try await database.backup(to: copy)
                _ = try await addTenant("after", to: database)
                await #expect(throws: DatabaseError.self) { try await database.backup(to: copy) }
            }
            try await SQLiteDatabase.restore(from: copy, to: path)
            let names = try await closing(try SQLiteDatabase(path: path)) { database in
                try await database.read { try TenantDirectory().list(in: $0).map(\.id.rawValue) }
            }
            #expect(names == ["before"])
            #expect(access(path + ".restoring", F_OK) != 0)
        }
    }

    @Test func aDamagedOrForeignFileIsNotRestored() async throws {
        try await withFolder { folder in
            let (path, odd) = (folder + "/orkesta.sqlite", folder + "/odd.sqlite")
            try await closing(try SQLiteDatabase(path: path)) { database in
                try await SchemaMigrator().migrate(database, at: moment)
                _ = try await addTenant("acme", to: database)
            }
            for content in ["", "this is no database, though it is long enough to be the header of one, nearly"] {
                try write(content, to: odd)
                await #expect(throws: DatabaseError.self) { try await SQLiteDatabase.restore(from: odd, to: path) }
            }
            await #expect(throws: DatabaseError.self) {
                try await SQLiteDatabase.restore(from: folder + "/absent.sqlite", to: path)
            }
            let tenants = try await closing(try SQLiteDatabase(path: path)) { try await count("tenants", in: $0) }
            #expect(tenants == 1)
        }
    }

    @Test func aFileOfAnotherProgramIsNotOpened() async throws {
        try await withFolder { folder in
            let path = folder + "/other.sqlite"
            try write("certainly not a database: " + String(repeating: "x", count: 4096), to: path)
            #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: path) }
        }
    }

    private func write(_ text: String, to path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        #expect(fputs(text, file) >= 0)
    }
}
