// Stock held for somebody until a moment.

/// A product and how much of it.
public struct StockLine: Sendable, Hashable {
    public var sku: String
    public var quantity: Quantity

    public init(sku: String, quantity: Quantity) {
        self.sku = sku
        self.quantity = quantity
    }

    public var json: JSON { ["sku": .string(sku), "quantity": .string(quantity.description)] }

    /// Reads the form that ``json`` writes; a quantity is above 0.
    public init(json: JSON) throws(DocumentError) {
        guard let quantity = json.present("quantity").flatMap(Quantity.init(json:)), quantity.thousandths > 0 else {
            throw DocumentError(field: "quantity", reason: "a quantity above 0 is expected")
        }
        self.init(sku: try json.requiredText("sku"), quantity: quantity)
    }
}

/// What is at hand of a product, less what is held for others.
public struct StockLevel: Sendable, Hashable {
    public var sku: String
    /// Nil when the tenant doesn't count this product.
    public var available: Quantity?
    /// Whether what was asked for can be had.
    public var isEnough: Bool

    public init(sku: String, available: Quantity?, isEnough: Bool) {
        self.sku = sku
        self.available = available
        self.isEnough = isEnough
    }

    public var json: JSON {
        ["sku": .string(sku), "available": JSON(available?.description), "enough": .bool(isEnough)]
    }

    /// Reads the form that ``json`` writes.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            sku: try json.requiredText("sku"),
            available: json.present("available").flatMap(Quantity.init(json:)),
            isEnough: try json.flag("enough", default: false)
        )
    }
}

/// The answer to a reservation: the whole of it, or nothing.
public struct StockAnswer: Sendable, Hashable {
    /// Until when the stock is held; nil when it is not held.
    public var heldUntil: Timestamp?
    public var levels: [StockLevel]

    public init(heldUntil: Timestamp?, levels: [StockLevel]) {
        self.heldUntil = heldUntil
        self.levels = levels
    }

    public var json: JSON {
        var members: [String: JSON] = ["items": .array(levels.map(\.json))]
        members["held_until"] = heldUntil.map { .string($0.description) }
        return .object(members)
    }

    /// Reads the form that ``json`` writes.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            heldUntil: json.present("held_until") == nil ? nil : try json.moment("held_until"),
            levels: try json.elements("items") { value throws(DocumentError) in try StockLevel(json: value) }
        )
    }
}
