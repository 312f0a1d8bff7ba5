// How customers mistype: by ear, by a finger beside the key, in haste.

struct TypingErrors {
    /// Spanish spellings that sound the same.
    private static let soundAlikes: [(Character, [String])] = [
        ("b", ["v"]), ("v", ["b"]), ("z", ["s"]), ("s", ["z", "c"]), ("c", ["s", "k"]), ("h", [""]), ("j", ["g"]),
        ("g", ["j"]), ("y", ["ll"]), ("q", ["k"]), ("x", ["s"]), ("m", ["n"]), ("n", ["m"]),
    ]
    private static let keyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map(Array.init)

    /// The word with one error, or as it is when it is too short to be mistyped.
    static func mistype(_ word: String, using generator: inout SeededGenerator) -> String {
        var letters = Array(word)
        guard letters.count >= 4, letters.allSatisfy(\.isLetter) else { return word }
        let place = Int.random(in: 1..<letters.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        case 2: letters.swapAt(place - 1, place)
        case 3: letters[place] = neighbour(of: letters[place], using: &generator)
        default: return spelledByEar(letters, using: &generator)
        }
        return String(letters)
    }

    private static func neighbour(of letter: Character, using generator: inout SeededGenerator) -> Character {
        guard let row = keyRows.first(where: { $0.contains(letter) }), let place = row.firstIndex(of: letter) else {
            return letter
        }
        let beside = [place - 1, place + 1].filter(row.indices.contains)
        return generator.pick(beside).map { row[$0] } ?? letter
    }

    private static func spelledByEar(_ letters: [Character], using generator: inout SeededGenerator) -> String {
        let places = letters.indices.filter { place in soundAlikes.contains { $0.0 == letters[place] } }
        guard let place = generator.pick(places),
            let other = soundAlikes.first(where: { $0.0 == letters[place] })?.1.randomElement(using: &generator)
        else { return String(letters) }
        return String(letters[..<place]) + other + String(letters[(place + 1)...])
    }
}
