// Reads a supplier's line without a catalog: quantity in front, package behind,
// abbreviations written out, measures as attributes.

struct LineReader {
    struct Word {
        let bytes: [UInt8]
        /// Whether it was written out from an abbreviation.
        let isExpanded: Bool
    }

    private(set) var words: [Word] = []
    private(set) var unit: (unit: String, confidence: Double)?
    private(set) var quantity: (decimal: String, confidence: Double)?
    private(set) var attributes: [NormalizedLine.Attribute] = []
    private var pieces: [String] = []
    private var values: [String: (values: [String], confidence: Double)] = [:]

    var canonicalName: String { pieces.joined(separator: " ") }

    init(_ line: String) {
        var tokens = Tokenizer.tokens(of: line)[...]
        readPackage(&tokens)
        readQuantity(&tokens)
        readTrailingUnit(&tokens)
        for token in tokens { read(token) }
        attributes = values.sorted { $0.key < $1.key }
            .map {
                .init(name: $0.key, value: $0.value.values.joined(separator: " x "), confidence: $0.value.confidence)
            }
    }

    /// "C/100" and "caja con 100": a package of so many, wherever it stands.
    private mutating func readPackage(_ tokens: inout ArraySlice<Token>) {
        let all = Array(tokens)
        for place in all.indices.dropLast() {
            let isShort = all[place].text == "c" && all[place + 1].isGlued && all[place + 1].kind == .number
            let isWritten = all[place].text == "con" && place > 0 && SaleUnits.unit(all[place - 1].bytes) != nil
            let number = all[place + 1].kind == .measure ? all[place + 1].numeral : all[place + 1].bytes
            let isPieces = all[place + 1].kind == .number || all[place + 1].measure?.dimension == .pieces
            guard isShort || isWritten, isPieces, let count = Numeral(number) else { continue }
            note("package", count.decimal, isShort ? 0.95 : 0.9)
            let first = isWritten ? place - 1 : place
            if isWritten, let sold = SaleUnits.unit(all[first].bytes) { unit = (sold, 0.9) }
            tokens = Array(all[..<first] + all[(place + 2)...])[...]
            return
        }
    }

    /// "2 kg jitomate", "10 pzas clavo", "3 cajas …".
    private mutating func readQuantity(_ tokens: inout ArraySlice<Token>) {
        guard let first = tokens.first else { return }
        if let measure = first.measure, let sold = measure.unit.saleUnit, tokens.count > 1 {
            quantity = (measure.numeral.decimal, 0.95)
            unit = unit ?? (sold, 0.95)
            tokens = tokens.dropFirst()
        } else if first.kind == .number, tokens.count > 1, let count = Numeral(first.bytes), count.denominator == 1 {
            let second = tokens[tokens.startIndex + 1]
            if second.kind == .word, let sold = SaleUnits.unit(second.bytes), tokens.count > 2 {
                quantity = (count.decimal, 0.95)
                unit = (sold, 0.95)
                tokens = tokens.dropFirst(2)
            } else if second.kind == .word {
                quantity = (count.decimal, 0.6)
                tokens = tokens.dropFirst()
            }
        }
        if quantity != nil, let next = tokens.first, ["de", "of", "do", "da"].contains(next.text) {
            tokens = tokens.dropFirst()
        }
    }

    /// A unit of sale at the end of the line: "CLAVO 2 PULG KG", "… CJA".
    private mutating func readTrailingUnit(_ tokens: inout ArraySlice<Token>) {
        guard tokens.count > 1, let last = tokens.last, last.kind == .word else { return }
        guard let sold = SaleUnits.unit(last.bytes) ?? Self.soleUnit(last) else { return }
        unit = unit ?? (sold, 0.85)
        tokens = tokens.dropLast()
    }

    private static func soleUnit(_ token: Token) -> String? { MeasureUnits.unit(token.bytes)?.saleUnit }

    private mutating func read(_ token: Token) {
        switch token.kind {
        case .word:
            let expansion = Abbreviations.expansion(of: token.bytes)
            let bytes = expansion ?? token.bytes
            pieces.append(String(decoding: bytes, as: UTF8.self))
            words += bytes.split(separator: FoldedText.space)
                .map { Word(bytes: Array($0), isExpanded: expansion != nil) }
            if let (name, value) = AttributeWords.attribute(of: bytes) {
                note(name, value, expansion == nil ? 0.9 : 0.8)
            }
        case .measure:
            guard let measure = token.measure else { return }
            appendSize(measure.label, token)
            note(measure.dimension.rawValue, measure.label, 0.95)
        case .number:
            appendSize(token.text, token)
            note("size", token.text, token.bytes.contains(UInt8(ascii: "/")) ? 0.8 : 0.5)
        case .code:
            pieces.append(token.text)
            words.append(Word(bytes: token.bytes, isExpanded: false))
        }
    }

    /// Sizes that were written together stay together: 1/2 x 2.
    private mutating func appendSize(_ text: String, _ token: Token) {
        if token.isFactor { pieces.append("x") }
        pieces.append(text)
    }

    private mutating func note(_ name: String, _ value: String, _ confidence: Double) {
        let known = values[name]
        values[name] = ((known?.values ?? []) + [value], min(known?.confidence ?? 1, confidence))
    }
}
