// A rule of the contract: where it stands in the headers, and what to do when a
// plugin breaks it.

/// One rule that a plugin can break.
struct Rule: Sendable, Equatable {
    /// Short and stable, for programs: `finish-once`.
    let id: String
    /// The header it stands in: `ext/turn.h`.
    let header: String
    /// Words of the header, spaces and comment stars aside. They say the rule, and
    /// lead to its line.
    let quotation: String
    /// What the plugin's author can do about it.
    let remedy: String

    /// `orkesta/ext/turn.h:64`, in the headers that this program was built with.
    var place: RulePlace { RulePlace(header: "orkesta/\(header)", line: HeaderText.line(of: quotation, in: header)) }
}

/// Where a rule stands.
struct RulePlace: Sendable, Equatable, CustomStringConvertible {
    let header: String
    /// From 1; nil when the header no longer has the words, which a test forbids.
    let line: Int?

    var description: String { line.map { "\(header):\($0)" } ?? header }
}
