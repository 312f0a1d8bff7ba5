// Expands a family into the products of its price list. Everything, stock
// included, follows from the table alone, so a catalog never differs between runs.

extension Family {
    /// Every product of the family, brand by brand.
    var items: [DemoItem] {
        lines.flatMap { line in line.variants.map { item($0, of: line.brand) } }
    }

    private func item(_ variant: Variant, of brand: Brand) -> DemoItem {
        let sku = spaced([code, variant.code ?? skuCode(variant.label), brand.code], by: "-")
        let price = shelfPrice(variant.priceMinor &* brand.factorPerMille / 1000)
        return DemoItem(
            sku: sku,
            name: productName(variant, brand),
            category: category,
            unit: variant.unit ?? unit,
            currency: "MXN",
            priceMinor: price,
            stock: stockOnHand(sku: sku, priceMinor: price),
            aliases: aliases + variant.aliases,
            tags: tags,
            attributes: productAttributes(variant, brand),
        )
    }

    private func productName(_ variant: Variant, _ brand: Brand) -> String {
        let label = variant.label.isEmpty ? "" : variant.label + labelSuffix
        let maker = spaced([brand.name, brand.product], by: " ")
        switch brandPlacement {
        case .last: return spaced([name, label, maker], by: " ")
        case .beforeVariant: return spaced([name, maker, label], by: " ")
        }
    }

    /// The variant's label with its inch mark but without the wording that follows it in the name.
    private func measure(_ variant: Variant) -> String? {
        variant.label.isEmpty ? nil : variant.label + labelSuffix.prefix { $0 != " " }
    }

    private func productAttributes(_ variant: Variant, _ brand: Brand) -> [String: String] {
        var result = attributes.merging(variant.attributes) { _, own in own }
        if !brand.name.isEmpty { result["brand"] = brand.name }
        if let labelAttribute, result[labelAttribute] == nil {
            result[labelAttribute] = labelAttribute == "presentation" ? quantity(in: variant.label) : measure(variant)
        }
        return result
    }
}

/// The quantity a label ends with ("Naranja 600 ml" holds "600 ml"); nil if it ends otherwise.
private func quantity(in label: String) -> String? {
    let words = label.split(separator: " ")
    guard let amount = words.lastIndex(where: { $0.first?.isNumber == true }), amount + 2 == words.count else {
        return nil
    }
    return words[amount...].joined(separator: " ")
}

private func spaced(_ parts: [String], by separator: String) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: separator)
}

/// A label as it appears in a SKU: three letters of each word, every number whole.
private func skuCode(_ label: String) -> String {
    label.split(separator: " ").map { word in
        let plain = word.uppercased().compactMap(plainCharacter)
        return String(word.first?.isNumber == true ? plain[...] : plain.prefix(3))
    }.joined()
}

/// The ASCII letter or digit a character stands for; nil for punctuation. A fraction keeps its
/// bar as "D", or 1/2 would read as 12.
private func plainCharacter(_ character: Character) -> Character? {
    switch character {
    case "Á": "A"
    case "É": "E"
    case "Í": "I"
    case "Ó": "O"
    case "Ú", "Ü": "U"
    case "Ñ": "N"
    case "/": "D"
    case _ where character.isASCII && (character.isLetter || character.isNumber): character
    default: nil
    }
}

/// Rounds to what shops print: tens of centavos below 20 pesos, halves below 100, whole pesos above.
private func shelfPrice(_ priceMinor: Int64) -> Int64 {
    let step: Int64 = priceMinor < 2_000 ? 10 : priceMinor < 10_000 ? 50 : 100
    return max(step, (priceMinor &+ step / 2) / step &* step)
}

/// About one product in twelve is out of stock; cheap goods are kept in larger numbers.
private func stockOnHand(sku: String, priceMinor: Int64) -> Int64 {
    let hash = fnv1a(sku)
    guard hash % 12 != 0 else { return 0 }
    let (least, spread): (UInt64, UInt64) =
        switch priceMinor {
        case ..<1_000: (80, 900)
        case ..<10_000: (12, 140)
        case ..<100_000: (3, 40)
        default: (1, 9)
        }
    return Int64(clamping: least &+ (hash >> 16) % spread)
}

/// FNV-1a, because the standard library's hashes differ from one process to the next.
private func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
