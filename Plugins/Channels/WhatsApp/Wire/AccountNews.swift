// What Meta says of an account, or of one of its numbers, beside messages: whether it may send
// any, and how it is judged.

import OrkestaABI
import OrkestaModel
import OrkestaSDK

/// An event of an account.
struct AccountNews {
    /// The fields of webhooks that tell such events.
    static let fields: Set = [
        "account_update", "account_review_update", "account_alerts", "phone_number_quality_update",
        "business_capability_update",
    ]

    private static let told = [
        "event", "decision", "current_limit", "old_limit", "waba_ban_state", "restriction_type", "violation_type",
        "alert_type", "alert_severity", "alert_status",
    ]
    private static let wordBytesMax = 60

    /// For the log: words of Meta's alone, in which nothing of a person is.
    let facts: [String: JSON]
    /// Set where nothing, or no template, goes out before somebody mends the account.
    let failure: PluginError?

    init(_ field: String, _ value: JSON) {
        let parts =
            [value, value["ban_info"], value["violation_info"], value["alert_info"]].compactMap(\.self)
            + (value["restriction_info"]?.arrayValue ?? [])
        var words: [String: [String]] = [:]
        for key in Self.told {
            let own = parts.flatMap { Self.words($0[key]) }
            if !own.isEmpty { words[key] = own }
        }
        let all = words.mapValues { $0.joined(separator: ", ") }
        facts = all.mapValues(JSON.string).merging(["field": .string(field)]) { $1 }
        let remedy = field == "account_update" ? Self.remedy(words) : nil
        failure = remedy.map { remedy in
            let said = all.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", ")
            return PluginError(ORK_E_DENIED, "Meta says of the account: \(said)", remedy: remedy)
        }
    }

    /// Nil where the account sends as before.
    private static func remedy(_ words: [String: [String]]) -> SendRemedy? {
        switch words["event"]?.first {
        case "DISABLED_UPDATE": return words["waba_ban_state"]?.contains("DISABLE") == true ? .stop : nil
        // The app may not act for it any more.
        case "ACCOUNT_DELETED", "ACCOUNT_OFFBOARDED", "PARTNER_REMOVED": return .stop
        case "ACCOUNT_RESTRICTION":
            let restrictions = words["restriction_type"] ?? []
            if restrictions.contains("RESTRICTED_CUSTOMER_INITIATED_MESSAGING") { return .stop }
            return restrictions.contains("RESTRICTED_BIZ_INITIATED_MESSAGING") ? .stopTemplates : nil
        default: return nil
        }
    }

    /// The words that a member is, or holds: names of Meta's, such as `TIER_1K`.
    private static func words(_ member: JSON?) -> [String] {
        let all = member?.arrayValue ?? [member].compactMap(\.self)
        return all.compactMap(\.stringValue).filter { word in
            (1...wordBytesMax).contains(word.utf8.count)
                && word.utf8.allSatisfy { $0 == UInt8(ascii: "_") || isLetterOrDigit($0) }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
