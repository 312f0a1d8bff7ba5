// What ork.search/1 (normalize) makes of a product line in free text.

/// A product line ("2 kg jitomate saladet") taken apart.
public struct NormalizedProduct: Sendable, Hashable {
    /// Folded, collapsed, abbreviations written out.
    public var canonicalName: String
    /// PZA, KG, L, …; nil when the line names none.
    public var unit: String?
    /// A decimal, such as "2" or "0.5"; nil when the line names none.
    public var quantity: String?
    public var category: String?
    public var attributes: [String: String]
    /// How sure each field is, from 0 to 1, by its name in ``json``.
    public var confidence: [String: Double]

    public init(
        canonicalName: String,
        unit: String? = nil,
        quantity: String? = nil,
        category: String? = nil,
        attributes: [String: String] = [:],
        confidence: [String: Double] = [:]
    ) {
        self.canonicalName = canonicalName
        self.unit = unit
        self.quantity = quantity
        self.category = category
        self.attributes = attributes
        self.confidence = confidence
    }

    public var json: JSON {
        [
            "canonical_name": .string(canonicalName),
            "unit": JSON(unit),
            "quantity": JSON(quantity),
            "category": JSON(category),
            "attributes": .object(attributes.mapValues(JSON.string)),
            "confidence": .object(confidence.mapValues(JSON.double)),
        ]
    }

    /// Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        let confidence = json.present("confidence") ?? [:]
        let numbers = confidence.objectValue?.compactMapValues(\.doubleValue)
        guard let numbers, numbers.count == confidence.objectValue?.count,
            numbers.values.allSatisfy({ (0...1).contains($0) })
        else { throw DocumentError(field: "confidence", reason: "an object of numbers from 0 to 1 is expected") }
        self.init(
            canonicalName: try json.requiredText("canonical_name"),
            unit: try json.optionalText("unit"),
            quantity: try json.optionalText("quantity"),
            category: try json.optionalText("category"),
            attributes: try json.textMembers("attributes"),
            confidence: numbers
        )
    }
}
