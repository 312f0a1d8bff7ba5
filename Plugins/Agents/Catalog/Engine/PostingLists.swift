// For every term the products that hold it, and where.

/// Where a term stands in a product, packed into a posting's low byte.
struct PostingPlace {
    enum Field: UInt8, Comparable {
        case name, alias, category, attribute

        static func < (first: Field, second: Field) -> Bool { first.rawValue < second.rawValue }
    }

    static let positionMax = 15
    let packed: UInt8

    init(packed: UInt8) { self.packed = packed }

    /// `position` counts the words of the name from zero; `isModifier` says that the term only qualifies the
    /// product, `isInCategory` that the category holds the term too.
    init(_ field: Field, position: Int, isModifier: Bool = false, isInCategory: Bool = false) {
        let place = UInt8(clamping: min(position, Self.positionMax))
        packed = field.rawValue << 6 | (isModifier ? 1 << 5 : 0) | place << 1 | (isInCategory ? 1 : 0)
    }

    var field: Field { Field(rawValue: packed >> 6) ?? .attribute }
    var position: Int { Int(packed >> 1) & Self.positionMax }
    var isModifier: Bool { packed & 1 << 5 != 0 }
    var isInCategory: Bool { packed & 1 == 1 }
}

/// A product slot and a place in it.
struct Posting {
    let packed: UInt32

    /// Slots beyond this do not fit.
    static let slotMax = (1 << 24) - 1

    init(packed: UInt32) { self.packed = packed }

    init(slot: Int, place: PostingPlace) {
        packed = UInt32(truncatingIfNeeded: slot) << 8 | UInt32(place.packed)
    }

    var slot: Int { Int(packed >> 8) }
    var place: PostingPlace { PostingPlace(packed: UInt8(truncatingIfNeeded: packed)) }
}

/// Postings by term, each list in the order of slots. Most terms have one posting, which needs no list.
struct PostingLists {
    /// By term: its only posting; unused while it has a list or nothing.
    private var singles: [UInt32] = []
    /// By term: its postings when there are two or more, or none.
    private var lists: [[UInt32]] = []

    /// No posting has this value, because slots end before it.
    private static let none = UInt32.max

    func count(_ term: Int) -> Int {
        guard singles.indices.contains(term) else { return 0 }
        return singles[term] == Self.none ? lists[term].count : 1
    }

    subscript(term: Int) -> [UInt32] {
        guard singles.indices.contains(term) else { return [] }
        return singles[term] == Self.none ? lists[term] : [singles[term]]
    }

    /// A bulk load appends; only a reused slot is put in between.
    mutating func insert(_ posting: Posting, to term: Int) {
        while singles.count <= term {
            singles.append(Self.none)
            lists.append([])
        }
        if singles[term] == Self.none, lists[term].isEmpty {
            singles[term] = posting.packed
            return
        }
        if singles[term] != Self.none {
            lists[term] = [singles[term]]
            singles[term] = Self.none
        }
        if lists[term].last.map({ $0 < posting.packed }) ?? true {
            lists[term].append(posting.packed)
        } else {
            lists[term].insert(posting.packed, at: Self.start(of: posting.slot, in: lists[term]))
        }
    }

    mutating func remove(slot: Int, from term: Int) {
        guard singles.indices.contains(term) else { return }
        if singles[term] != Self.none {
            if Posting(packed: singles[term]).slot == slot { singles[term] = Self.none }
            return
        }
        let place = Self.start(of: slot, in: lists[term])
        guard place < lists[term].count, Posting(packed: lists[term][place]).slot == slot else { return }
        lists[term].remove(at: place)
    }

    /// The posting of a slot in a list.
    static func posting(of slot: Int, in list: [UInt32]) -> Posting? {
        let place = start(of: slot, in: list)
        guard place < list.count, Posting(packed: list[place]).slot == slot else { return nil }
        return Posting(packed: list[place])
    }

    /// Where the postings of a slot begin or would begin, found by halving.
    private static func start(of slot: Int, in list: [UInt32]) -> Int {
        let key = UInt32(truncatingIfNeeded: slot) << 8
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The slots that are in both lists, at the worse field and the first position of the two.
    static func intersection(_ first: [UInt32], _ second: [UInt32]) -> [UInt32] {
        first.count <= second.count ? intersection(first, any: [second]) : intersection(second, any: [first])
    }

    /// The slots of a list that are also in one of several, at the worse field and the first position of the two.
    static func intersection(_ list: [UInt32], any others: [[UInt32]]) -> [UInt32] {
        list.compactMap { packed in
            let one = Posting(packed: packed)
            guard let two = others.lazy.compactMap({ posting(of: one.slot, in: $0) }).first else { return nil }
            let place = PostingPlace(
                max(one.place.field, two.place.field),
                position: min(one.place.position, two.place.position)
            )
            return Posting(slot: one.slot, place: place).packed
        }
    }
}
