// Numbers of customers: WhatsApp reports Mexican and Argentine mobiles with a
// digit that nobody dials any more, many of Brazil without one that everybody dials,
// and takes numbers without a `+`.

/// A customer's number as the host and as the Cloud API write it.
public enum CustomerNumber {
    /// The host's address of a number that WhatsApp reports: with `+`, and in the form
    /// in which it is dialled, so that one customer has one.
    public static func address(_ reported: String) -> String {
        if reported.hasPrefix("521"), reported.utf8.count == 13 { return "+52\(reported.dropFirst(3))" }
        if reported.hasPrefix("549"), reported.utf8.count == 13 { return "+54\(reported.dropFirst(3))" }
        if reported.hasPrefix("55"), reported.utf8.count == 12, let digit = reported.dropFirst(4).first,
            "6789".contains(digit)
        {
            return "+\(reported.prefix(4))9\(reported.dropFirst(4))"
        }
        return "+\(reported)"
    }

    /// The digits of an address.
    static func digits(_ address: String) -> String {
        address.hasPrefix("+") ? String(address.dropFirst()) : address
    }

    /// The same number in the form in which WhatsApp reports it, as an address; nil when
    /// there is only one.
    public static func otherForm(_ address: String) -> String? {
        switch address.utf8.count {
        case 13 where address.hasPrefix("+52"): "+521\(address.dropFirst(3))"
        case 13 where address.hasPrefix("+54"): "+549\(address.dropFirst(3))"
        case 14 where address.hasPrefix("+55") && address.dropFirst(5).hasPrefix("9"):
            "\(address.prefix(5))\(address.dropFirst(6))"
        default: nil
        }
    }

    /// Whether an address is a business-scoped user id (`MX.1349…`), not a number.
    static func isUserID(_ address: String) -> Bool { address.contains(".") }
}
