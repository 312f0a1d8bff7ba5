// A product as its row holds it.

import HostCore
import HostStorage
import OrkestaModel

extension CatalogItem {
    /// `catalog_items` columns, in the order that ``init(row:)`` reads.
    static let columns = """
        id, sku, name, canonical_name, aliases, price_minor, currency, unit, category, tags, attributes, stock, \
        min_stock, active, revision, tax_class, cost_minor
        """

    init(row: DatabaseRow) throws(DatabaseError) {
        let currency = try row.text(6)
        guard let taxClass = TaxClass(rawValue: try row.text(15)) else {
            throw .failed("a product's tax class is damaged")
        }
        self.init(
            id: try row.text(0),
            sku: try row.text(1),
            name: try row.text(2),
            canonicalName: try row.text(3),
            aliases: try row.json(4).arrayValue?.compactMap(\.stringValue) ?? [],
            price: Money(minor: try row.integer(5), currency: currency),
            unit: try row.text(7),
            category: row.optionalText(8),
            tags: try row.json(9).arrayValue?.compactMap(\.stringValue) ?? [],
            attributes: try row.json(10).objectValue?.compactMapValues(\.stringValue) ?? [:],
            stock: row.optionalInteger(11),
            minimumStock: try row.integer(12),
            taxClass: taxClass,
            cost: row.optionalInteger(16).map { Money(minor: $0, currency: currency) },
            active: try row.flag(13),
            revision: try row.integer(14)
        )
    }

    /// The values of ``columns``.
    var values: [any DatabaseArgument] {
        [
            id, sku, name, canonicalName, JSON(aliases), price.minor, price.currency, unit, category, JSON(tags),
            JSON.object(attributes.mapValues(JSON.string)), stock, minimumStock, active, revision,
            taxClass.rawValue, cost?.minor,
        ]
    }
}
