// The words that the price firewall's reader knows, in Spanish, Portuguese and
// English at once: customers mix them, and so do models.

/// Words by their hash.
enum FigureLexicon {
    /// What a word does, and the value of a number word in thousandths.
    struct Entry {
        var roles: WordRoles = []
        var value: Int64 = 0
        var currency: CurrencyHint = .local
    }

    /// Every word, folded: made once, read without making strings.
    static let entries: [UInt64: Entry] = {
        var entries: [UInt64: Entry] = [:]
        for (roles, words) in roleWords {
            for word in words.split(separator: " ") {
                entries[WordHash.of(String(word)), default: Entry()].roles.formUnion(roles)
            }
        }
        for (words, value, roles) in numberWords {
            for word in words.split(separator: " ") {
                let hash = WordHash.of(String(word))
                entries[hash, default: Entry()].roles.formUnion(roles)
                entries[hash, default: Entry()].value = value * 1_000
            }
        }
        for (words, currency) in currencyWords {
            for word in words.split(separator: " ") {
                let hash = WordHash.of(String(word))
                entries[hash, default: Entry()].roles.formUnion(.currency)
                entries[hash, default: Entry()].currency = currency
            }
        }
        return entries
    }()

    /// Letters that may stand before `$`.
    static let signPrefixes: [UInt64: CurrencyHint] = [
        WordHash.of("r"): .brazilian, WordHash.of("us"): .american, WordHash.of("u"): .american,
        WordHash.of("mx"): .mexican, WordHash.of("mex"): .mexican, WordHash.of("usd"): .american,
        WordHash.of("mxn"): .mexican, WordHash.of("ar"): .argentine, WordHash.of("ca"): .canadian,
        WordHash.of("rd"): .dominican, WordHash.of("col"): .colombian, WordHash.of("cl"): .chilean,
    ]

    /// The letter under an accent, of Latin-1 and Latin Extended-A; `?` for one
    /// that has none there.
    static func baseLetter(_ value: UInt32) -> UInt8 {
        let index = Int(value) - 0xC0
        return baseLetters.indices.contains(index) ? baseLetters[index] : UInt8(ascii: "?")
    }

    /// À to ÿ, then Ā to ſ, a letter for each.
    private static let baseLetters: [UInt8] = Array(
        ("aaaaaaaceeeeiiiidnooooo?ouuuuyts"
            + "aaaaaaaceeeeiiiidnooooo?ouuuuyty"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
            + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8
    )
}
