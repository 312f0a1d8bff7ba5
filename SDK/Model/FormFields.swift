// application/x-www-form-urlencoded, as forms and several providers send it.

/// The fields of a form, in the order in which they were sent; a name may come
/// more than once.
public struct FormFields: Sendable {
    public let pairs: [(name: String, value: String)]

    /// At most `countMax` fields; what is damaged is left out.
    public init(parsing text: String, countMax: Int) {
        pairs = text.split(separator: "&").prefix(countMax).compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = Self.decoded(parts[0]), let value = Self.decoded(parts[1]) else {
                return nil
            }
            return (name, value)
        }
    }

    public init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    /// The form as it is sent.
    public var text: String {
        pairs.map { "\(PercentEncoding.encoded($0.name))=\(PercentEncoding.encoded($0.value))" }.joined(separator: "&")
    }

    /// The last value of that name, or nil.
    public subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

    /// A form's space is a plus, unlike a path's.
    private static func decoded(_ text: Substring) -> String? {
        PercentEncoding.decoded(String(text.map { $0 == "+" ? " " : $0 }))
    }
}
