// Every failure of the Cloud API, sorted by its code: try again and when, mend it,
// go another way, or stop.

import OrkestaABI
public import OrkestaModel
public import OrkestaSDK

/// Turns Meta's codes into what the host does about them.
public enum GraphFailure {
    /// The number is not in the list of a test account, perhaps in this form only.
    public static let notInAllowedList: Int32 = 131_030

    /// Of an answer. Without a document of Meta's, something in front of it answered:
    /// whether the message was taken is not known.
    public static func error(_ document: JSON?, status: Int, attempt: Int) -> PluginError {
        guard let reason = document?["error"], let code = reason["code"]?.integerValue else {
            return status >= 500
                ? PluginError(ORK_E_UNKNOWN_OUTCOME, "WhatsApp answered \(status) without saying why")
                : PluginError(ORK_E_REJECTED, "WhatsApp answered \(status) without saying why")
        }
        return error(code: code, title: reason["message"]?.stringValue, attempt: attempt)
    }

    /// Of a code. `attempt` counts from 1: pairs wait longer each time.
    public static func error(code: Int64, title: String?, attempt: Int) -> PluginError {
        let (action, wait) = action(code, attempt)
        return PluginError(
            action.status,
            title ?? "WhatsApp refused it with code \(code)",
            isRetryable: action.isRetryable,
            retryAfterMilliseconds: wait,
            providerCode: Int32(clamping: code),
            remedy: action.remedy
        )
    }

    private enum Action {
        case waitForCustomer, waitForSender, again, stop, otherChannel, optOut, template, otherTemplate, mend

        var status: ork_status {
            switch self {
            case .waitForCustomer, .waitForSender: ORK_E_RATE_LIMITED
            case .again: ORK_E_UNAVAILABLE
            case .stop: ORK_E_DENIED
            case .otherChannel, .optOut, .template, .otherTemplate: ORK_E_REJECTED
            case .mend: ORK_E_INVALID
            }
        }

        var isRetryable: Bool {
            switch self {
            case .waitForCustomer, .waitForSender, .again: true
            case .stop, .otherChannel, .optOut, .template, .otherTemplate, .mend: false
            }
        }

        var remedy: SendRemedy {
            switch self {
            case .waitForCustomer: .waitForCustomer
            case .waitForSender: .waitForSender
            case .stop: .stop
            case .otherChannel: .otherChannel
            case .optOut: .optOut
            case .template: .template
            case .otherTemplate: .otherTemplate
            case .again, .mend: .none
            }
        }
    }

    /// What to do, and after how many milliseconds (0: not known).
    private static func action(_ code: Int64, _ attempt: Int) -> (Action, Int64) {
        switch code {
        case 130_429: (.waitForSender, 1_000)
        case 4, 80_007: (.waitForSender, 60_000)
        // Four to the power of the attempt, in seconds.
        case 131_056: (.waitForCustomer, 1_000 << (2 * Int64(min(max(attempt, 1), 6))))
        case 131_000, 131_016, 135_000, 137_000: (.again, 0)
        case 131_052, 131_053: attempt == 1 ? (.again, 0) : (.mend, 0)
        case 131_047: (.template, 0)
        case 131_050: (.optOut, 0)
        case 132_015, 132_016: (.otherTemplate, 0)
        case 131_026, 131_049, 131_062, 131_063, 130_472: (.otherChannel, 0)
        case 0, 3, 10, 190, 200...299, 368, 130_497, 131_005, 131_031, 131_037, 131_042, 131_045, 131_048, 131_057,
            131_064, 133_016:
            (.stop, 0)
        // 100, 131008, 131009, 131021, 131030, 131051, 132xxx: the message, or its template, is at fault.
        default: (.mend, 0)
        }
    }
}
