// Text as people paste it: with blanks around it that they do not mean.

extension String {
    /// Without white space at both ends.
    public var trimmed: String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        guard let end = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(scalars[...end])
    }
}
