// A fast hash whose value is the same in every process and on every machine,
// as Swift's own is not. It tells bodies and seeds apart; it is no protection
// against someone who wants two texts to collide.

/// 128 bits: two lanes of multiply-and-fold over eight bytes at a time.
public struct StableHash: Sendable {
    private var low: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var high: UInt64 = 0xC2B2_AE3D_27D4_EB4F

    public init() {}

    public mutating func combine(_ word: UInt64) {
        low = folded(low ^ word, 0xA076_1D64_78BD_642F)
        high = folded(high ^ word, 0xE703_7ED1_A0B4_28DB)
    }

    /// The text's bytes and their number, so that ("ab", "c") is not ("a", "bc").
    public mutating func combine(_ text: String) {
        var text = text
        text.withUTF8 { bytes in combine(UnsafeRawBufferPointer(bytes)) }
    }

    public mutating func combine(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { combine($0) }
    }

    /// 64 of the bits, as a seed.
    public var value: UInt64 { folded(low ^ 0x8EBC_6AF0_9C88_C6E3, high ^ 0x5899_65CC_7537_4CC3) }

    /// All bits: 32 hexadecimal digits.
    public var hexadecimal: String {
        let words = [value, folded(high ^ 0x1D8E_4E27_C47D_124F, low ^ 0xEB44_ACCA_B455_D165)]
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: 32) { buffer in
            for position in 0..<32 {
                let shift = UInt64(60 - position % 16 * 4)
                buffer[position] = digits.utf8Start[Int(words[position / 16] >> shift & 0xF)]
            }
            return 32
        }
    }

    private mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        combine(UInt64(bytes.count))
        var offset = 0
        while offset + 8 <= bytes.count {
            combine(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var last: UInt64 = 0
        for byte in bytes[offset...] { last = last << 8 | UInt64(byte) }
        combine(last)
    }
}

/// The two halves of the product, together.
private func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
}
