// What a customer has chosen so far. The host prices it; here are only
// products and quantities.

public import OrkestaModel

/// A product in the basket.
public struct BasketLine: Sendable, Hashable {
    public var sku: String
    public var name: String
    /// PZA, KG, M, L, …
    public var unit: String
    public var quantity: Quantity
    /// Of one unit, as the customer last saw it.
    public var price: Money

    public init(_ product: ProductHit, quantity: Quantity) {
        sku = product.sku
        name = product.name
        unit = product.unit
        price = product.price
        self.quantity = quantity
    }
}

/// Lines in the order in which they were chosen, one a product.
public struct Basket: Sendable, Hashable {
    public static let linesMax = 60

    public private(set) var lines: [BasketLine] = []

    public init() {}

    public var isEmpty: Bool { lines.isEmpty }

    public func line(_ sku: String) -> BasketLine? { lines.first { $0.sku == sku } }

    /// Puts a product in, or gives its line another quantity, the last seen
    /// price and name. False when the basket is full.
    @discardableResult
    public mutating func put(_ line: BasketLine) -> Bool {
        if let index = lines.firstIndex(where: { $0.sku == line.sku }) {
            lines[index] = line
            return true
        }
        guard lines.count < Self.linesMax else { return false }
        lines.append(line)
        return true
    }

    public mutating func setQuantity(_ quantity: Quantity, of sku: String) {
        guard let index = lines.firstIndex(where: { $0.sku == sku }) else { return }
        lines[index].quantity = quantity
    }

    public mutating func remove(_ sku: String) { lines.removeAll { $0.sku == sku } }

    public mutating func clear() { lines = [] }

    /// As the host prices it.
    public var draftLines: [QuoteDraft.Line] { lines.map { QuoteDraft.Line(sku: $0.sku, quantity: $0.quantity) } }
}

extension BasketLine {
    public var json: JSON {
        [
            "sku": .string(sku), "name": .string(name), "unit": .string(unit),
            "quantity": .string(quantity.description),
            "price": price.json,
        ]
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        guard let quantity = json["quantity"].flatMap(Quantity.init(json:)), quantity.thousandths > 0 else {
            throw DocumentError(field: "quantity", reason: "a quantity above 0 is expected")
        }
        guard let price = json["price"].flatMap({ Money(json: $0, currency: "MXN") }) else {
            throw DocumentError(field: "price", reason: "an amount is expected")
        }
        sku = try json.requiredText("sku")
        name = try json.requiredText("name")
        unit = try json.requiredText("unit")
        self.quantity = quantity
        self.price = price
    }
}

extension Basket {
    public var json: JSON { .array(lines.map(\.json)) }

    /// Reads the form that ``json`` writes; null is empty. Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        let wrapped: JSON = ["lines": json]
        lines = try wrapped.elements("lines") { value throws(DocumentError) in try BasketLine(json: value) }
    }
}
