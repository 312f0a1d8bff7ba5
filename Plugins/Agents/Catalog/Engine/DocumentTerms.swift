// The terms under which a product is filed, and where each stands in it.

struct DocumentTerms {
    struct Entry {
        let bytes: [UInt8]
        let kind: Token.Kind
        let place: PostingPlace
    }

    private(set) var entries: [Entry] = []
    /// Meaningful words of the name, at least 1.
    private(set) var nameWords = 0
    /// The model years in the name.
    private(set) var years = YearSpan.none
    private var categoryStems: Set<[UInt8]> = []

    private static let del = Array("del".utf8)
    private static let front = Array("delantero".utf8)

    init(_ document: SearchDocument) {
        let category = Tokenizer.tokens(of: document.category ?? "")
        categoryStems = Set(category.filter { $0.kind == .word }.map { WordStem.of($0.bytes) })
        addName(document.name)
        for alias in document.aliases.prefix(SearchLimits.fieldValuesMax) { add(Tokenizer.tokens(of: alias), .alias) }
        add(category, .category)
        for tag in document.tags.prefix(SearchLimits.fieldValuesMax) { add(Tokenizer.tokens(of: tag), .category) }
        let attributes = document.attributes.sorted { $0.key < $1.key }.prefix(SearchLimits.fieldValuesMax)
        for (_, value) in attributes { add(Tokenizer.tokens(of: value), .attribute) }
        addParts(ofSKU: document.sku)
    }

    /// The term of a number that a document gives with a unit, so that "5 kg" is found by 5 but not by 5 L.
    static func measuredNumber(_ numeral: [UInt8]) -> [UInt8] { [2] + numeral }

    private mutating func addName(_ name: String) {
        let tokens = Tokenizer.tokens(of: name)
        years = YearSpan(tokens)
        let isShorthand = !name.utf8.contains { 0x61...0x7A ~= $0 }
        for (position, token) in tokens.enumerated() {
            let isInCategory = token.kind == .word && categoryStems.contains(WordStem.of(token.bytes))
            let isModifier = Self.isModifier(position, in: tokens)
            let place = PostingPlace(.name, position: position, isModifier: isModifier, isInCategory: isInCategory)
            add(token, place)
            // Among parts DEL is the front one; written "del" it is mere grammar.
            if token.bytes == Self.del, isShorthand || token.isDotted {
                entries.append(Entry(bytes: Self.front, kind: .word, place: place))
            }
            if !StopWords.contains(token.text) { nameWords += 1 }
        }
        addCompounds(tokens, .name)
        nameWords = max(1, nameWords)
    }

    private static func isModifier(_ position: Int, in tokens: [Token]) -> Bool {
        // Sizes are no products: AAA qualifies nothing in "AAA battery".
        guard tokens[position].kind == .word, tokens[position].bytes.count > 3 else { return false }
        if position > 0, ModifierWords.qualifiesNext(tokens[position - 1].text) { return true }
        // "Laptop privacy filter": adjectives may stand between.
        return tokens[(position + 1)...].prefix(ModifierWords.reach).contains {
            ModifierWords.qualifiesPrevious($0.text)
        }
    }

    private mutating func add(_ tokens: [Token], _ field: PostingPlace.Field) {
        let place = PostingPlace(field, position: PostingPlace.positionMax)
        for token in tokens { add(token, place) }
        addCompounds(tokens, field)
    }

    private mutating func add(_ token: Token, _ place: PostingPlace) {
        entries.append(Entry(bytes: token.bytes, kind: token.kind, place: place))
        if token.kind == .measure {
            entries.append(Entry(bytes: Self.measuredNumber(token.numeral), kind: .number, place: place))
        } else if token.kind == .word, let expansion = Abbreviations.expansion(of: token.bytes) {
            for word in expansion.split(separator: FoldedText.space) {
                entries.append(Entry(bytes: Array(word), kind: .word, place: place))
            }
        }
    }

    /// Files "GP-607" under gp607 too, and "Coca-Cola" under cocacola.
    private mutating func addCompounds(_ tokens: [Token], _ field: PostingPlace.Field) {
        var start = 0
        while start < tokens.count {
            var end = start + 1
            while end < tokens.count, tokens[end].isGlued { end += 1 }
            if end - start > 1, end - start <= SearchLimits.joinedTokensMax {
                let bytes = tokens[start..<end].flatMap(\.squeezed)
                let kind: Token.Kind = bytes.allSatisfy(\.isLetter) ? .word : .code
                if bytes.contains(where: \.isLetter), bytes.count <= SearchLimits.tokenBytesMax {
                    entries.append(Entry(bytes: bytes, kind: kind, place: PostingPlace(field, position: start)))
                }
            }
            start = end
        }
    }

    /// The whole SKU has a table of its own; its parts that look like part numbers are terms.
    private mutating func addParts(ofSKU sku: String) {
        let tokens = Tokenizer.rawTokens(of: sku, scalarsMax: 128, tokensMax: 8)
        guard tokens.count > 1 else { return }
        let place = PostingPlace(.attribute, position: PostingPlace.positionMax)
        for token in tokens where token.bytes.count >= 3 && token.kind != .word {
            entries.append(Entry(bytes: token.bytes, kind: token.kind, place: place))
        }
    }
}
