// Values that go into SQL and come out of it. Only four kinds exist, so that
// both engines store the same: 64-bit integers, doubles, text, bytes.

public import HostCore
public import OrkestaModel

/// A value as an engine stores it.
public enum DatabaseValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// What can stand for a placeholder.
public protocol DatabaseArgument: Sendable {
    var databaseValue: DatabaseValue { get }
}

extension DatabaseValue: DatabaseArgument {
    public var databaseValue: DatabaseValue { self }
}

extension Int64: DatabaseArgument {
    public var databaseValue: DatabaseValue { .integer(self) }
}

extension Int: DatabaseArgument {
    public var databaseValue: DatabaseValue { .integer(Int64(self)) }
}

extension Bool: DatabaseArgument {
    public var databaseValue: DatabaseValue { .integer(self ? 1 : 0) }
}

extension Double: DatabaseArgument {
    public var databaseValue: DatabaseValue { .real(self) }
}

extension String: DatabaseArgument {
    public var databaseValue: DatabaseValue { .text(self) }
}

extension [UInt8]: DatabaseArgument {
    public var databaseValue: DatabaseValue { .blob(self) }
}

extension Timestamp: DatabaseArgument {
    /// Milliseconds since the epoch.
    public var databaseValue: DatabaseValue { .integer(milliseconds) }
}

extension JSON: DatabaseArgument {
    /// The canonical text.
    public var databaseValue: DatabaseValue { .text(description) }
}

extension Identifier: DatabaseArgument {
    public var databaseValue: DatabaseValue { .text(rawValue) }
}

extension TenantID: DatabaseArgument {
    public var databaseValue: DatabaseValue { .text(rawValue) }
}

extension PluginID: DatabaseArgument {
    public var databaseValue: DatabaseValue { .text(rawValue) }
}

extension Optional: DatabaseArgument where Wrapped: DatabaseArgument {
    /// NULL for nil.
    public var databaseValue: DatabaseValue { self?.databaseValue ?? .null }
}

/// One row of a result, its columns in the order of the SELECT list.
public struct DatabaseRow: Sendable {
    private let values: [DatabaseValue]

    public init(_ values: [DatabaseValue]) { self.values = values }

    /// The value of a column, NULL beyond the last.
    public subscript(column: Int) -> DatabaseValue {
        values.indices.contains(column) ? values[column] : .null
    }

    /// Text that the schema promises. Throws when it is not there.
    public func text(_ column: Int) throws(DatabaseError) -> String {
        guard case .text(let value) = self[column] else { throw mismatch(column, "text") }
        return value
    }

    /// An integer that the schema promises. Throws when it is not there.
    public func integer(_ column: Int) throws(DatabaseError) -> Int64 {
        guard case .integer(let value) = self[column] else { throw mismatch(column, "an integer") }
        return value
    }

    public func optionalText(_ column: Int) -> String? {
        guard case .text(let value) = self[column] else { return nil }
        return value
    }

    public func optionalInteger(_ column: Int) -> Int64? {
        guard case .integer(let value) = self[column] else { return nil }
        return value
    }

    /// A flag, stored as 0 or 1.
    public func flag(_ column: Int) throws(DatabaseError) -> Bool { try integer(column) != 0 }

    public func timestamp(_ column: Int) throws(DatabaseError) -> Timestamp {
        Timestamp(milliseconds: try integer(column))
    }

    public func optionalTimestamp(_ column: Int) -> Timestamp? {
        optionalInteger(column).map(Timestamp.init(milliseconds:))
    }

    public func identifier<Kind>(_ column: Int) throws(DatabaseError) -> Identifier<Kind> {
        Identifier(try text(column))
    }

    public func optionalIdentifier<Kind>(_ column: Int) -> Identifier<Kind>? {
        optionalText(column).map(Identifier.init)
    }

    /// A JSON document that the host wrote. Throws when it is damaged.
    public func json(_ column: Int) throws(DatabaseError) -> JSON {
        let text = try text(column)
        do {
            return try JSON(parsing: text)
        } catch {
            throw .failed("column \(column) holds damaged JSON: \(error)")
        }
    }

    public func blob(_ column: Int) throws(DatabaseError) -> [UInt8] {
        guard case .blob(let value) = self[column] else { throw mismatch(column, "bytes") }
        return value
    }

    private func mismatch(_ column: Int, _ expected: String) -> DatabaseError {
        .failed("column \(column) does not hold \(expected)")
    }
}
