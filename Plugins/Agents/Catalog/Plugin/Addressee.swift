// Fills the templates of the phrases in.

/// Who is spoken to, and in whose name.
struct Addressee: Sendable {
    let firstName: String?
    let business: String

    /// Only what looks like a name is used as one.
    init(customerName: String?, business: String) {
        let first = customerName?.split(whereSeparator: \.isWhitespace).first.map(String.init)
        firstName = first.flatMap { name in
            name.count <= 30 && name.allSatisfy { $0.isLetter || "-'’.".contains($0) } ? name : nil
        }
        self.business = business
    }

    /// `values` are filled in last, so that braces in them stay as they are.
    func fill(_ template: String, _ values: [(placeholder: String, value: String)] = []) -> String {
        let named =
            template
            .replacing("{, name}", with: firstName.map { ", \($0)" } ?? "")
            .replacing("{business}", with: business)
        return values.reduce(named) { $0.replacing($1.placeholder, with: $1.value) }
    }
}
