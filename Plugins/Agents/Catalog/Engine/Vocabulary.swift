// Every term of a catalog, and how to find the terms that are nearly a word:
// by stem, by sound, by beginning, by a few letters.

struct Vocabulary {
    private var terms = ByteStringTable()
    private var kinds: [Token.Kind] = []
    private var stems = TermGroups()
    private var sounds = TermGroups()
    /// Sounds by their length, which bounds the edits between two of them.
    private var soundsByLength = [SoundBucket](repeating: SoundBucket(), count: SearchLimits.fuzzyLettersMax + 1)
    private var sorted = SortedTerms()
    /// Words by their first letter.
    private var wordsByInitial = [[Int32]](repeating: [], count: 256)

    private struct SoundBucket {
        var signatures: [UInt64] = []
        var sounds: [Int32] = []
    }

    func find(_ bytes: [UInt8]) -> Int? { terms.find(bytes) }
    func text(_ term: Int) -> String { terms.text(term) }
    func kind(_ term: Int) -> Token.Kind { kinds[term] }
    func length(_ term: Int) -> Int { terms.length(term) }
    func withBytes<Result>(_ term: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        terms.withBytes(term, body)
    }

    mutating func intern(_ bytes: [UInt8], _ kind: Token.Kind) -> Int {
        let (term, isNew) = terms.intern(bytes)
        guard isNew else { return term }
        kinds.append(kind)
        if kind == .word {
            stems.add(term, to: WordStem.of(bytes))
            addSound(of: bytes, term)
            if let initial = bytes.first { wordsByInitial[Int(initial)].append(Int32(truncatingIfNeeded: term)) }
        }
        if kind == .word || kind == .code { sorted.insert(term) }
        return term
    }

    private mutating func addSound(of bytes: [UInt8], _ term: Int) {
        let key = PhoneticKey.of(bytes)
        let (sound, isNew) = sounds.add(term, to: key)
        guard isNew, key.count <= SearchLimits.fuzzyLettersMax else { return }
        soundsByLength[key.count].signatures.append(EditDistance.signature(of: key))
        soundsByLength[key.count].sounds.append(Int32(truncatingIfNeeded: sound))
    }

    /// Whether a term comes before another, byte by byte.
    func isOrdered(_ first: Int, before second: Int) -> Bool { terms.isOrdered(first, before: second) }

    /// Words with the first letter of this one, in no order.
    func words(beginningLike word: [UInt8]) -> [Int32] { word.first.map { wordsByInitial[Int($0)] } ?? [] }

    /// Words that differ from this one in number or gender only, itself included.
    func inflections(of word: [UInt8]) -> [Int] { stems.members(of: WordStem.of(word)) }

    /// Words with this stem.
    func members(ofStem stem: [UInt8]) -> [Int] { stems.members(of: stem) }

    /// Words that sound like this one, itself included.
    func homophones(of word: [UInt8]) -> [Int] { sounds.members(of: PhoneticKey.of(word)) }

    /// Words and part numbers that begin with these letters, in their order.
    mutating func completions(of prefix: [UInt8]) -> [Int] { sorted.withPrefix(prefix, in: terms) }

    /// A word of the vocabulary and how much it differs from another.
    struct Neighbour {
        let term: Int
        let cost: Float
    }

    /// Words at most `edits` letters away from this one by sound or by letter, the nearest first.
    /// A letter may count twice in the sound ("galketas" sounds like no "gayetas"), so sounds are
    /// looked up one edit further.
    func neighbours(of word: [UInt8], edits: Int) -> [Neighbour] {
        let key = PhoneticKey.of(word)
        guard word.count <= SearchLimits.fuzzyLettersMax, edits > 0 else { return [] }
        let reach = edits + 1
        // A wrong first letter costs more than one edit and is still one error.
        let limit = Float(edits) + 0.3
        var found: [Neighbour] = []
        let lengths = max(1, key.count - reach)...max(1, min(key.count + reach, SearchLimits.fuzzyLettersMax))
        word.withUnsafeBufferPointer { typed in
            key.withUnsafeBufferPointer { typedSound in
                for sound in nearSounds(key, lengths: lengths, edits: reach) {
                    let soundCost = sounds.withKey(sound) {
                        EditDistance.cost(typedSound, $0, limit: Float(reach) + 0.3)
                    }
                    guard let soundCost else { continue }
                    for term in sounds.members(sound) {
                        let cost = withBytes(term) { EditDistance.cost(typed, $0, limit: limit) }
                        let lower = min(soundCost, cost ?? soundCost)
                        if lower <= limit { found.append(Neighbour(term: term, cost: lower)) }
                    }
                }
            }
        }
        // Equal costs in the order of the words, which does not depend on when they came in.
        found.sort { $0.cost == $1.cost ? terms.isOrdered($0.term, before: $1.term) : $0.cost < $1.cost }
        return found
    }
}

extension Vocabulary {
    /// Sounds at most so many edits away, by two bounds that cost a few instructions each.
    private func nearSounds(_ key: [UInt8], lengths: ClosedRange<Int>, edits: Int) -> [Int] {
        let signature = EditDistance.signature(of: key)
        let bound = EditBound(key)
        var near: [Int] = []
        for length in lengths {
            let bucket = soundsByLength[length]
            bucket.signatures.withUnsafeBufferPointer { signatures in
                for index in signatures.indices
                where EditDistance.mayBeNear(signatures[index], signature, edits: edits) {
                    let sound = Int(bucket.sounds[index])
                    if sounds.withKey(sound, { bound.edits(to: $0) }) <= edits { near.append(sound) }
                }
            }
        }
        return near
    }
}

/// Terms that share a key, as linked lists in two arrays.
private struct TermGroups {
    private var keys = ByteStringTable()
    private var heads: [Int32] = []
    /// By term; -1 ends a list.
    private var next: [Int32] = []

    @discardableResult
    mutating func add(_ term: Int, to key: [UInt8]) -> (group: Int, isNew: Bool) {
        let (group, isNew) = keys.intern(key)
        if isNew { heads.append(-1) }
        while next.count <= term { next.append(-1) }
        next[term] = heads[group]
        heads[group] = Int32(truncatingIfNeeded: term)
        return (group, isNew)
    }

    func members(of key: [UInt8]) -> [Int] { keys.find(key).map(members) ?? [] }

    func members(_ group: Int) -> [Int] {
        var members: [Int] = []
        var term = heads[group]
        while term >= 0 {
            members.append(Int(term))
            term = next[Int(term)]
        }
        return members
    }

    func withKey<Result>(_ group: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        keys.withBytes(group, body)
    }
}

/// Terms in the order of their bytes; new ones wait until the next lookup.
private struct SortedTerms {
    private var sorted: [Int32] = []
    private var waiting: [Int32] = []

    mutating func insert(_ term: Int) { waiting.append(Int32(truncatingIfNeeded: term)) }

    mutating func withPrefix(_ prefix: [UInt8], in terms: ByteStringTable) -> [Int] {
        settle(terms)
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            let precedes = terms.withBytes(Int(sorted[middle])) { $0.lexicographicallyPrecedes(prefix) }
            if precedes { low = middle + 1 } else { high = middle }
        }
        return sorted[low...].prefix(SearchLimits.prefixScannedMax).lazy.map(Int.init)
            .prefix { terms.hasPrefix(prefix, $0) }.map(\.self)
    }

    /// Sorts what waits and merges it in.
    private mutating func settle(_ terms: ByteStringTable) {
        guard !waiting.isEmpty else { return }
        waiting.sort { terms.isOrdered(Int($0), before: Int($1)) }
        var merged: [Int32] = []
        merged.reserveCapacity(sorted.count + waiting.count)
        var old = sorted[...]
        for term in waiting {
            while let first = old.first, terms.isOrdered(Int(first), before: Int(term)) {
                merged.append(first)
                old = old.dropFirst()
            }
            merged.append(term)
        }
        sorted = merged + old
        waiting = []
    }
}
