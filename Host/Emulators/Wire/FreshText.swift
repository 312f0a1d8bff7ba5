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
    let (letters, firsts) = (Array(alphabet.utf8), Array(first.utf8))
    let randomness = SystemRandomness()
    // Chance is asked of the system: eight letters a time.
    var drawn: UInt64 = 0
    let text = (0..<count).map { position in
        drawn = position % 8 == 0 ? randomness.next() : drawn >> 8
        let choice = position == 0 ? firsts : letters
        return choice[Int(drawn & 0xFF) % choice.count]
    }
    return String(decoding: text, as: UTF8.self)
}
