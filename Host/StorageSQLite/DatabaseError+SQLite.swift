// SQLite's result codes in the seam's words. SQLite's messages name tables,
// columns and syntax; values are bound, so none is in them.

import GRDB
import GRDBSQLite
import HostStorage

extension HostStorage.DatabaseError {
    /// `code` may be extended.
    init(code: CInt, message: String) {
        switch code & 0xFF {
        case SQLITE_CONSTRAINT: self = .constraint(message)
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_INTERRUPT, SQLITE_CANTOPEN:
            self = .unavailable(message)
        default: self = .failed(message)
        }
    }

    /// An error out of GRDB or of this module.
    init(mapping error: any Error) {
        switch error {
        case let error as HostStorage.DatabaseError: self = error
        case let error as GRDB.DatabaseError where error.resultCode == .SQLITE_MISUSE:
            // GRDB's answer when its connections are closed.
            self = .unavailable("the database is closed")
        case let error as GRDB.DatabaseError:
            self.init(code: error.resultCode.rawValue, message: error.message ?? "SQLite error \(error.resultCode)")
        default: self = .failed("the database cannot be used: \(type(of: error))")
        }
    }
}
