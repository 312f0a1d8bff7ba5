// A supplier's line taken apart, each field with how sure it is.

/// What is left of "TORN HEX 1/2X2 GALV C/100" once it is read.
public struct NormalizedLine: Sendable, Equatable {
    /// A value and how sure it is, from 0 (a default) to 1 (written so).
    public struct Field<Value: Sendable & Equatable>: Sendable, Equatable {
        public let value: Value
        public let confidence: Double
    }

    /// An attribute that the line names, such as `package` 100 or `length` 1/2.
    public struct Attribute: Sendable, Equatable {
        public let name: String
        public let value: String
        public let confidence: Double
    }

    /// Folded, single spaces, abbreviations written out.
    public let canonicalName: Field<String>
    /// PZA, KG, M, L, …; nil when neither the line nor the catalog tells.
    public let unit: Field<String>?
    /// A decimal such as "2" or "0.5"; nil when the line names none.
    public let quantity: Field<String>?
    /// The category of the catalog's most similar products; nil when none is similar.
    public let category: Field<String>?
    /// Sorted by name.
    public let attributes: [Attribute]
}
