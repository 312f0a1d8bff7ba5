// Adds up what each word of a query is worth to each product, touching only the
// products that hold one of them.

/// Scratch memory of one search; ``clear()`` ends it.
final class ScoreBoard {
    /// What a product has: eight bytes, because going from one to the next is what a search waits for.
    struct Cell {
        /// Sum over the words that matched.
        var total: Float = 0
        /// These words, one bit each.
        var words: UInt32 = 0
    }

    private var cells: [Cell] = []
    /// By slot: what the word being added gave so far; a word counts once, by its best match.
    private var gains: [Float] = []
    private(set) var touched: [Int32] = []

    func prepare(slots: Int) {
        guard cells.count < slots else { return }
        let more = max(slots - cells.count, cells.count / 2)
        cells.append(contentsOf: repeatElement(Cell(), count: more))
        gains.append(contentsOf: repeatElement(0, count: more))
    }

    /// Credits a word to each product of a list: `worth`, scaled by the place of the match. Unless it `opens`, only to
    /// products that have something already. Of the matches of one word the best counts.
    func add(_ list: [UInt32], worth: Float, word: Int, factors: [Float], opens: Bool) {
        if !opens, self.touched.count * Self.searchesPerPosting < list.count {
            addToTouched(list, worth: worth, word: word, factors: factors)
            return
        }
        let bit = UInt32(1) << UInt32(word & 31)
        let slots = cells.count
        var touched = touched
        self.touched = []
        defer { self.touched = touched }
        cells.withUnsafeMutableBufferPointer { cells in
            gains.withUnsafeMutableBufferPointer { gains in
                factors.withUnsafeBufferPointer { factors in
                    for packed in list {
                        let slot = Int(packed >> 8)
                        guard slot < slots else { break }
                        let words = cells[slot].words
                        if words == 0 {
                            guard opens else { continue }
                            touched.append(Int32(truncatingIfNeeded: slot))
                        }
                        let value = worth * factors[Int(packed & 0xFF)]
                        let known = words & bit == 0 ? 0 : gains[slot]
                        guard value > known else { continue }
                        cells[slot] = Cell(total: cells[slot].total + value - known, words: words | bit)
                        gains[slot] = value
                    }
                }
            }
        }
    }

    /// Looking a slot up in a list by halving costs about as much as walking past this many postings.
    private static let searchesPerPosting = 16

    /// The same for a list much longer than what was touched so far: each product is looked up in it.
    private func addToTouched(_ list: [UInt32], worth: Float, word: Int, factors: [Float]) {
        let bit = UInt32(1) << UInt32(word & 31)
        for slot in touched.lazy.map(Int.init) {
            guard let posting = PostingLists.posting(of: slot, in: list) else { continue }
            let value = worth * factors[Int(posting.place.packed)]
            let known = cells[slot].words & bit == 0 ? 0 : gains[slot]
            guard value > known else { continue }
            cells[slot].total += value - known
            cells[slot].words |= bit
            gains[slot] = value
        }
    }

    subscript(slot: Int) -> Cell { cells[slot] }

    /// Every product that has something, with what it has.
    func withTouched<Result>(_ body: (TouchedCells) -> Result) -> Result {
        cells.withUnsafeBufferPointer { cells in
            touched.withUnsafeBufferPointer { body(TouchedCells(cells: cells, touched: $0)) }
        }
    }

    /// Borrowed for the length of ``withTouched(_:)``.
    struct TouchedCells: Sequence, IteratorProtocol {
        fileprivate let cells: UnsafeBufferPointer<Cell>
        fileprivate let touched: UnsafeBufferPointer<Int32>
        private var place = 0

        fileprivate init(cells: UnsafeBufferPointer<Cell>, touched: UnsafeBufferPointer<Int32>) {
            self.cells = cells
            self.touched = touched
        }

        mutating func next() -> (slot: Int, cell: Cell)? {
            guard place < touched.count else { return nil }
            let slot = Int(touched[place])
            place += 1
            return (slot, cells[slot])
        }
    }

    /// Forgets the search; costs as much as it touched.
    func clear() {
        for slot in touched { cells[Int(slot)] = Cell() }
        touched.removeAll(keepingCapacity: true)
    }
}
