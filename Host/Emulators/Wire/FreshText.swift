// Identifiers that an emulator gives out. Real chance, not a seed's: whoever
// listens remembers them beyond the emulator's own life.

internal import HostCore

/// Digits that nobody has been given before, the first of them not 0.
func freshDigits(_ count: Int) -> String { freshText("0123456789", count, first: "123456789") }

/// Letters and digits that nobody has been given before.
func freshLetters(_ count: Int) -> String {
    freshText("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", count, first: "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

private func freshText(_ alphabet: String, _ count: Int, first: String) -> String {
    let (letters, firsts) = (Array(alphabet), Array(first))
    let randomness = SystemRandomness()
    return String(
        (0..<count).map { position in
            let choice = position == 0 ? firsts : letters
            return choice[Int(randomness.next() % UInt64(choice.count))]
        }
    )
}
