// Who a WhatsApp customer is: the number that is dialled, the one that WhatsApp
// reports, and the id that stays when there is no number.

internal import HostTime

enum WhatsAppIdentity {
    /// The digits of a number in the form in which it is dialled, or nil when it is
    /// none: `+52 1 55 1234 5678`, `5215512345678` and `525512345678` are one.
    static func number(_ text: String) -> String? {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard (8...15).contains(digits.count), text.allSatisfy({ $0.isASCII && ($0.isNumber || " +-().".contains($0)) })
        else { return nil }
        if digits.hasPrefix("521"), digits.count == 13 { return "52" + digits.dropFirst(3) }
        if digits.hasPrefix("549"), digits.count == 13 { return "54" + digits.dropFirst(3) }
        return digits
    }

    /// What WhatsApp calls that number: Mexican and Argentine mobiles keep a digit
    /// that nobody dials any more.
    static func reported(_ number: String) -> String {
        guard number.count == 12 else { return number }
        if number.hasPrefix("52") { return "521" + number.dropFirst(2) }
        if number.hasPrefix("54") { return "549" + number.dropFirst(2) }
        return number
    }

    /// The business-scoped user id: `MX.13491208655302741918`.
    static func userID(_ number: String) -> String {
        var hash = StableHash()
        hash.combine(number)
        return "\(country(number)).\(hash.value)"
    }

    /// As people write it: `+52 55 1234 5678`.
    static func written(_ number: String) -> String {
        guard number.hasPrefix("52"), number.count == 12 else { return "+\(number)" }
        let local = number.dropFirst(2)
        return "+52 \(local.prefix(2)) \(local.dropFirst(2).prefix(4)) \(local.suffix(4))"
    }

    private static func country(_ number: String) -> String {
        let countries = [
            ("52", "MX"), ("54", "AR"), ("55", "BR"), ("57", "CO"), ("56", "CL"), ("51", "PE"), ("34", "ES"),
            ("1", "US"),
        ]
        return countries.first { number.hasPrefix($0.0) }?.1 ?? "XX"
    }
}
