// Adds up what each word of a query is worth to each product, touching only the
// products that hold one of them.

/// Scratch memory of one search; ``clear()`` ends it.
final class ScoreBoard {
    struct Cell {
        /// Sum over the words before `word`, and `word` itself.
        var total: Float = 0
        /// What `word` added so far: a word counts once, by its best match.
        var current: Float = 0
        /// The words that matched, one bit each.
        var words: UInt32 = 0
        var word: Int32 = -1

        /// Credits a match of a word; of several matches of one word the best counts.
        mutating func add(_ value: Float, of number: Int) {
            if word != Int32(truncatingIfNeeded: number) {
                total += value
                current = value
                words |= UInt32(1) << UInt32(number & 31)
                word = Int32(truncatingIfNeeded: number)
            } else if value > current {
                total += value - current
                current = value
            }
        }
    }

    private var cells: [Cell] = []
    private(set) var touched: [Int32] = []

    func prepare(slots: Int) {
        if cells.count < slots {
            cells.append(contentsOf: repeatElement(Cell(), count: max(slots - cells.count, cells.count / 2)))
        }
    }

    /// Credits `worth`, scaled by the place of the match, to each product of a list; unless it `opens`, only to
    /// products that have something already.
    func add(_ list: [UInt32], worth: Float, word: Int, factors: [Float], opens: Bool) {
        if !opens, self.touched.count * Self.searchesPerPosting < list.count {
            addToTouched(list, worth: worth, word: word, factors: factors)
            return
        }
        let slots = cells.count
        var touched = touched
        self.touched = []
        defer { self.touched = touched }
        cells.withUnsafeMutableBufferPointer { cells in
            factors.withUnsafeBufferPointer { factors in
                for packed in list {
                    let slot = Int(packed >> 8)
                    guard slot < slots else { break }
                    if cells[slot].words == 0 {
                        guard opens else { continue }
                        touched.append(Int32(truncatingIfNeeded: slot))
                    }
                    cells[slot].add(worth * factors[Int(packed & 0xFF)], of: word)
                }
            }
        }
    }

    /// Looking a slot up in a list by halving costs about as much as walking past this many postings.
    private static let searchesPerPosting = 16

    /// The same for a list much longer than what was touched so far: each product is looked up in it.
    private func addToTouched(_ list: [UInt32], worth: Float, word: Int, factors: [Float]) {
        for slot in touched {
            guard let posting = PostingLists.posting(of: Int(slot), in: list) else { continue }
            cells[Int(slot)].add(worth * factors[Int(posting.place.packed)], of: word)
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
