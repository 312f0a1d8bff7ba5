// Parameters as application/x-www-form-urlencoded, in bodies and in addresses; nested
// with brackets, as Stripe takes them.

import OrkestaModel

/// A form, its fields in the order in which they were added: equal requests have
/// equal bytes, which idempotency keys depend on.
struct WebForm: Sendable, ExpressibleByDictionaryLiteral {
    private var fields: [(name: String, value: String)] = []

    init() {}

    init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

    /// `name[0]`, `name[1]`, ...
    mutating func add(_ name: String, _ values: [String]) {
        for (index, value) in values.enumerated() { add("\(name)[\(index)]", value) }
    }

    /// `name[key]`, in the order of the keys.
    mutating func add(_ name: String, _ members: [String: String]) {
        for (key, value) in members.sorted(by: { $0.key < $1.key }) { add("\(name)[\(key)]", value) }
    }

    /// As it goes over the wire, also behind the `?` of an address.
    var encoded: String { FormFields(fields).text }
}
