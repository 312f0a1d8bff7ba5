// What a provider is told when its request could not be taken: an HTTP status
// that says whether sending it again helps, and a small problem document.

import OrkestaABI
import OrkestaModel

extension ChannelIngest {
    /// The response to a request whose reading failed; nothing is delivered.
    init(failure: PluginError) {
        let (status, type, title) =
            switch failure.status {
            case ORK_E_INVALID: (400, "invalid", "The request is not valid")
            case ORK_E_DENIED: (401, "unauthorized", "Authentication is required")
            case ORK_E_RATE_LIMITED: (429, "rate-limited", "There are too many requests")
            case ORK_E_UNAVAILABLE, ORK_E_TIMEOUT, ORK_E_CANCELLED, ORK_E_BUDGET:
                (503, "unavailable", "The request cannot be taken now")
            default: (500, "internal", "The request could not be taken")
            }
        // What went wrong inside is for the log, not for whoever asks.
        let problem: JSON = [
            "type": .string("https://orkesta.dev/problems/\(type)"), "title": .string(title),
            "status": .integer(Int64(status)), "detail": .string(status == 500 ? title : failure.message),
        ]
        self.init(
            status: status,
            headers: [("Content-Type", "application/problem+json")],
            body: problem.utf8
        )
    }
}
