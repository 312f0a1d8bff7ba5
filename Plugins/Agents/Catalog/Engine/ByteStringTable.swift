// Distinct byte strings numbered from zero, in one arena and one open hash: a
// fraction of the memory of a dictionary of strings.

struct ByteStringTable {
    private var arena: [UInt8] = []
    /// Where each string ends in the arena; it begins where the one before ends.
    private var ends: [UInt32] = []
    /// String numbers by hash; -1 is free. A power of two, at most 3/4 full.
    private var slots = [Int32](repeating: -1, count: 16)

    var count: Int { ends.count }

    /// The number of a string; nil when it is not in the table.
    func find(_ bytes: [UInt8]) -> Int? {
        let slot = bytes.withUnsafeBufferPointer { freeOrHolding($0) }
        return slots[slot] < 0 ? nil : Int(slots[slot])
    }

    /// The number of a string, which is added when it is new.
    mutating func intern(_ bytes: [UInt8]) -> (id: Int, isNew: Bool) {
        let slot = bytes.withUnsafeBufferPointer { freeOrHolding($0) }
        if slots[slot] >= 0 { return (Int(slots[slot]), false) }
        let id = ends.count
        arena.append(contentsOf: bytes)
        ends.append(UInt32(truncatingIfNeeded: arena.count))
        slots[slot] = Int32(truncatingIfNeeded: id)
        if (id + 1) * 4 > slots.count * 3 { grow() }
        return (id, true)
    }

    subscript(id: Int) -> [UInt8] { withBytes(id) { Array($0) } }

    func text(_ id: Int) -> String { withBytes(id) { String(decoding: $0, as: UTF8.self) } }

    func length(_ id: Int) -> Int { Int(ends[id]) - start(id) }

    func withBytes<Result>(_ id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        arena.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start(id)..<Int(ends[id])])) }
    }

    func hasPrefix(_ prefix: [UInt8], _ id: Int) -> Bool {
        withBytes(id) { $0.count >= prefix.count && $0.prefix(prefix.count).elementsEqual(prefix) }
    }

    func isOrdered(_ first: Int, before second: Int) -> Bool {
        withBytes(first) { one in withBytes(second) { one.lexicographicallyPrecedes($0) } }
    }

    private func start(_ id: Int) -> Int { id == 0 ? 0 : Int(ends[id - 1]) }

    /// The slot that holds the string, or the free one where it belongs.
    private func freeOrHolding(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Self.hash(bytes) & mask
        while slots[slot] >= 0 {
            let id = Int(slots[slot])
            if length(id) == bytes.count, withBytes(id, { $0.elementsEqual(bytes) }) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Int32](repeating: -1, count: slots.count * 2)
        for id in ends.indices {
            var slot = withBytes(id) { Self.hash($0) } & mask
            while larger[slot] >= 0 { slot = (slot + 1) & mask }
            larger[slot] = Int32(truncatingIfNeeded: id)
        }
        slots = larger
    }

    /// FNV-1a with a final mix, since the slot is taken from the low bits.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF_FFFF_FFFF)
    }
}
