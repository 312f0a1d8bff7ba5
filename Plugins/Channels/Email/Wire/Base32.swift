// Bytes as letters and digits that survive in the address of a mail, whatever becomes of
// their case (RFC 4648, 6).

/// Writes in lower case, without padding.
enum Base32 {
    private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (buffer, count): (UInt32, UInt32) = (0, 0)
        for byte in bytes {
            (buffer, count) = (buffer << 8 | UInt32(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.append(digits[Int(buffer >> count & 31)])
            }
        }
        if count > 0 { text.append(digits[Int(buffer << (5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for what holds another character. Bits that make no byte are left out.
    static func bytes(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (buffer, count): (UInt32, UInt32) = (0, 0)
        for character in text.utf8 {
            guard let digit = digits.firstIndex(of: character) else { return nil }
            (buffer, count) = (buffer << 5 | UInt32(digit), count + 5)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> count))
        }
        return bytes
    }
}
