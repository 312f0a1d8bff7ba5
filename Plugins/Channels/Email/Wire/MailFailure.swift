// What servers of mail say no with, sorted by RFC 3463: try again, go another way,
// mend the sender, or never.

import OrkestaABI
public import OrkestaSDK

/// Turns replies and bounces into what the host does about them.
public enum MailFailure {
    /// Of a server that refused to take a message. `code` is SMTP's, 400 to 599; `attempt`
    /// counts from 1.
    public static func error(code: Int, status: String, attempt: Int = 1) -> PluginError {
        let isForNow = code < 500
        let isTooFast = isForNow && isThrottled(code, status)
        let said = status.isEmpty ? "\(code)" : "\(code) \(status)"
        // A sender rests as a whole, and no longer for one message that is tried often.
        let pause = isTooFast ? retryMilliseconds.lowerBound : delay(afterAttempts: attempt)
        return PluginError(
            isForNow ? (isTooFast ? ORK_E_RATE_LIMITED : ORK_E_UNAVAILABLE) : ORK_E_REJECTED,
            "the mail server answered \(said)",
            isRetryable: isForNow,
            retryAfterMilliseconds: isForNow ? pause : 0,
            providerCode: Int32(clamping: code),
            remedy: remedy(status, isForNow: isForNow, isThrottled: isTooFast)
        )
    }

    /// Of a message that came back.
    public static func bounce(status: String) -> PluginError {
        PluginError(
            ORK_E_REJECTED,
            "the message came back with \(status)",
            remedy: remedy(status, isForNow: false, isThrottled: false)
        )
    }

    /// Servers that are busy, or meet a stranger for the first time, want minutes; who goes
    /// on for days asks every half hour (RFC 5321, 4.5.4.1).
    private static let retryMilliseconds: ClosedRange<Int64> = 60_000...1_800_000

    /// Twice as long each time.
    private static func delay(afterAttempts attempts: Int) -> Int64 {
        let doublings = Int64(min(max(1, attempts) - 1, 10))
        return min(retryMilliseconds.lowerBound << doublings, retryMilliseconds.upperBound)
    }

    /// Whether all that the sender sends is too much. Who greylists means one recipient, and
    /// says 4.7.1 (RFC 6647): the others need not wait for that.
    private static func isThrottled(_ code: Int, _ status: String) -> Bool {
        code == 421 || status.hasPrefix("4.7.") && status != "4.7.1"
    }

    private static func remedy(_ status: String, isForNow: Bool, isThrottled: Bool) -> SendRemedy {
        if isThrottled { return .waitForSender }
        if isForNow { return .none }
        switch status {
        // Not authenticated, not authorized, or without the records that receivers ask for.
        case "5.7.8", "5.7.9", "5.7.20", "5.7.23", "5.7.25", "5.7.26", "5.7.27": return .stop
        // Unknown, moved, disabled or full mailboxes, and domains that take no mail.
        case let status where status.hasPrefix("5.1.") || status.hasPrefix("5.2.") || status.hasPrefix("5.4."):
            return .otherChannel
        default: return .none
        }
    }
}
