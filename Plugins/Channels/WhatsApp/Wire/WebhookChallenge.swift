// Meta's question whether an address is ours.

import OrkestaModel

/// `hub.mode=subscribe&hub.verify_token=…&hub.challenge=…`.
public struct WebhookChallenge: Sendable, Equatable {
    /// To be compared with the one of the settings.
    public let token: String
    /// What to answer, when it is the same.
    public let answer: String

    /// Nil for a query that asks no such thing.
    public init?(query: String) {
        let fields = FormFields(parsing: query, countMax: 20)
        guard fields["hub.mode"] == "subscribe", let token = fields["hub.verify_token"],
            let answer = fields["hub.challenge"], !answer.isEmpty, answer.utf8.count <= 1_000
        else { return nil }
        (self.token, self.answer) = (token, answer)
    }
}
