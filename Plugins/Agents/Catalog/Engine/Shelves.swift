// Which products share a category or a tag.

struct Shelves {
    private var categories = ByteStringTable()
    private var tags = ByteStringTable()
    private var slotsByCategory: [[Int32]] = []
    private var slotsByTag: [[Int32]] = []
    /// By slot; -1 for a product without a category.
    private var categoryOfSlot: [Int32] = []

    mutating func add(_ document: SearchDocument, slot: Int) {
        var category = -1
        if let name = document.category {
            category = Self.add(slot, to: name, in: &categories, &slotsByCategory)
        }
        while categoryOfSlot.count <= slot { categoryOfSlot.append(-1) }
        categoryOfSlot[slot] = Int32(truncatingIfNeeded: category)
        for tag in Set(document.tags.prefix(SearchLimits.fieldValuesMax).map(FoldedText.collapsed)) {
            _ = Self.add(slot, to: tag, in: &tags, &slotsByTag)
        }
    }

    private static func add(
        _ slot: Int,
        to name: String,
        in table: inout ByteStringTable,
        _ slots: inout [[Int32]]
    ) -> Int {
        let (id, isNew) = table.intern(Array(FoldedText.collapsed(name).utf8))
        if isNew { slots.append([]) }
        slots[id].append(Int32(truncatingIfNeeded: slot))
        return id
    }

    mutating func remove(_ document: SearchDocument, slot: Int) {
        let number = Int32(truncatingIfNeeded: slot)
        if let category = category(ofSlot: slot) { slotsByCategory[category].removeAll { $0 == number } }
        if categoryOfSlot.indices.contains(slot) { categoryOfSlot[slot] = -1 }
        for tag in document.tags.prefix(SearchLimits.fieldValuesMax) {
            guard let id = tags.find(Array(FoldedText.collapsed(tag).utf8)) else { continue }
            slotsByTag[id].removeAll { $0 == number }
        }
    }

    /// The number of a category; nil when no product has it.
    func category(_ name: String) -> Int? { categories.find(Array(FoldedText.collapsed(name).utf8)) }

    func category(ofSlot slot: Int) -> Int? {
        categoryOfSlot.indices.contains(slot) && categoryOfSlot[slot] >= 0 ? Int(categoryOfSlot[slot]) : nil
    }

    /// The slots in a category.
    func slots(category: Int) -> [Int32] { slotsByCategory[category] }

    /// The slots under a tag.
    func slots(tag: String) -> [Int32] {
        tags.find(Array(FoldedText.collapsed(tag).utf8)).map { slotsByTag[$0] } ?? []
    }
}
