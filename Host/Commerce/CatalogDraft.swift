// A product as an upload describes it, before it is compared with the catalog.

import HostCore
public import OrkestaModel

/// A checked row of an upload. Nil members were not given: an upload that
/// merges keeps what the catalog has, one that replaces clears it.
public struct CatalogDraft: Sendable, Hashable {
    public var sku: String
    public var name: String
    public var price: Money
    public var unit: String?
    public var category: String?
    public var stock: Int64?
    public var minimumStock: Int64?
    public var aliases: [String]?
    public var tags: [String]?
    public var attributes: [String: String]?
    public var taxClass: TaxClass?
    /// Without tax, in the price's currency.
    public var cost: Money?

    /// `sku` has 1 to 100 characters, `name` 1 to 500, `price` is not negative.
    public init(
        sku: String,
        name: String,
        price: Money,
        unit: String? = nil,
        category: String? = nil,
        stock: Int64? = nil,
        minimumStock: Int64? = nil,
        aliases: [String]? = nil,
        tags: [String]? = nil,
        attributes: [String: String]? = nil,
        taxClass: TaxClass? = nil,
        cost: Money? = nil
    ) {
        self.sku = sku
        self.name = name
        self.price = price
        self.unit = unit
        self.category = category
        self.stock = stock
        self.minimumStock = minimumStock
        self.aliases = aliases
        self.tags = tags
        self.attributes = attributes
        self.taxClass = taxClass
        self.cost = cost
    }

    /// The product that this makes of `present`, or a new one.
    func applied(to present: CatalogItem?, id: CatalogItemID, mode: CatalogMode) -> CatalogItem {
        let kept = mode == .merge ? present : nil
        return CatalogItem(
            id: present?.id ?? id.rawValue,
            sku: sku,
            name: name,
            canonicalName: name.folded,
            aliases: aliases ?? kept?.aliases ?? [],
            price: price,
            unit: unit.map(SaleUnit.normalized) ?? kept?.unit ?? SaleUnit.normalized(""),
            category: category ?? kept?.category,
            tags: tags ?? kept?.tags ?? [],
            attributes: attributes ?? kept?.attributes ?? [:],
            stock: stock ?? kept?.stock,
            minimumStock: minimumStock ?? kept?.minimumStock ?? 0,
            taxClass: taxClass ?? kept?.taxClass ?? .standard,
            cost: cost ?? kept?.cost,
            active: true,
            revision: present?.revision ?? 0
        )
    }
}

/// What happens to products that an upload does not name.
public enum CatalogMode: String, Sendable, CaseIterable {
    /// They stay as they are.
    case merge
    /// They are withdrawn.
    case replace
}
