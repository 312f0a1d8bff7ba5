// Keeps the products themselves, in about a third of the memory of an array of
// them: all text in one arena, repeated texts once, rare fields aside.

struct DocumentStore {
    private struct Entry {
        /// Where its SKU begins in the arena; its name follows.
        var start: Int
        var skuLength: UInt32
        var nameLength: UInt32
        var priceMinor: Int64
        /// `untracked` for nil.
        var stock: Int64
        /// In `labels`; `free` for a slot without a product.
        var label: Int32

        static let none = Entry(start: 0, skuLength: 0, nameLength: 0, priceMinor: 0, stock: 0, label: free)

        var length: Int { Int(skuLength) + Int(nameLength) }
        var sku: Range<Int> { start..<(start + Int(skuLength)) }
        var name: Range<Int> { sku.upperBound..<(start + length) }
    }

    /// What most products of one seller share in a few combinations.
    private struct Label: Hashable {
        let category: String?
        let unit: String?
        let currency: String
    }

    /// What many products do not have.
    private final class Details: Sendable {
        let aliases: [String]
        let tags: [String]
        let attributes: [String: String]

        init(_ document: SearchDocument) {
            aliases = document.aliases
            tags = document.tags
            attributes = document.attributes
        }
    }

    private static let untracked = Int64.min
    private static let free: Int32 = -1
    /// Text of former products that the arena may hold before it is written anew.
    private static let wasteMin = 1 << 16

    private var entries: [Entry] = []
    /// By slot: the first eight bytes of its SKU as a number, which orders most pairs without a look into the arena.
    private var skuKeys: [UInt64] = []
    private var arena: [UInt8] = []
    /// Bytes of the arena that no product uses any more.
    private var waste = 0
    private var labels: [Label] = []
    private var labelNumbers: [Label: Int32] = [:]
    /// By slot, as far as products had any.
    private var details: [Details?] = []

    /// Slots, free ones included.
    var count: Int { entries.count }

    /// Adds a free slot at the end.
    mutating func grow() {
        entries.append(.none)
        skuKeys.append(0)
    }

    subscript(slot: Int) -> SearchDocument? {
        let entry = entries[slot]
        guard entry.label != Self.free else { return nil }
        let label = labels[Int(entry.label)]
        let details = details(slot)
        return SearchDocument(
            sku: text(entry.sku),
            name: text(entry.name),
            category: label.category,
            unit: label.unit,
            priceMinor: entry.priceMinor,
            currency: label.currency,
            stock: entry.stock == Self.untracked ? nil : entry.stock,
            aliases: details?.aliases ?? [],
            tags: details?.tags ?? [],
            attributes: details?.attributes ?? [:]
        )
    }

    mutating func set(_ document: SearchDocument, at slot: Int) {
        if sku(slot) != document.sku || text(entries[slot].name) != document.name {
            clear(slot)
            write(document, at: slot)
        }
        entries[slot].priceMinor = document.priceMinor
        entries[slot].stock = document.stock.map { max($0, Self.untracked + 1) } ?? Self.untracked
        entries[slot].label = number(
            of: Label(category: document.category, unit: document.unit, currency: document.currency)
        )
        let isPlain = document.aliases.isEmpty && document.tags.isEmpty && document.attributes.isEmpty
        set(isPlain ? nil : Details(document), at: slot)
    }

    mutating func clear(_ slot: Int) {
        waste += entries[slot].length
        entries[slot] = .none
        set(nil, at: slot)
        if waste > max(Self.wasteMin, arena.count / 2) { rewriteArena() }
    }

    func sku(_ slot: Int) -> String? { entries[slot].label == Self.free ? nil : text(entries[slot].sku) }
    func priceMinor(_ slot: Int) -> Int64 { entries[slot].priceMinor }
    func tags(_ slot: Int) -> [String] { details(slot)?.tags ?? [] }
    func attributes(_ slot: Int) -> [String: String] { details(slot)?.attributes ?? [:] }

    /// Whether the SKU of the first product comes before the second's, byte by byte.
    func isSKU(of first: Int, before second: Int) -> Bool {
        if skuKeys[first] != skuKeys[second] { return skuKeys[first] < skuKeys[second] }
        return arena[entries[first].sku].lexicographicallyPrecedes(arena[entries[second].sku])
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: arena[range], as: UTF8.self) }

    private mutating func write(_ document: SearchDocument, at slot: Int) {
        entries[slot].start = arena.count
        arena.append(contentsOf: document.sku.utf8)
        entries[slot].skuLength = UInt32(clamping: arena.count - entries[slot].start)
        skuKeys[slot] = Self.key(arena[entries[slot].sku])
        arena.append(contentsOf: document.name.utf8)
        entries[slot].nameLength = UInt32(clamping: arena.count - entries[slot].sku.upperBound)
    }

    private static func key(_ sku: ArraySlice<UInt8>) -> UInt64 {
        let bytes = sku.prefix(8)
        let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return bytes.isEmpty ? 0 : number << UInt64(8 * (8 - bytes.count))
    }

    private mutating func rewriteArena() {
        var packed: [UInt8] = []
        packed.reserveCapacity(arena.count - waste)
        for slot in entries.indices {
            let old = entries[slot]
            entries[slot].start = packed.count
            packed.append(contentsOf: arena[old.start..<(old.start + old.length)])
        }
        arena = packed
        waste = 0
    }

    private func details(_ slot: Int) -> Details? { slot < details.count ? details[slot] : nil }

    private mutating func set(_ new: Details?, at slot: Int) {
        if new != nil, details.count <= slot {
            details.append(contentsOf: repeatElement(nil, count: slot + 1 - details.count))
        }
        if slot < details.count { details[slot] = new }
    }

    private mutating func number(of label: Label) -> Int32 {
        if let known = labelNumbers[label] { return known }
        let number = Int32(truncatingIfNeeded: labels.count)
        labels.append(label)
        labelNumbers[label] = number
        return number
    }
}
