// How WhatsApp fails on request: every code of the Cloud API, at once or later,
// and the ways in which no code comes at all.

/// A failure that the emulator plays.
public struct WhatsAppFault: EmulatedFault {
    enum Form: Sendable, Equatable {
        /// The request is refused with the code.
        case refused(Int)
        /// The message is accepted, and its status is `failed` with the code.
        case failed(Int)
        /// The connection is closed without a word; nothing was accepted.
        case hangUp
        /// Nothing comes, not even a status; nothing was accepted.
        case silence
        /// A page of HTML with this status, as of something in front of WhatsApp; nothing was
        /// accepted.
        case page(Int)
        /// The message is accepted and delivered, and the connection closed before
        /// that is said.
        case lostAnswer
        /// The message is accepted and delivered, and no status ever comes.
        case noStatus
    }

    public let rawValue: String
    let form: Form

    /// Nil for a name that is none of ``names``.
    public init?(rawValue: String) {
        self.rawValue = rawValue
        switch rawValue {
        case "hang-up": form = .hangUp
        case "silence": form = .silence
        case "error-408": form = .page(408)
        case "error-429": form = .page(429)
        case "error-500": form = .page(500)
        case "lost-answer": form = .lostAnswer
        case "no-status": form = .noStatus
        default:
            let isLater = rawValue.hasPrefix("failed-")
            guard let code = Int(isLater ? rawValue.dropFirst("failed-".count) : rawValue[...]),
                GraphError.codes.contains(code)
            else { return nil }
            form = isLater ? .failed(code) : .refused(code)
        }
    }

    public static let names: [String] =
        ["hang-up", "silence", "error-408", "error-429", "error-500", "lost-answer", "no-status"]
        + GraphError.codes.map(String.init)
        + GraphError.codes.filter { $0 >= 130_000 }.map { "failed-\($0)" }
}
