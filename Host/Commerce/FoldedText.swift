// Text as it is compared: without case, accents and superfluous spaces.

extension String {
    /// Lower case, Latin letters without accents, single spaces, none at the ends.
    var folded: String {
        var output = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                pendingSpace = !output.isEmpty
            } else if !(0x300...0x36F).contains(scalar.value) {
                if pendingSpace { output.append(" ") }
                pendingSpace = false
                output.append(baseLetters[scalar] ?? scalar)
            }
        }
        return String(output)
    }
}

/// Precomposed lower-case letters of the languages of Latin America and Europe.
private let baseLetters: [Unicode.Scalar: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
        ("a", "àáâãäåā"), ("c", "çćč"), ("e", "èéêëēė"), ("i", "ìíîïī"), ("n", "ñń"), ("o", "òóôõöøō"), ("s", "śš"),
        ("u", "ùúûüū"), ("y", "ýÿ"), ("z", "źžż"),
    ]
    var letters: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (base, accented) in groups {
        for scalar in accented.unicodeScalars { letters[scalar] = base }
    }
    return letters
}()
