// How a connection is set up, and the mark by which our files are known.

import GRDB
import HostStorage

enum SQLiteSettings {
    /// `PRAGMA application_id` of an Orkesta database: "ORKE".
    static let applicationID: Int64 = 0x4F52_4B45

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "orkesta.sqlite"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -32768")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// A commit is on the disk when it returns, and the file is ours.
    @Sendable static func prepareWriter(_ database: GRDB.Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        let mark = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if mark == applicationID { return }
        let tables = try Int64.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
        guard mark == 0, tables == 0 else {
            throw HostStorage.DatabaseError.failed("the file holds a database of another program")
        }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
}
