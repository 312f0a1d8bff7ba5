// Fills the templates of the phrases in.

/// Who is spoken to, and in whose name.
public struct Addressee: Sendable, Equatable {
    private static let nameCharactersMax = 30

    public let firstName: String?
    public let business: String

    /// Only what looks like a name is used as one.
    public init(customerName: String?, business: String) {
        let first = customerName?.split(whereSeparator: \.isWhitespace).first.map(String.init)
        firstName = first.flatMap { name in
            let isName = name.count <= Self.nameCharactersMax && name.allSatisfy { $0.isLetter || "-'’.".contains($0) }
            return isName ? name : nil
        }
        self.business = business
    }

    /// `{, name}` becomes ", Ana" or nothing, `{name}` the name or nothing,
    /// `{business}` the shop's. `values` are filled in last, each in one pass,
    /// so that braces in them stay as they are.
    public func fill(_ template: String, _ values: [(placeholder: String, value: String)] = []) -> String {
        let own = [
            ("{, name}", firstName.map { ", \($0)" } ?? ""), ("{name}", firstName ?? ""), ("{business}", business),
        ]
        var filled = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            rest = rest[open...]
            if let match = (own + values).first(where: { rest.hasPrefix($0.0) }) {
                filled += match.1
                rest = rest.dropFirst(match.0.count)
            } else {
                filled.append(rest.removeFirst())
            }
        }
        return filled + rest
    }
}
