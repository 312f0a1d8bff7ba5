// A query as the words that count in it, each with everything in the catalog
// that may stand for it.

struct QueryPlan {
    /// Something in the catalog that may stand for a word of the query.
    struct Alternative {
        enum Source {
            case term(Int)
            /// Postings put together for this query, and what they stand for.
            case list([UInt32], label: String)
        }

        let source: Source
        /// From 0 to 1.
        let quality: Float
        let kind: MatchKind
    }

    struct Word {
        let token: Token
        /// Among all tokens of the query, to tell which words stand side by side.
        let position: Int
        /// The model year that it names; nil for every other word.
        var year: Int?
        /// Whether misspellings of it were looked for.
        var wasRespelt = false
        var alternatives: [Alternative] = []
        var weight: Float = 0

        /// The quality of its best alternative; 0 when nothing resembles it.
        var bestQuality: Float { alternatives.reduce(0) { max($0, $1.quality) } }

        mutating func add(term: Int, _ quality: Float, _ kind: MatchKind) {
            for (index, known) in alternatives.enumerated() {
                guard case .term(term) = known.source else { continue }
                if known.quality < quality {
                    alternatives[index] = Alternative(source: .term(term), quality: quality, kind: kind)
                }
                return
            }
            alternatives.append(Alternative(source: .term(term), quality: quality, kind: kind))
        }

        mutating func add(list: [UInt32], label: String, _ quality: Float, _ kind: MatchKind) {
            guard !list.isEmpty else { return }
            alternatives.append(Alternative(source: .list(list, label: label), quality: quality, kind: kind))
        }
    }

    var words: [Word]
    /// Words without a meaning of their own; they only break ties.
    let stopWords: [Word]
    /// Whether the query has nothing but stop words, which then must match as they are.
    let isOnlyStopWords: Bool

    /// Grows with every reading that a word gets, and with every one that is found to be better than it seemed.
    var readings: Float { words.reduce(0) { $0 + $1.alternatives.reduce(0) { $0 + $1.quality } } }

    /// How many of its words name something; sizes and part numbers do not.
    var namedWords: Int { words.count { $0.token.kind == .word } }

    /// The bits of the words that are more than a size; all words when there are only sizes. A product
    /// must match one of them: "iphone 15" does not ask for 15 tortillas.
    var substance: UInt32 {
        let bits = words.indices.filter { words[$0].token.kind == .word || words[$0].token.kind == .code }
            .reduce(UInt32(0)) { $0 | 1 << UInt32($1 & 31) }
        return bits == 0 ? .max : bits
    }

    /// A model year among the words.
    struct Year {
        let year: Int
        let weight: Float
        let bit: UInt32
    }

    var years: [Year] {
        words.enumerated().compactMap { number, word in
            word.year.map { Year(year: $0, weight: word.weight, bit: 1 << UInt32(number & 31)) }
        }
    }

    /// The tokens of a query, numbers and units still apart: at most ``SearchLimits/queryTokensMax``.
    static func rawTokens(of query: String) -> [Token] {
        Tokenizer.rawTokens(
            of: query,
            scalarsMax: SearchLimits.queryScalarsMax,
            tokensMax: SearchLimits.queryTokensMax
        )
    }

    init(_ tokens: [Token]) {
        let all = tokens.enumerated().map { position, token in
            let isModelYear = position > 0 && Self.yearWords.contains(tokens[position - 1].text)
            let year = YearSpan.year(token) ?? (isModelYear ? YearSpan.shortYear(token) : nil)
            return Word(token: token, position: position, year: year)
        }
        let meaningful = all.filter { word in
            let isYearWord = Self.yearWords.contains(word.token.text)
            let isBeforeYear = word.position + 1 < all.count && all[word.position + 1].year != nil
            return !StopWords.contains(word.token.text) && !(isYearWord && isBeforeYear)
        }
        isOnlyStopWords = meaningful.isEmpty
        words = meaningful.isEmpty ? all : meaningful
        stopWords = meaningful.isEmpty ? [] : all.filter { StopWords.contains($0.token.text) }
    }

    /// What stands before a model year: "modelo 2015", "mod 15".
    private static let yearWords: Set<String> = ["modelo", "model", "mod", "ano", "year", "anio"]
}
