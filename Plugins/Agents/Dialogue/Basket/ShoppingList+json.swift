// A shopping list as the document that a conversation keeps between turns.

public import OrkestaModel

extension ShoppingList {
    /// Only what is there is written.
    public var json: JSON {
        var members: [String: JSON] = ["basket": basket.json]
        if !askedAs.isEmpty { members["asked_as"] = .object(askedAs.mapValues(JSON.string)) }
        if !shown.isEmpty { members["shown"] = .array(shown.map(\.json)) }
        members["focus"] = focus.map(JSON.string)
        members["question"] = question?.json
        if !waiting.isEmpty { members["waiting"] = .array(waiting.map(\.json)) }
        return .object(members)
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON, language: Language, listsBeyondStock: Bool = false) throws(DocumentError) {
        self.init(language: language, listsBeyondStock: listsBeyondStock)
        basket = try Basket(json: json["basket"] ?? .null)
        shown = try json.elements("shown") { value throws(DocumentError) in try ProductHit(json: value) }
        askedAs = json["asked_as"]?.objectValue?.compactMapValues(\.stringValue) ?? [:]
        focus = try json.optionalText("focus")
        if let document = json["question"], !document.isNull { question = try ListQuestion(json: document) }
        waiting = try json.elements("waiting") { value throws(DocumentError) in try Wish(json: value) }
    }
}

extension Amount {
    var text: String {
        switch self {
        case .quantity(let quantity): quantity.description
        case .zero: "0"
        case .negative: "-1"
        case .tooLarge: "max"
        }
    }

    init(text: String) {
        switch text {
        case "0": self = .zero
        case "-1": self = .negative
        default: self = Quantity(text).map(Amount.quantity) ?? .tooLarge
        }
    }
}

extension Wish {
    public var json: JSON {
        var members: [String: JSON] = ["text": .string(text)]
        members["amount"] = amount.map { .string($0.text) }
        members["unit"] = unit.map { .string($0.code) }
        return .object(members)
    }

    /// Reads the form that ``json`` writes; an amount that is no decimal is too
    /// large to be one. Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            text: try json.requiredText("text"),
            amount: try json.optionalText("amount").map(Amount.init(text:)),
            unit: try json.optionalText("unit").map(NamedUnit.init)
        )
    }
}

extension RequestedAmount {
    fileprivate var json: JSON { Wish(text: "", amount: amount, unit: unit).json }

    fileprivate init?(json: JSON?) throws(DocumentError) {
        guard let json, !json.isNull, let amount = try Wish(json: json).amount else { return nil }
        self.init(amount, unit: try Wish(json: json).unit)
    }
}

extension ListQuestion {
    fileprivate var json: JSON {
        switch self {
        case .which(let wish): ["which": wish.json]
        case .howMany(let sku): ["how_many": .string(sku)]
        case .whichLine(let skus, .remove(let amount)): Self.lines(skus, "remove", amount)
        case .whichLine(let skus, .set(let amount)): Self.lines(skus, "set", amount)
        case .whichLine(let skus, .add(let amount)): Self.lines(skus, "add", amount)
        }
    }

    private static func lines(_ skus: [String], _ change: String, _ amount: RequestedAmount?) -> JSON {
        ["lines": JSON(skus), "change": .string(change), "amount": amount?.json ?? .null]
    }

    fileprivate init(json: JSON) throws(DocumentError) {
        if let wish = json["which"] {
            self = .which(try Wish(json: wish))
        } else if let sku = try json.optionalText("how_many") {
            self = .howMany(sku: sku)
        } else {
            let amount = try RequestedAmount(json: json["amount"])
            let skus = try json.texts("lines")
            switch (try json.requiredText("change"), amount) {
            case ("set", let amount?): self = .whichLine(skus, then: .set(amount))
            case ("add", _): self = .whichLine(skus, then: .add(amount))
            default: self = .whichLine(skus, then: .remove(amount))
            }
        }
    }
}
