// One form for every way to write the same phone number, so that a customer
// is one customer over all channels.

/// The address of a customer on a channel: a phone number or the channel's own id.
public enum Address {
    /// The form under which an address is stored and compared.
    ///
    /// Mexican numbers, in whichever way they are written (10 national digits,
    /// `52`, `521`, `+52 1`, `044`, `045`, `01`), become `+52` and 10 digits;
    /// Argentine mobiles lose the 9 that WhatsApp reports, and mobiles of Brazil
    /// get the ninth digit that it leaves out; other numbers with `+` or `00`
    /// keep their digits alone. Everything else is an id of its channel and
    /// stays as it is.
    public static func canonical(_ text: String) -> String {
        guard let number = DialledNumber(text) else { return text }
        let digits = number.digits
        if number.isInternational {
            if let national = mexican(digits) { return "+52\(national)" }
            if digits.hasPrefix("549"), digits.utf8.count == 13 { return "+54\(digits.dropFirst(3))" }
            if let national = brazilian(digits) { return "+55\(national)" }
            return (8...15).contains(digits.utf8.count) ? "+\(digits)" : text
        }
        let national = domestic(digits) ?? mexican(digits)
        return national.map { "+52\($0)" } ?? text
    }

    /// Whether a canonical address is a phone number, which means the same
    /// person on every channel.
    public static func isPhone(_ canonical: String) -> Bool {
        let digits = canonical.utf8.dropFirst()
        return canonical.utf8.first == UInt8(ascii: "+") && (8...15).contains(digits.count)
            && digits.allSatisfy(isDigit)
    }

    /// The national digits of a number with the country code 52.
    private static func mexican(_ digits: String) -> Substring? {
        switch digits.utf8.count {
        case 12 where digits.hasPrefix("52"): digits.dropFirst(2)
        case 13 where digits.hasPrefix("521"): digits.dropFirst(3)
        default: nil
        }
    }

    /// The national digits of a mobile of Brazil that is written without the ninth digit; nil
    /// for its other numbers, of which those on land begin with 2 to 5.
    private static func brazilian(_ digits: String) -> String? {
        guard digits.hasPrefix("55"), digits.utf8.count == 12 else { return nil }
        let (area, own) = (digits.dropFirst(2).prefix(2), digits.dropFirst(4))
        return own.first.map { "6789".contains($0) } == true ? "\(area)9\(own)" : nil
    }

    /// The national digits of a number as dialled within Mexico, now or before 2019.
    private static func domestic(_ digits: String) -> Substring? {
        switch digits.utf8.count {
        case 10 where !digits.hasPrefix("0"): digits[...]
        case 12 where digits.hasPrefix("01"): digits.dropFirst(2)
        case 13 where digits.hasPrefix("044") || digits.hasPrefix("045"): digits.dropFirst(3)
        default: nil
        }
    }
}

/// Digits with the marks that people put between them.
private struct DialledNumber {
    let digits: String
    let isInternational: Bool

    init?(_ text: String) {
        var bytes = text.utf8.filter { !marks.contains($0) }
        let hasPlus = bytes.first == UInt8(ascii: "+")
        if hasPlus { bytes.removeFirst() }
        guard !bytes.isEmpty, bytes.count <= 17, bytes.allSatisfy(isDigit) else { return nil }
        let hasZeros = !hasPlus && bytes.starts(with: "00".utf8)
        if hasZeros { bytes.removeFirst(2) }
        digits = String(decoding: bytes, as: UTF8.self)
        isInternational = hasPlus || hasZeros
    }
}

private let marks = Set(" -().".utf8)

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
