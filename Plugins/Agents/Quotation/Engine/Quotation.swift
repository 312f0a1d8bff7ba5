// One quotation as a conversation keeps it between turns.

public import AgentDialogue
public import OrkestaModel

/// The state of a quotation: its list and paper, and what a yes would accept.
public struct Quotation: Sendable, Hashable {
    public internal(set) var desk: QuoteDesk
    /// The hash of the version that waits for a yes.
    public internal(set) var asked: String?

    /// A quote may ask for more than is at hand: stock counts at acceptance.
    public init(language: Language) {
        desk = QuoteDesk(list: ShoppingList(language: language, listsBeyondStock: true))
    }

    /// Whether the customer has something to come back to.
    public var isUnfinished: Bool {
        !desk.list.basket.isEmpty || desk.list.question != nil || asked != nil
    }

    public var json: JSON { desk.json.merging(["asked": JSON(asked)]) }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON, language: Language) throws(DocumentError) {
        desk = try QuoteDesk(json: json, language: language, listsBeyondStock: true)
        asked = try json.optionalText("asked")
    }
}
