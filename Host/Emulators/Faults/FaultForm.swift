// How a provider that answers with codes of its own fails on request: with a code, at once
// or later, and in the ways in which no code comes at all.

/// What an emulator of messages plays.
enum FaultForm: Sendable, Equatable {
    /// The request is refused with the code.
    case refused(Int)
    /// The message is accepted, and is told later to have failed with the code.
    case failed(Int)
    /// The connection is closed without a word; nothing was accepted.
    case hangUp
    /// Nothing comes, not even a status; nothing was accepted.
    case silence
    /// An error of the server's and a page of HTML; nothing was accepted.
    case page
    /// The message is accepted and delivered, and the connection closed before that is said.
    case lostAnswer
    /// The message is accepted and delivered, and nothing is ever told of it.
    case noStatus
}

/// The failures of one provider by their names.
struct FaultTable: Sendable {
    /// In the order in which people are told of them.
    let names: [String]
    private let forms: [String: FaultForm]

    /// `page` names the error with a page; `own` are those that not every provider has.
    init(page: String, _ own: [(name: String, form: FaultForm)]) {
        let common: [(name: String, form: FaultForm)] = [
            ("hang-up", .hangUp), ("silence", .silence), (page, .page), ("lost-answer", .lostAnswer),
        ]
        let all = common + own
        names = all.map(\.name)
        forms = Dictionary(all.map { ($0.name, $0.form) }) { first, _ in first }
    }

    /// Nil for a name that is none.
    subscript(name: String) -> FaultForm? { forms[name] }
}
