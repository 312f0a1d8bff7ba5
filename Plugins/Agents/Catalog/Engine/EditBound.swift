// The number of edits between one word and many others, a column of the matrix
// at a time in the bits of one integer (Myers 1999, with swaps after Hyyrö 2002).

struct EditBound {
    /// Where each letter stands in the word, by its low five bits. Letters that share them make the
    /// bound lower than the distance, never higher.
    private var places = [UInt32](repeating: 0, count: 32)
    private let length: Int

    /// Of a word of at most 32 letters.
    init(_ word: [UInt8]) {
        length = min(word.count, 32)
        for (place, letter) in word.prefix(32).enumerated() { places[Int(letter & 0x1F)] |= 1 << UInt32(place) }
    }

    /// At most the insertions, deletions, substitutions and swaps that lead from the word to another.
    func edits(to other: UnsafeBufferPointer<UInt8>) -> Int {
        places.withUnsafeBufferPointer { places in
            let last = UInt32(1) << UInt32(max(0, length - 1))
            var up = UInt32.max
            var down: UInt32 = 0
            var diagonal: UInt32 = 0
            var before: UInt32 = 0
            var edits = length
            for letter in other {
                let match = places[Int(letter & 0x1F)]
                let swap = ((~diagonal & match) << 1) & before
                diagonal = (((match & up) &+ up) ^ up) | match | down | swap
                var right = down | ~(diagonal | up)
                var left = diagonal & up
                if right & last != 0 { edits += 1 }
                if left & last != 0 { edits -= 1 }
                right = right << 1 | 1
                left <<= 1
                up = left | ~(diagonal | right)
                down = right & diagonal
                before = match
            }
            return edits
        }
    }
}
