// Fingerprints and comparisons that do not tell by their time how much was
// right.

import Crypto
import FoundationEssentials

/// SHA-256 and comparison in constant time.
public enum Digests {
    /// 64 lower-case hexadecimal digits.
    public static func sha256Hex(_ text: String) -> String { sha256Hex(Array(text.utf8)) }

    /// 64 lower-case hexadecimal digits.
    public static func sha256Hex(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

    /// The code of HMAC-SHA256 with the bytes of `key`, over the parts one after the
    /// other: 64 lower-case hexadecimal digits.
    public static func hmacSHA256Hex(key: String, _ parts: [UInt8]...) -> String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: Array(key.utf8)))
        for part in parts { code.update(data: part) }
        return hex(code.finalize())
    }

    /// Whether both are equal, in a time that depends only on their lengths.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(left, right) { difference |= one ^ other }
        return difference == 0
    }

    /// Whether both are equal, in a time that depends only on their lengths.
    public static func areEqual(_ left: String, _ right: String) -> Bool {
        areEqual(Array(left.utf8), Array(right.utf8))
    }

    /// Lower-case hexadecimal digits, two for each byte.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.underestimatedCount)
        for byte in bytes {
            text.append(hexDigit(byte >> 4))
            text.append(hexDigit(byte & 0xF))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The bytes of hexadecimal digits; nil for anything else.
    static func bytes(ofHex text: String) -> [UInt8]? {
        let digits = text.utf8.map { UInt8(hexDigit: $0) }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }
}

extension UInt8 {
    fileprivate init?(hexDigit: UInt8) {
        switch hexDigit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self = hexDigit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self = hexDigit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self = hexDigit - UInt8(ascii: "A") + 10
        default: return nil
        }
    }
}
