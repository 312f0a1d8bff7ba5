// What a statement answered, taken out of libpq's memory.

import CPostgres
import HostStorage

/// The result of one statement.
struct PostgresResult: Sendable {
    private(set) var rows: [DatabaseRow] = []
    /// Rows that an INSERT, UPDATE or DELETE changed; 0 for everything else.
    let changed: Int
    /// `COMMIT`, `INSERT 0 1` and the like.
    let tag: String

    /// Whether the statement left something to commit.
    var isChange: Bool { changed > 0 || !["SELECT", "INSERT", "UPDATE", "DELETE"].contains { tag.hasPrefix($0) } }

    /// Reads a result that is no error; the caller clears it.
    init(reading result: OpaquePointer) {
        tag = String(cString: PQcmdStatus(result))
        let isChange = tag.hasPrefix("INSERT") || tag.hasPrefix("UPDATE") || tag.hasPrefix("DELETE")
        changed = isChange ? Int(String(cString: PQcmdTuples(result))) ?? 0 : 0
        let columns = PQnfields(result)
        guard columns > 0 else { return }
        let types = (0..<columns).map { PQftype(result, $0) }
        rows.reserveCapacity(Int(PQntuples(result)))
        for row in 0..<PQntuples(result) {
            rows.append(
                DatabaseRow((0..<columns).map { Self.value(of: result, row, $0, type: types[Int($0)]) })
            )
        }
    }

    /// Values come in text format, which has one form for every integer type.
    private static func value(of result: OpaquePointer, _ row: Int32, _ column: Int32, type: Oid) -> DatabaseValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        switch Int(type) {
        case ORK_PG_INT8, ORK_PG_INT4, ORK_PG_INT2: return integer(bytes).map(DatabaseValue.integer) ?? .null
        case ORK_PG_BOOL: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case ORK_PG_FLOAT8, ORK_PG_FLOAT4: return .real(Double(text(bytes)) ?? .nan)
        // SUM of integers is NUMERIC.
        case ORK_PG_NUMERIC:
            return integer(bytes).map(DatabaseValue.integer) ?? .real(Double(text(bytes)) ?? .nan)
        case ORK_PG_BYTEA: return .blob(blob(bytes))
        default: return .text(text(bytes))
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? { Int64(text(bytes)) }

    /// `\x` and two hexadecimal digits a byte: the format since version 9.0.
    private static func blob(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var blob: [UInt8] = []
        blob.reserveCapacity(bytes.count / 2)
        var position = 2
        while position + 1 < bytes.count {
            blob.append(digit(bytes[position]) << 4 | digit(bytes[position + 1]))
            position += 2
        }
        return blob
    }

    private static func digit(_ character: UInt8) -> UInt8 {
        character >= UInt8(ascii: "a") ? character &- UInt8(ascii: "a") &+ 10 : character & 0x0F
    }
}
