// How far apart two words are: a fast bound that rejects, and a weighted cost
// that ranks what is left.

enum EditDistance {
    /// A set of a word's letters with up to two of each. An edit changes at most two bits.
    static func signature(of word: some Sequence<UInt8>) -> UInt64 {
        var signature: UInt64 = 0
        for byte in word {
            let bit = UInt64(1) << (UInt64(byte & 0x1F) &* 2)
            signature |= signature & bit == 0 ? bit : bit << 1
        }
        return signature
    }

    /// Whether two words, by their signatures, may be this few edits apart.
    static func mayBeNear(_ one: UInt64, _ two: UInt64, edits: Int) -> Bool {
        (one & ~two).nonzeroBitCount <= edits && (two & ~one).nonzeroBitCount <= edits
    }

    /// What the edits between two words cost, each 1 or less: keyboard neighbours, swaps, doubled
    /// letters and a silent h are cheaper, the first letter is dearer. Nil beyond `limit`.
    static func cost(
        _ typed: UnsafeBufferPointer<UInt8>,
        _ known: UnsafeBufferPointer<UInt8>,
        limit: Float
    ) -> Float? {
        let columns = known.count + 1
        guard known.count <= SearchLimits.fuzzyLettersMax, typed.count <= SearchLimits.fuzzyLettersMax else {
            return nil
        }
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: columns * 3) { rows in
            var before = 0
            var previous = columns
            var current = columns * 2
            rows[previous] = 0
            for column in 1..<columns {
                rows[previous + column] = rows[previous + column - 1] + gapCost(known, column - 1)
            }
            for row in 1..<(typed.count + 1) {
                rows[current] = rows[previous] + gapCost(typed, row - 1)
                var lowest = rows[current]
                for column in 1..<columns {
                    let one = typed[row - 1]
                    let two = known[column - 1]
                    var best = rows[previous + column - 1]
                    if one != two { best += substitutionCost(one, two, isFirst: row == 1 && column == 1) }
                    best = min(best, rows[previous + column] + gapCost(typed, row - 1))
                    best = min(best, rows[current + column - 1] + gapCost(known, column - 1))
                    if row > 1, column > 1, one == known[column - 2], typed[row - 2] == two, one != two {
                        best = min(best, rows[before + column - 2] + swapCost)
                    }
                    rows[current + column] = best
                    lowest = min(lowest, best)
                }
                // A swap reaches back two rows for less than one edit.
                if lowest > limit + swapCost { return nil }
                (before, previous, current) = (previous, current, before)
            }
            let total = rows[previous + columns - 1]
            return total <= limit ? total : nil
        }
    }

    private static let swapCost: Float = 0.8
    private static let firstLetterCost: Float = 1.3

    /// Of a letter that only one of the two words has.
    private static func gapCost(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Float {
        let letter = word[index]
        if letter == UInt8(ascii: "h") { return 0.4 }
        if index > 0, word[index - 1] == letter { return 0.5 }
        return index == 0 ? firstLetterCost : 1
    }

    private static func substitutionCost(_ one: UInt8, _ two: UInt8, isFirst: Bool) -> Float {
        let cost: Float = Keyboard.areNeighbours(one, two) ? 0.8 : 1
        return isFirst ? cost * firstLetterCost : cost
    }
}

/// Which letters lie side by side on a Spanish or English keyboard.
private enum Keyboard {
    static func areNeighbours(_ one: UInt8, _ two: UInt8) -> Bool {
        let first = one &- 0x61
        let second = two &- 0x61
        guard first < 26, second < 26 else { return false }
        return neighbours[Int(first)] & (1 << UInt32(second)) != 0
    }

    private static let neighbours: [UInt32] = {
        let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }
        var table = [UInt32](repeating: 0, count: 26)
        for (line, row) in rows.enumerated() {
            for (place, letter) in row.enumerated() {
                for (otherLine, otherRow) in rows.enumerated() where abs(line - otherLine) <= 1 {
                    for (otherPlace, other) in otherRow.enumerated()
                    where other != letter && abs(place - otherPlace) <= 1 {
                        table[Int(letter &- 0x61)] |= 1 << UInt32(other &- 0x61)
                    }
                }
            }
        }
        return table
    }()
}
