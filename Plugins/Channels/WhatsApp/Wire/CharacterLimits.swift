// Texts within limits that count characters as the Cloud API does: by Unicode scalars.

extension String {
    /// Whether it has 1 to `count` characters.
    func fits(_ count: Int) -> Bool { !isEmpty && unicodeScalars.count <= count }

    /// At most `count` characters, with an ellipsis when something is missing.
    func cut(to count: Int) -> String {
        guard unicodeScalars.count > count else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.prefix(count - 1))) + "…"
    }
}
