// Twilio's failures, sorted by their codes: try again and when, mend it, go another
// way, or stop.

import OrkestaABI
public import OrkestaModel
public import OrkestaSDK

/// Turns codes into what the host does about them.
public enum TwilioFailure {
    /// Of an answer. Without a code of Twilio's, something in front of it answered, or what
    /// it took has no id: whether the message was taken is not known.
    public static func error(_ document: JSON?, status: Int) -> PluginError {
        if let code = document?["code"]?.integerValue { return error(code: code) }
        switch status {
        case 429: return error(code: 20_429)
        case 401, 403: return error(code: 20_003)
        case 200..<300, 500...:
            return PluginError(ORK_E_UNKNOWN_OUTCOME, "the SMS provider answered \(status) without saying what it did")
        default: return PluginError(ORK_E_REJECTED, "the SMS provider answered \(status) without saying why")
        }
    }

    /// Of one of Twilio's error codes. One that is not known here says that the message was
    /// refused for good.
    public static func error(code: Int64) -> PluginError {
        let (status, remedy, wait): (ork_status, SendRemedy, Int64) =
            switch code {
            case 20_429: (ORK_E_RATE_LIMITED, .waitForSender, 2_000)
            // 30001: too much waits at the provider.
            case 20_500, 30_001: (ORK_E_UNAVAILABLE, .none, 0)
            case 21_610: (ORK_E_REJECTED, .optOut, 0)
            case 21_211, 21_214, 21_408, 21_614, 30_003...30_008: (ORK_E_REJECTED, .otherChannel, 0)
            // 30002: the account was suspended meanwhile.
            case 20_003, 20_005, 30_002, 21_212, 21_603, 21_606, 21_612: (ORK_E_DENIED, .stop, 0)
            default: (ORK_E_INVALID, .none, 0)
            }
        return PluginError(
            status,
            "the SMS provider refused it with code \(code)",
            isRetryable: status == ORK_E_RATE_LIMITED || status == ORK_E_UNAVAILABLE,
            retryAfterMilliseconds: wait,
            providerCode: Int32(clamping: code),
            remedy: remedy
        )
    }
}
