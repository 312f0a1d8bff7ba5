// Bytes as digests and keys are written.

extension Sequence<UInt8> {
    /// Two digits for each byte, in lower case.
    public var hexadecimal: String {
        var digits: [UInt8] = []
        for byte in self {
            for digit in [byte >> 4, byte & 0xF] {
                digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
