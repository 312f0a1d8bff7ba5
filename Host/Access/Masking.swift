// Hides what a log must not show: telephones, e-mail addresses, keys, card
// numbers. It looks at form only, and rather hides too much.

/// Masks personal data and credentials in text.
public enum Masking {
    /// `text` with e-mail addresses as `a***@***`, keys and tokens as their
    /// first four characters, and telephones and card numbers as their last
    /// four digits. Row keys (UUIDs), dates and short numbers stay.
    public static func masked(_ text: String) -> String {
        var output: [UInt8] = []
        let bytes = Array(text.utf8)
        output.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if let end = digitsEnd(bytes, from: position) {
                output.append(contentsOf: maskedDigits(bytes[position..<end]))
                position = end
            } else if bytes[position].beginsWord {
                let end = bytes[position...].firstIndex { !$0.isWord } ?? bytes.count
                output.append(contentsOf: maskedWord(bytes[position..<end]))
                position = end
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    // MARK: Words

    /// How credentials of this product and of the usual providers begin.
    private static let credentialPrefixes = [
        "ork_", "sk_", "pk_", "rk_", "sk-", "gsk_", "whsec_", "ghp_", "xoxb-", "AIza", "EAA", "APP_USR-", "eyJ",
    ].map { Array($0.utf8) }
    private static let credentialBytesMin = 12
    /// A longer word of letters and digits in one piece is taken for a token.
    private static let plainWordBytesMax = 31

    private static func maskedWord(_ word: ArraySlice<UInt8>) -> [UInt8] {
        let at = word.firstIndex(of: UInt8(ascii: "@"))
        if let at, at > word.startIndex, word[at...].contains(UInt8(ascii: ".")) {
            return Array(word.prefix(1)) + Array("***@***".utf8)
        }
        return isCredential(word) ? Array(word.prefix(4)) + Array("***".utf8) : Array(word)
    }

    private static func isCredential(_ word: ArraySlice<UInt8>) -> Bool {
        if isUUID(word) { return false }
        if word.count >= credentialBytesMin, credentialPrefixes.contains(where: word.starts) { return true }
        let longest = word.split { !$0.isLetterOrDigit && $0 != UInt8(ascii: "_") }.map(\.count).max() ?? 0
        return longest > plainWordBytesMax && word.contains(where: \.isDigit) && word.contains { !$0.isDigit }
    }

    private static func isUUID(_ word: ArraySlice<UInt8>) -> Bool {
        word.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(\.count) == [8, 4, 4, 4, 12]
            && word.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: "-") }
    }

    // MARK: Digits

    private static let digitsMin = 10
    private static let digitsMax = 19
    private static let digitsShown = 4

    /// The end of a telephone or card number that begins here, or nil. Digits
    /// may be divided by single spaces, points, dashes or parentheses; a word
    /// around them (a row's key, a date with its time) makes them no number.
    private static func digitsEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        var position = bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "(") ? start + 1 : start
        var (end, digits) = (position, 0)
        while position < bytes.count {
            if bytes[position].isDigit {
                digits += 1
                end = position + 1
            } else if digits == 0 || !bytes[position].dividesDigits || position - end >= 2 {
                break
            }
            position += 1
        }
        guard (digitsMin...digitsMax).contains(digits), !isDate(bytes[start..<end]),
            !isUUID(bytes[start...].prefix { $0.isWord })
        else { return nil }
        return end < bytes.count && bytes[end].isLetterOrDigit ? nil : end
    }

    /// `2026-11-23 19:58`: a date goes before a time.
    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        let head = bytes.prefix(10).map { $0.isDigit ? UInt8(ascii: "0") : $0 }
        return head == Array("0000-00-00".utf8)
    }

    private static func maskedDigits(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        Array("***".utf8) + bytes.filter(\.isDigit).suffix(digitsShown)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    fileprivate var isLetterOrDigit: Bool {
        isDigit || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
    }
    fileprivate var isHexDigit: Bool {
        isDigit || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "f"))
    }
    /// What a word of interest is made of; every byte of a character beyond ASCII also.
    fileprivate var isWord: Bool {
        isLetterOrDigit || self >= 0x80 || "@._%+-~".utf8.contains(self)
    }
    fileprivate var beginsWord: Bool { isLetterOrDigit || self >= 0x80 || self == UInt8(ascii: "_") }
    fileprivate var dividesDigits: Bool { " .-()".utf8.contains(self) }
}
