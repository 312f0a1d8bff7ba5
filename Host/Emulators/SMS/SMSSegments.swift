// How many messages a text is to a telephone network, which is what it costs.

/// The alphabet that a text needs, and the parts that it is cut into.
struct SMSSegments: Sendable, Equatable {
    /// Whether every character is one of GSM 03.38; otherwise UCS-2 is used.
    let isGSM: Bool
    let count: Int

    init(_ text: String) {
        let units = text.unicodeScalars.map(Self.units)
        isGSM = !units.contains(0)
        let length = isGSM ? units.reduce(0, +) : text.utf16.count
        let (single, part) = isGSM ? (160, 153) : (70, 67)
        count = length <= single ? 1 : (length + part - 1) / part
    }

    /// 1 or 2 septets; 0 for a character that GSM 03.38 does not have.
    private static func units(_ scalar: Unicode.Scalar) -> Int {
        if basic.contains(scalar) { return 1 }
        return extended.contains(scalar) ? 2 : 0
    }

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
            + "abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars
    )
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)
}
