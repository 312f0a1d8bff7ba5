// What follows from an attempt at a webhook, as Standard Webhooks 1.0.0 has it.
// No I/O, no clock.

import HostCore

/// How an attempt ended.
struct DeliveryEnding: Sendable, Hashable {
    let state: DeliveryRow.State
    /// Why the endpoint is switched off by it; nil when it is not.
    let disables: String?
    /// The pause before the next attempt, without its jitter; nil when there is none.
    private let pause: Int64?

    /// Only 2xx is a success; a redirect is none. 410 asks for no more. Everything
    /// else is tried again, `round` attempts having been made since it was queued.
    init(_ attempt: DeliveryAttempt, retryAfter: String?, round: Int64) {
        switch attempt.status {
        case .some(200...299): (state, disables, pause) = (.delivered, nil, nil)
        case .some(410): (state, disables, pause) = (.failed, "it answered 410 Gone", nil)
        default:
            let place = Int(clamping: round) - 1
            guard Limits.deliveryRetrySeconds.indices.contains(place) else {
                let last = attempt.status.map { "it answered \($0)" } ?? attempt.error ?? "no answer"
                (state, disables, pause) = (.failed, "\(round) attempts failed, the last: \(last)", nil)
                return
            }
            let asked = retryAfter.flatMap { Int64($0) } ?? 0
            let longest = Limits.deliveryRetrySeconds.last ?? 0
            let seconds = max(Limits.deliveryRetrySeconds[place], min(asked, longest))
            (state, disables, pause) = (.pending, nil, seconds * 1_000)
        }
    }

    /// With up to a tenth more by `chance`, so that many do not come back at once.
    func pauseMilliseconds(_ chance: UInt64) -> Int64? {
        pause.map { $0 + Int64(chance % UInt64($0 / 10 + 1)) }
    }
}
