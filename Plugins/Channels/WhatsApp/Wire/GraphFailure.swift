// Every failure of the Cloud API, sorted by its code: try again and when, mend it,
// go another way, or stop.

import OrkestaABI
public import OrkestaModel
public import OrkestaSDK

/// Turns Meta's codes into what the host does about them.
public enum GraphFailure {
    /// The number is not known, perhaps in this form only: it is not in the list of a test
    /// account, or not at WhatsApp.
    public static let unknownNumbers: Set<Int32> = [131_026, 131_030]
    /// A file could not be fetched from us, or not be kept.
    public static let unusableFiles: Set<Int32> = [131_052, 131_053]
    /// What is said of an id of a file that is not known, or not any more, too.
    public static let lostFiles: Set<Int32> = unusableFiles.union([100, 131_008, 131_009])

    /// Milliseconds that a sender rests of which it is not said how long it has to.
    private static let senderRest: Int64 = 60_000

    /// Of an answer.
    public static func error(_ document: JSON?, status: Int, attempt: Int) -> PluginError {
        guard let reason = document?["error"], let code = reason["code"]?.integerValue else {
            return errorWithoutCode(status)
        }
        return error(code: code, title: reason["message"]?.stringValue, attempt: attempt, status: status)
    }

    /// Something in front of Meta answered, or what Meta took has no id: whether the message
    /// was taken is not known then. It was not where too many came, or it came too slowly.
    private static func errorWithoutCode(_ status: Int) -> PluginError {
        let told = "WhatsApp answered \(status) without saying"
        switch status {
        case 408: return PluginError(ORK_E_UNAVAILABLE, "\(told) why", isRetryable: true)
        case 429:
            return PluginError(
                ORK_E_RATE_LIMITED,
                "\(told) why",
                isRetryable: true,
                retryAfterMilliseconds: senderRest,
                remedy: .waitForSender
            )
        case 200..<300, 500...: return PluginError(ORK_E_UNKNOWN_OUTCOME, "\(told) what it did")
        default: return PluginError(ORK_E_REJECTED, "\(told) why")
        }
    }

    /// Of a code. `attempt` counts from 1: pairs wait longer each time. `status` is the
    /// answer's, which says something of codes that are not known; nil: there was no answer.
    public static func error(code: Int64, title: String?, attempt: Int, status: Int? = nil) -> PluginError {
        let (action, wait) = action(code, attempt, status ?? 400)
        return PluginError(
            action.status,
            title ?? "WhatsApp refused it with code \(code)",
            isRetryable: action.isRetryable,
            retryAfterMilliseconds: wait,
            providerCode: Int32(clamping: code),
            remedy: action.remedy
        )
    }

    /// Of a status. `recipient` is the number as WhatsApp reports it, where it tells one: it may
    /// be known in the other form.
    public static func error(code: Int64, recipient: String?) -> PluginError {
        let error = error(code: code, title: nil, attempt: 1)
        guard unknownNumbers.contains(error.providerCode), let recipient,
            CustomerNumber.otherForm(CustomerNumber.address(recipient)) != nil
        else { return error }
        return PluginError(
            ORK_E_REJECTED,
            error.message,
            providerCode: error.providerCode,
            remedy: .otherForm
        )
    }

    private enum Action {
        case waitForCustomer, waitForSender, again, stop, stopTemplates, otherChannel, optOut, template, otherTemplate,
            restAdvertising, mend

        var status: ork_status {
            switch self {
            case .waitForCustomer, .waitForSender: ORK_E_RATE_LIMITED
            case .again: ORK_E_UNAVAILABLE
            case .stop, .stopTemplates: ORK_E_DENIED
            case .otherChannel, .optOut, .template, .otherTemplate, .restAdvertising: ORK_E_REJECTED
            case .mend: ORK_E_INVALID
            }
        }

        var isRetryable: Bool {
            switch self {
            case .waitForCustomer, .waitForSender, .again: true
            case .stop, .stopTemplates, .otherChannel, .optOut, .template, .otherTemplate, .restAdvertising, .mend:
                false
            }
        }

        var remedy: SendRemedy {
            switch self {
            case .waitForCustomer: .waitForCustomer
            case .waitForSender: .waitForSender
            case .stop: .stop
            case .stopTemplates: .stopTemplates
            case .otherChannel: .otherChannel
            case .optOut: .optOut
            case .template: .template
            case .otherTemplate: .otherTemplate
            case .restAdvertising: .restAdvertising
            case .again, .mend: .none
            }
        }
    }

    /// What to do, and after how many milliseconds (0: not known).
    private static func action(_ code: Int64, _ attempt: Int, _ status: Int) -> (Action, Int64) {
        switch code {
        case 130_429: (.waitForSender, 1_000)
        case 4, 80_007: (.waitForSender, senderRest)
        // Four to the power of the attempt, in seconds.
        case 131_056: (.waitForCustomer, 1_000 << (2 * Int64(min(max(attempt, 1), 6))))
        case 131_000, 131_016, 135_000: (.again, 0)
        case 131_052, 131_053, 137_000: attempt == 1 ? (.again, 0) : (.mend, 0)
        case 131_047: (.template, 0)
        case 131_049: (.restAdvertising, 0)
        case 131_050: (.optOut, 0)
        case 132_015, 132_016: (.otherTemplate, 0)
        // Not at WhatsApp, in an experiment, or a flow that is held back.
        case 130_472, 131_026, 131_062, 131_063, 132_068, 132_069: (.otherChannel, 0)
        case 131_042, 131_048, 131_064: (.stopTemplates, 0)
        case 0, 3, 10, 190, 200...299, 368, 130_497, 131_005, 131_031, 131_037, 131_045, 131_057, 133_016: (.stop, 0)
        // The message, or its template, is at fault.
        case 100, 131_008, 131_009, 131_021, 131_030, 131_051, 132_000...132_012: (.mend, 0)
        // One that is not known: 1 and 2 come while the API is down.
        default: status == 429 ? (.waitForSender, senderRest) : status >= 500 ? (.again, 0) : (.mend, 0)
        }
    }
}
