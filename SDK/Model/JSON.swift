// JSON as a value: what plugins, state, settings and traces are made of.
// Its text is canonical (keys sorted, no spaces), so equal values have equal
// bytes, which replay and idempotency keys depend on.

/// A JSON value.
///
/// Numbers without fraction that fit are ``integer(_:)``; all others are
/// ``double(_:)``. Money never travels as a double: see ``Money``.
public enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])
}

extension JSON {
    /// The member of an object, or nil when this is no object or has no such
    /// member. A member that is JSON null is returned as ``null``.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    public var stringValue: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// An integer, also from a double without fraction.
    public var integerValue: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): Int64(exactly: value)
        default: nil
        }
    }

    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    public var arrayValue: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    public var objectValue: [String: JSON]? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    public var isNull: Bool { self == .null }

    /// RFC 7396: applies `patch`, where null removes a member.
    public func merging(_ patch: JSON) -> JSON {
        guard case .object(let changes) = patch else { return patch }
        var members = objectValue ?? [:]
        for (key, change) in changes {
            if change.isNull {
                members[key] = nil
            } else {
                members[key] = (members[key] ?? .null).merging(change)
            }
        }
        return .object(members)
    }
}

// Not ExpressibleByNilLiteral: `condition ? json : nil` would then be a JSON null
// where an absent value was meant.
extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }

    /// The last of equal keys wins, as when parsing.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }

    /// A string, or null for nil.
    public init(_ value: String?) { self = value.map(JSON.string) ?? .null }

    /// An integer, or null for nil.
    public init(_ value: Int64?) { self = value.map(JSON.integer) ?? .null }

    /// An array of strings.
    public init(_ values: [String]) { self = .array(values.map(JSON.string)) }
}
