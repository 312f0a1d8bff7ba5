// The hashed features of a message: words, word pairs and character n-grams,
// each a bucket number. No string is made on the way.

/// Where a message stands in the classifier's space. Buckets of words and
/// word pairs come first, then those of character n-grams.
struct MessageFeatures {
    /// The classifier's rows; a power of two.
    static let bucketCount = 1 << 16
    /// How much a character n-gram counts beside a word.
    static let characterValue: Float = 0.5

    private(set) var buckets: [UInt32] = []
    private(set) var wordCount = 0

    init(_ text: FoldedText) {
        buckets.reserveCapacity(text.bytes.count * 5)
        appendWords(text)
        for mark in text.marks {
            append(Self.hash(Kind.mark, mark))
        }
        wordCount = buckets.count
        appendCharacters(text.bytes)
    }

    private enum Kind {
        static let word: UInt32 = 0x811C_9DC5
        static let pair: UInt32 = 0x1B87_3593
        static let mark: UInt32 = 0x6C62_272E
        static let characters: UInt32 = 0x9E37_79B9
    }

    /// Words and neighbours. The empty word stands at both ends, so a first
    /// and a last word are features too.
    private mutating func appendWords(_ text: FoldedText) {
        var last = Kind.word
        var word = Kind.word
        var count: UInt32 = 0
        for byte in text.bytes.dropFirst() {
            if byte != FoldedText.space {
                word = Self.hash(word, UInt32(byte))
                continue
            }
            count += 1
            append(word)
            append(Self.hash(Self.hash(Kind.pair, last), word))
            last = word
            word = Kind.word
        }
        append(Self.hash(Self.hash(Kind.pair, last), Kind.word))
        append(Self.hash(Kind.mark, min(count, 7)))
    }

    /// N-grams of two to five bytes inside a word, its boundaries included.
    private mutating func appendCharacters(_ bytes: [UInt8]) {
        for start in bytes.indices {
            var hash = Self.hash(Kind.characters, UInt32(bytes[start]))
            let end = min(start + 5, bytes.count)
            var position = start + 1
            while position < end {
                let byte = bytes[position]
                hash = Self.hash(hash, UInt32(byte))
                append(hash)
                position += 1
                if byte == FoldedText.space { break }
            }
        }
    }

    private mutating func append(_ hash: UInt32) {
        // A last mix, because FNV leaves its low bits weak.
        let mixed = (hash ^ (hash >> 15)) &* 0x85EB_CA6B
        buckets.append((mixed ^ (mixed >> 13)) & UInt32(Self.bucketCount - 1))
    }

    /// One FNV-1a step over a whole value.
    private static func hash(_ hash: UInt32, _ value: UInt32) -> UInt32 {
        let mixed = (hash ^ value) &* 0x0100_0193
        return mixed ^ (mixed >> 16)
    }
}

/// The features of many messages in one flat array, for training.
struct FeatureCorpus {
    private(set) var buckets: [UInt32] = []
    private(set) var starts: [Int] = [0]
    private(set) var wordEnds: [Int] = []

    var count: Int { wordEnds.count }

    mutating func append(_ text: String) {
        let features = MessageFeatures(FoldedText(text))
        wordEnds.append(buckets.count + features.wordCount)
        buckets.append(contentsOf: features.buckets)
        starts.append(buckets.count)
    }
}
