// The declarative form of a price list: a family of products that differ by
// measure, fit or presentation (its variants) and by brand.

/// Products that share a name, a unit and a place in the price list.
struct Family {
    /// Where a product's name mentions the brand.
    enum BrandPlacement {
        /// "Martillo Uña Curva 16 oz Truper".
        case last
        /// "Aceite Vegetal Nutrioli 850 ml".
        case beforeVariant
    }

    /// What every product's name begins with.
    var name: String
    /// What every product's SKU begins with.
    var code: String
    var category: String
    var unit: String
    var tags: [String]
    var aliases: [String]
    /// The attribute that a variant's label fills, nil for none; `presentation` takes only its quantity.
    var labelAttribute: String?
    /// What follows every variant's label in the name, such as an inch mark.
    var labelSuffix: String
    var brandPlacement: BrandPlacement
    /// Attributes of every product.
    var attributes: [String: String]
    var lines: [Line]

    /// A family whose brands each have variants of their own.
    init(
        _ name: String,
        code: String,
        category: String,
        unit: String = "PZA",
        tags: [String] = [],
        aliases: [String],
        labelAttribute: String? = "measure",
        labelSuffix: String = "",
        brandPlacement: BrandPlacement = .last,
        attributes: [String: String] = [:],
        lines: [Line],
    ) {
        self.name = name
        self.code = code
        self.category = category
        self.unit = unit
        self.tags = tags
        self.aliases = aliases
        self.labelAttribute = labelAttribute
        self.labelSuffix = labelSuffix
        self.brandPlacement = brandPlacement
        self.attributes = attributes
        self.lines = lines
    }

    /// A family whose variants every brand offers, except where a brand names the few it has.
    init(
        _ name: String,
        code: String,
        category: String,
        unit: String = "PZA",
        tags: [String] = [],
        aliases: [String],
        labelAttribute: String? = "measure",
        labelSuffix: String = "",
        brandPlacement: BrandPlacement = .last,
        attributes: [String: String] = [:],
        variants: [Variant],
        brands: [Brand] = [.none],
    ) {
        self.init(
            name,
            code: code,
            category: category,
            unit: unit,
            tags: tags,
            aliases: aliases,
            labelAttribute: labelAttribute,
            labelSuffix: labelSuffix,
            brandPlacement: brandPlacement,
            attributes: attributes,
            lines: brands.map { brand in
                Line(brand, brand.only.map { labels in variants.filter { labels.contains($0.label) } } ?? variants)
            },
        )
    }
}

/// What one brand offers within a family.
struct Line {
    var brand: Brand
    var variants: [Variant]

    init(_ brand: Brand, _ variants: [Variant]) {
        self.brand = brand
        self.variants = variants
    }
}

/// A maker, and how dear it is beside the family's list price.
struct Brand {
    var name: String
    var code: String
    /// Price in thousandths of the variant's price.
    var factorPerMille: Int64
    /// The maker's product line, printed after its name.
    var product: String
    /// Labels of the only variants this brand offers; nil for all.
    var only: Set<String>?

    /// Goods sold without a brand.
    static let none = Brand("", "", 1000)

    init(_ name: String, _ code: String, _ factorPerMille: Int64 = 1000, product: String = "", only: Set<String>? = nil)
    {
        self.name = name
        self.code = code
        self.factorPerMille = factorPerMille
        self.product = product
        self.only = only
    }
}

/// One measure, fit or presentation of a family, with its list price.
struct Variant {
    var label: String
    var priceMinor: Int64
    /// The part of the SKU that tells this variant apart; nil derives it from the label.
    var code: String?
    /// The unit, where it is not the family's.
    var unit: String?
    var aliases: [String]
    var attributes: [String: String]

    init(
        _ label: String,
        _ priceMinor: Int64,
        code: String? = nil,
        unit: String? = nil,
        aliases: [String] = [],
        attributes: [String: String] = [:],
    ) {
        self.label = label
        self.priceMinor = priceMinor
        self.code = code
        self.unit = unit
        self.aliases = aliases
        self.attributes = attributes
    }
}
