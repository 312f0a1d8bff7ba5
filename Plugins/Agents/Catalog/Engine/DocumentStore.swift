// Keeps the products themselves, in about half the memory of an array of them:
// repeated texts once, rare fields aside.

struct DocumentStore {
    private struct Entry {
        let sku: String
        let name: String
        let priceMinor: Int64
        /// `untracked` for nil.
        let stock: Int64
        /// In `labels`.
        let label: Int32
        let details: Details?
    }

    /// What most products of one seller share in a few combinations.
    private struct Label: Hashable {
        let category: String?
        let unit: String?
        let currency: String
    }

    /// What many products do not have.
    private final class Details: Sendable {
        let aliases: [String]
        let tags: [String]
        let attributes: [String: String]

        init(_ document: SearchDocument) {
            aliases = document.aliases
            tags = document.tags
            attributes = document.attributes
        }
    }

    private static let untracked = Int64.min

    private var entries: [Entry?] = []
    private var labels: [Label] = []
    private var labelNumbers: [Label: Int32] = [:]

    /// Slots, free ones included.
    var count: Int { entries.count }

    /// Adds a free slot at the end.
    mutating func grow() { entries.append(nil) }

    subscript(slot: Int) -> SearchDocument? {
        guard let entry = entries[slot] else { return nil }
        let label = labels[Int(entry.label)]
        return SearchDocument(
            sku: entry.sku,
            name: entry.name,
            category: label.category,
            unit: label.unit,
            priceMinor: entry.priceMinor,
            currency: label.currency,
            stock: entry.stock == Self.untracked ? nil : entry.stock,
            aliases: entry.details?.aliases ?? [],
            tags: entry.details?.tags ?? [],
            attributes: entry.details?.attributes ?? [:]
        )
    }

    mutating func set(_ document: SearchDocument, at slot: Int) {
        let isPlain = document.aliases.isEmpty && document.tags.isEmpty && document.attributes.isEmpty
        entries[slot] = Entry(
            sku: document.sku,
            name: document.name,
            priceMinor: document.priceMinor,
            stock: document.stock.map { max($0, Self.untracked + 1) } ?? Self.untracked,
            label: number(of: Label(category: document.category, unit: document.unit, currency: document.currency)),
            details: isPlain ? nil : Details(document)
        )
    }

    mutating func clear(_ slot: Int) { entries[slot] = nil }

    func sku(_ slot: Int) -> String? { entries[slot]?.sku }
    func priceMinor(_ slot: Int) -> Int64 { entries[slot]?.priceMinor ?? 0 }
    func tags(_ slot: Int) -> [String] { entries[slot]?.details?.tags ?? [] }
    func attributes(_ slot: Int) -> [String: String] { entries[slot]?.details?.attributes ?? [:] }

    private mutating func number(of label: Label) -> Int32 {
        if let known = labelNumbers[label] { return known }
        let number = Int32(truncatingIfNeeded: labels.count)
        labels.append(label)
        labelNumbers[label] = number
        return number
    }
}
