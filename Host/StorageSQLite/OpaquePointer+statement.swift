// Values into and out of a prepared statement, by position and without a copy
// in between.

import GRDBSQLite
import HostStorage

/// Tells SQLite to copy the bytes before the call returns.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension OpaquePointer {
    /// Binds a placeholder of this statement, counted from 1. Returns SQLite's code.
    func bind(_ value: HostStorage.DatabaseValue, at position: CInt) -> CInt {
        switch value {
        case .null: sqlite3_bind_null(self, position)
        case .integer(let number): sqlite3_bind_int64(self, position, number)
        case .real(let number): sqlite3_bind_double(self, position, number)
        case .text(let text): bind(text, at: position)
        case .blob(let bytes):
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(self, position, 0)
                : sqlite3_bind_blob64(self, position, bytes, sqlite3_uint64(bytes.count), copied)
        }
    }

    private func bind(_ text: String, at position: CInt) -> CInt {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // A null pointer would bind NULL, and an empty text may have none.
                guard let start = characters.baseAddress else { return sqlite3_bind_text(self, position, "", 0, nil) }
                return sqlite3_bind_text64(
                    self,
                    position,
                    start,
                    sqlite3_uint64(characters.count),
                    copied,
                    UInt8(SQLITE_UTF8)
                )
            }
        }
    }

    /// A column of this statement's current row, counted from 0.
    func value(ofColumn column: CInt) -> HostStorage.DatabaseValue {
        switch sqlite3_column_type(self, column) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(self, column))
        case SQLITE_FLOAT: .real(sqlite3_column_double(self, column))
        case SQLITE_TEXT: .text(text(ofColumn: column))
        case SQLITE_BLOB: .blob(bytes(ofColumn: column))
        default: .null
        }
    }

    private func text(ofColumn column: CInt) -> String {
        guard let start = sqlite3_column_text(self, column) else { return "" }
        let count = Int(sqlite3_column_bytes(self, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private func bytes(ofColumn column: CInt) -> [UInt8] {
        guard let start = sqlite3_column_blob(self, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(self, column))))
    }
}
