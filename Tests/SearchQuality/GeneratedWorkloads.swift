// Catalogs in supplier shorthand with customers' queries, made by chance from
// the two trades: the kinds of search that no public set covers.

public import CatalogEngine

/// Workloads of any size; the same seed gives the same one.
///
/// What is right is known from how a product was made: all products of the kind, vehicle, year, size and maker that
/// the query names.
public enum GeneratedWorkloads {
    /// Parts for vehicles, with years, makers and part numbers: "BALATA DEL. JETTA A4 99-15 WAGNER D768".
    public static func parts(products: Int, queries: Int, seed: UInt64) -> SearchWorkload {
        var generator = SeededGenerator(seed: seed)
        var stock: [Part] = []
        for number in 0..<products {
            if let part = Part(number: number, using: &generator) { stock.append(part) }
        }
        let shelves = Dictionary(grouping: stock, by: \.kind)
        let asked = (0..<queries).compactMap { _ in
            generator.pick(stock).map { part in
                var wish = PartWish(part, using: &generator)
                return wish.query(among: shelves[part.kind] ?? [], using: &generator)
            }
        }
        return SearchWorkload("Auto parts, generated", documents: stock.map(\.document), queries: asked)
    }

    /// Hardware with sizes in every spelling: "TORN HEX GALV 1/2 C/100 FIERO".
    public static func hardware(products: Int, queries: Int, seed: UInt64) -> SearchWorkload {
        var generator = SeededGenerator(seed: seed)
        var stock: [Hardware] = []
        for number in 0..<products {
            if let good = Hardware(number: number, using: &generator) { stock.append(good) }
        }
        let shelves = Dictionary(grouping: stock, by: \.kind)
        let asked = (0..<queries).compactMap { _ in
            generator.pick(stock).map { $0.query(among: shelves[$0.kind] ?? [], using: &generator) }
        }
        return SearchWorkload("Hardware, generated", documents: stock.map(\.document), queries: asked)
    }
}

extension GeneratedWorkloads {
    /// Both trades in one catalog, three parts to one piece of hardware, and queries for parts.
    public static func large(products: Int, queries: Int, seed: UInt64) -> SearchWorkload {
        let (parts, hardware) = (products - products / 4, products / 4)
        let many = self.parts(products: parts, queries: queries, seed: seed)
        let more = self.hardware(products: hardware, queries: 0, seed: seed)
        return SearchWorkload(
            "Both trades, \(products) products",
            documents: many.documents + more.documents,
            queries: many.queries
        )
    }

    /// The products of such a catalog one by one, so that nobody has to keep them.
    public static func forEachLarge(products: Int, seed: UInt64, _ body: (SearchDocument) -> Void) {
        var generator = SeededGenerator(seed: seed)
        for number in 0..<products {
            if number % 4 == 0 {
                if let good = Hardware(number: number, using: &generator) { body(good.document) }
            } else if let part = Part(number: number, using: &generator) {
                body(part.document)
            }
        }
    }

    /// Queries for products of a catalog that is given: two or three words of a name, some mistyped. Right are all
    /// products whose names hold these words.
    public static func knownItems(
        _ name: String,
        documents: [SearchDocument],
        queries: Int,
        seed: UInt64
    ) -> SearchWorkload {
        var generator = SeededGenerator(seed: seed)
        let names = documents.map { (sku: $0.sku, words: Set(Self.words($0.name))) }
        let asked = (0..<queries).compactMap { _ -> JudgedQuery? in
            guard let document = generator.pick(documents) else { return nil }
            let words = Self.words(document.name).filter { $0.count > 2 }
            guard words.count > 1 else { return nil }
            let first = Int.random(in: 0..<(words.count - 1), using: &generator)
            let chosen = Array(words[first...].prefix(generator.happens(50) ? 2 : 3))
            let right = names.filter { $0.words.isSuperset(of: chosen) }
            return JudgedQuery(
                typed(chosen, using: &generator),
                grades: Dictionary(right.map { ($0.sku, 1) }) { first, _ in first }
            )
        }
        return SearchWorkload(name, documents: documents, queries: asked)
    }

    private static func words(_ name: String) -> [String] {
        name.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }
}

/// Joins the words of a query, some of them mistyped: none in 40 of 100 queries, one in 40, two in 20.
func typed(_ words: [String], using generator: inout SeededGenerator) -> String {
    var words = words.joined(separator: " ").split(separator: " ").map(String.init)
    let errors = generator.happens(40) ? 0 : generator.happens(66) ? 1 : 2
    for _ in 0..<errors {
        let place = Int.random(in: 0..<words.count, using: &generator)
        words[place] = TypingErrors.mistype(words[place], using: &generator)
    }
    return words.joined(separator: " ")
}

private struct Part {
    let kind: Int
    let vehicle: Int
    let maker: String
    let document: SearchDocument

    init?(number: Int, using generator: inout SeededGenerator) {
        kind = Int.random(in: PartsTrade.goods.indices, using: &generator)
        vehicle = Int.random(in: PartsTrade.vehicles.indices, using: &generator)
        guard let maker = generator.pick(PartsTrade.makers),
            let printed = generator.pick(PartsTrade.goods[kind].printed)
        else { return nil }
        self.maker = maker
        let (model, years) = PartsTrade.vehicles[vehicle]
        let isLong = generator.happens(50)
        let span =
            isLong
            ? "\(years.lowerBound)-\(years.upperBound)"
            : "\(Self.short(years.lowerBound))-\(Self.short(years.upperBound))"
        let code = "\(maker.prefix(1))\(Int.random(in: 100...9_999, using: &generator))"
        document = SearchDocument(
            sku: "\(maker.prefix(3))-\(code)-\(number)",
            name: "\(printed) \(model) \(span) \(maker) \(code)",
            category: PartsTrade.goods[kind].category,
            unit: "PZA",
            priceMinor: Int64.random(in: 50...3_000, using: &generator) * 100,
            stock: Int64.random(in: 0...20, using: &generator)
        )
    }

    private static func short(_ year: Int) -> String {
        let digits = String(year % 100)
        return digits.count == 1 ? "0" + digits : digits
    }
}

/// What a customer wants of a part: always the kind and the vehicle, sometimes a year and a maker.
private struct PartWish {
    let part: Part
    let year: Int?
    let maker: String?

    init(_ part: Part, using generator: inout SeededGenerator) {
        self.part = part
        year = generator.happens(40) ? PartsTrade.vehicles[part.vehicle].years.randomElement(using: &generator) : nil
        maker = generator.happens(30) ? part.maker : nil
    }

    mutating func query(among shelf: [Part], using generator: inout SeededGenerator) -> JudgedQuery {
        var words = [generator.pick(PartsTrade.goods[part.kind].asked) ?? ""]
        if generator.happens(30) { words.append("para") }
        words.append(PartsTrade.vehicles[part.vehicle].model.lowercased())
        if let year { words.append(String(year)) }
        if let maker { words.append(maker.lowercased()) }
        let right = shelf.filter { $0.vehicle == part.vehicle && (maker == nil || $0.maker == maker) }
        return JudgedQuery(
            typed(words, using: &generator),
            grades: Dictionary(right.map { ($0.document.sku, 1) }) { first, _ in first }
        )
    }
}

private struct Hardware {
    let kind: Int
    let size: Int
    let maker: String
    let document: SearchDocument

    init?(number: Int, using generator: inout SeededGenerator) {
        kind = Int.random(in: HardwareTrade.goods.indices, using: &generator)
        let good = HardwareTrade.goods[kind]
        size = Int.random(in: good.sizes.indices, using: &generator)
        guard let maker = generator.pick(HardwareTrade.makers), let printed = generator.pick(good.printed),
            let measure = generator.pick(good.sizes[size].printed)
        else { return nil }
        self.maker = maker
        let package = generator.happens(20) ? " C/100" : ""
        document = SearchDocument(
            sku: "\(maker.prefix(3))-\(number)",
            name: "\(printed) \(measure)\(package) \(maker)",
            category: good.category,
            unit: "PZA",
            priceMinor: Int64.random(in: 5...900, using: &generator) * 100,
            stock: Int64.random(in: 0...200, using: &generator)
        )
    }

    func query(among shelf: [Hardware], using generator: inout SeededGenerator) -> JudgedQuery {
        let good = HardwareTrade.goods[kind]
        let hasMaker = generator.happens(30)
        var words = [generator.pick(good.asked) ?? ""]
        if generator.happens(30) { words.append("de") }
        words.append(generator.pick(good.sizes[size].asked) ?? "")
        if hasMaker { words.append(maker.lowercased()) }
        let right = shelf.filter { $0.size == size && (!hasMaker || $0.maker == maker) }
        return JudgedQuery(
            typed(words, using: &generator),
            grades: Dictionary(right.map { ($0.document.sku, 1) }) { first, _ in first }
        )
    }
}
