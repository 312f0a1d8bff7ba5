// One slip of the finger.

enum Spelling {
    /// Whether two words are equal or one letter apart: one changed, missing,
    /// doubled, or two neighbours swapped.
    static func isNear(_ first: String, _ second: String) -> Bool {
        let (first, second) = (Array(first.utf8), Array(second.utf8))
        guard abs(first.count - second.count) <= 1 else { return false }
        let start = zip(first, second).prefix { $0 == $1 }.count
        let (left, right) = (first[start...], second[start...])
        guard let one = left.first, let other = right.first else { return true }
        if left.dropFirst() == right.dropFirst() { return true }
        if left.dropFirst() == right || left == right.dropFirst() { return true }
        guard left.count == right.count, left.count >= 2 else { return false }
        return left.dropFirst().first == other && right.dropFirst().first == one
            && left.dropFirst(2) == right.dropFirst(2)
    }
}
