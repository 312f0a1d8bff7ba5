// Reading typed values out of JSON documents, with errors that name the field.

/// Why a JSON document is not the value that it should be.
public struct DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The member at fault, as a path: `items[2].title`. Empty for the whole document.
    public let field: String
    /// What the member should have been: "a string is expected".
    public let reason: String

    public init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    public var description: String { field.isEmpty ? reason : "\(field): \(reason)" }

    /// The same error, seen from the document around this one.
    func inside(_ parent: String) -> DocumentError {
        DocumentError(field: field.isEmpty ? parent : "\(parent).\(field)", reason: reason)
    }
}

extension JSON {
    /// A string that must be there.
    public func requiredText(_ key: String) throws(DocumentError) -> String {
        guard let value = self[key]?.stringValue else {
            throw DocumentError(field: key, reason: "a string is expected")
        }
        return value
    }

    /// A string; nil when absent or null.
    public func optionalText(_ key: String) throws(DocumentError) -> String? {
        guard let value = present(key) else { return nil }
        guard let text = value.stringValue else { throw DocumentError(field: key, reason: "a string is expected") }
        return text
    }

    /// An integer; nil when absent or null.
    public func optionalInteger(_ key: String) throws(DocumentError) -> Int64? {
        guard let value = present(key) else { return nil }
        guard let integer = value.integerValue else {
            throw DocumentError(field: key, reason: "an integer is expected")
        }
        return integer
    }

    /// A boolean; `standard` when absent or null.
    public func flag(_ key: String, default standard: Bool) throws(DocumentError) -> Bool {
        guard let value = present(key) else { return standard }
        guard let flag = value.boolValue else { throw DocumentError(field: key, reason: "true or false is expected") }
        return flag
    }

    /// An array of strings; empty when absent or null.
    public func texts(_ key: String) throws(DocumentError) -> [String] {
        guard let value = present(key) else { return [] }
        let texts = value.arrayValue?.map(\.stringValue)
        guard let texts, !texts.contains(nil) else {
            throw DocumentError(field: key, reason: "an array of strings is expected")
        }
        return texts.compactMap { $0 }
    }

    /// An object of strings; empty when absent or null.
    public func textMembers(_ key: String) throws(DocumentError) -> [String: String] {
        guard let value = present(key) else { return [:] }
        let members = value.objectValue?.compactMapValues(\.stringValue)
        guard let members, members.count == value.objectValue?.count else {
            throw DocumentError(field: key, reason: "an object of strings is expected")
        }
        return members
    }

    /// An array whose elements `read` turns into values; empty when absent or null.
    public func elements<Value>(
        _ key: String,
        _ read: (JSON) throws(DocumentError) -> Value
    ) throws(DocumentError) -> [Value] {
        guard let value = present(key) else { return [] }
        guard let elements = value.arrayValue else { throw DocumentError(field: key, reason: "an array is expected") }
        var values: [Value] = []
        for (index, element) in elements.enumerated() {
            do throws(DocumentError) {
                values.append(try read(element))
            } catch {
                throw error.inside("\(key)[\(index)]")
            }
        }
        return values
    }

    /// Refuses members that nobody reads: a typing error would go unnoticed. Throws the
    /// first of them, and for what is no object.
    public func refuseMembers(beyond known: Set<String>) throws(DocumentError) {
        guard let members = objectValue else { throw DocumentError(field: "", reason: "an object is expected") }
        guard let unknown = members.keys.filter({ !known.contains($0) }).min() else { return }
        throw DocumentError(
            field: String(unknown.prefix(100)),
            reason: "unknown; use \(known.sorted().joined(separator: ", "))"
        )
    }

    /// A member that is there and not null.
    public func present(_ key: String) -> JSON? {
        guard let value = self[key], !value.isNull else { return nil }
        return value
    }
}
