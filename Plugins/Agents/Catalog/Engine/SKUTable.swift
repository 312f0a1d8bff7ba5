// Finds a product by its SKU, however it is written: case, dashes and spaces
// do not count.

struct SKUTable {
    private var keys = ByteStringTable()
    /// By key: the slot of the product; most keys have one.
    private var slots: [Int32] = []
    /// Further slots of keys that several SKUs share ("A-1" and "A1").
    private var others: [Int: [Int32]] = [:]

    static func key(_ sku: String) -> [UInt8] {
        let squeezed = FoldedText(sku, scalarsMax: 256).bytes.filter { $0.isDigit || $0.isLetter }
        // A SKU of symbols alone is its own key.
        return squeezed.isEmpty ? Array(sku.utf8) : squeezed
    }

    func slots(_ key: [UInt8]) -> [Int] {
        guard let id = keys.find(key), slots[id] >= 0 else { return [] }
        guard let others = others[id] else { return [Int(slots[id])] }
        return [Int(slots[id])] + others.map(Int.init)
    }

    mutating func set(_ key: [UInt8], to new: [Int]) {
        let (id, isNew) = keys.intern(key)
        let numbers = new.sorted().map { Int32(truncatingIfNeeded: $0) }
        let first = numbers.first ?? -1
        if isNew { slots.append(first) } else { slots[id] = first }
        others[id] = numbers.count > 1 ? Array(numbers.dropFirst()) : nil
    }
}
