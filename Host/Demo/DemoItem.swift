// One product of a demo catalog, as a supplier's price list states it.
// The host turns it into its own catalog item when it seeds a sandbox tenant.

/// A product line of a demo catalog.
public struct DemoItem: Sendable, Equatable {
    /// The supplier's own code, unique within its tenant.
    public let sku: String
    /// The name as printed on the price list, unique within its tenant.
    public let name: String
    /// The section of the price list, in Spanish.
    public let category: String
    /// One of `PZA KG G L ML M CJA PAQ JGO PAR ROLLO BULTO CUBETA GALON`.
    public let unit: String
    /// ISO 4217 code; always `MXN`.
    public let currency: String
    /// Price of one `unit` in minor units (centavos), tax included, always positive.
    public let priceMinor: Int64
    /// Whole units on hand; 0 means out of stock.
    public let stock: Int64
    /// Other words customers use for this product, in lower case.
    public let aliases: [String]
    /// Words that group products across categories, in lower case.
    public let tags: [String]
    /// Facts by English key: `brand`, `measure`, `fits`, `viscosity`, `voltage`...
    public let attributes: [String: String]
}
