// One sale as a conversation keeps it between turns.

public import AgentDialogue
public import OrkestaModel

/// An order that waits for its payment.
public struct OpenOrder: Sendable, Hashable {
    /// `ORD-12`.
    public var number: String
    public var total: Money
    /// Where it can be paid, and until when; nil when no link could be made, so
    /// that a person sends one.
    public var link: Link?
    /// Until when its stock is held; nil when nothing of it is counted.
    public var heldUntil: Timestamp?

    /// The page on which an order is paid.
    public struct Link: Sendable, Hashable {
        public var url: String
        public var expiresAt: Timestamp

        public init(url: String, expiresAt: Timestamp) {
            self.url = url
            self.expiresAt = expiresAt
        }
    }

    public init(number: String, total: Money, link: Link?, heldUntil: Timestamp? = nil) {
        self.number = number
        self.total = total
        self.link = link
        self.heldUntil = heldUntil
    }

    /// The link while it works.
    func link(at now: Timestamp) -> Link? { link.flatMap { now < $0.expiresAt ? $0 : nil } }
}

/// A yes or no that the sale waits for.
public enum Confirmation: Sendable, Hashable {
    /// To buy what the version with this hash says.
    case quote(hash: String)
    /// To give the sale up.
    case cancel
}

/// The sale's state.
public struct Sale: Sendable, Hashable {
    public internal(set) var stage = SaleStage.greeting
    public internal(set) var desk: QuoteDesk
    public internal(set) var confirmation: Confirmation?
    public internal(set) var order: OpenOrder?
    /// When the customer last wrote about it.
    public internal(set) var touchedAt: Timestamp?

    public init(language: Language) { desk = QuoteDesk(list: ShoppingList(language: language)) }

    var basket: Basket { desk.list.basket }

    /// Whether the customer has something to come back to.
    public var isUnfinished: Bool {
        stage.isOpen && (!basket.isEmpty || order != nil || desk.list.question != nil || confirmation != nil)
    }

    /// Moves to a stage, through discovery or closing where only they lead there.
    /// False, and nothing has changed, when no way leads there.
    @discardableResult
    mutating func move(to stage: SaleStage) -> Bool {
        guard self.stage != stage else { return true }
        if self.stage.next.contains(stage) {
            self.stage = stage
            return true
        }
        for step in [SaleStage.discovery, .greeting] where self.stage.next.contains(step) && step.next.contains(stage) {
            self.stage = stage
            return true
        }
        return false
    }

    /// A paid or lost sale makes room for the next.
    mutating func beginAnew(_ language: Language) {
        let list = desk.list
        self = Sale(language: language)
        // What was shown last may be what the customer now wants.
        desk.list.show(list.shown)
    }
}

extension Sale {
    /// The state as a document; only what is there is written.
    public var json: JSON {
        var members = desk.json.objectValue ?? [:]
        members["stage"] = .string(stage.rawValue)
        switch confirmation {
        case .quote(let hash): members["confirm"] = .string(hash)
        case .cancel: members["confirm_cancel"] = true
        case nil: break
        }
        members["order"] = order?.json
        members["touched_at"] = touchedAt.map { .integer($0.milliseconds) }
        return .object(members)
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON, language: Language) throws(DocumentError) {
        desk = try QuoteDesk(json: json, language: language)
        guard let stage = SaleStage(rawValue: try json.requiredText("stage")) else {
            throw DocumentError(field: "stage", reason: "a stage of a sale is expected")
        }
        self.stage = stage
        if let hash = try json.optionalText("confirm") {
            confirmation = .quote(hash: hash)
        } else if try json.flag("confirm_cancel", default: false) {
            confirmation = .cancel
        }
        if let document = json["order"], !document.isNull { order = try OpenOrder(json: document) }
        touchedAt = try json.optionalInteger("touched_at").map(Timestamp.init(milliseconds:))
    }
}

extension OpenOrder {
    fileprivate var json: JSON {
        var members: [String: JSON] = ["number": .string(number), "total": total.json]
        members["url"] = link.map { .string($0.url) }
        members["expires_at"] = link.map { .integer($0.expiresAt.milliseconds) }
        members["held_until"] = heldUntil.map { .integer($0.milliseconds) }
        return .object(members)
    }

    fileprivate init(json: JSON) throws(DocumentError) {
        guard let total = json["total"].flatMap({ Money(json: $0, currency: "MXN") }) else {
            throw DocumentError(field: "total", reason: "an amount is expected")
        }
        let expiresAt = Timestamp(milliseconds: try json.optionalInteger("expires_at") ?? 0)
        self.init(
            number: try json.requiredText("number"),
            total: total,
            link: try json.optionalText("url").map { Link(url: $0, expiresAt: expiresAt) },
            heldUntil: try json.optionalInteger("held_until").map(Timestamp.init(milliseconds:))
        )
    }
}
