// What happened to a shopping list in one step: said by ``ListWording`` in the
// customer's language.

public import OrkestaModel

/// Something to tell the customer.
public enum ListNote: Sendable, Hashable {
    /// Products to look at, in the order of the list.
    case offered([ProductHit])
    case added(BasketLine)
    case changed(BasketLine)
    case removed(BasketLine)
    case emptied
    /// Fewer are at hand than asked: the line has what there is.
    case short(BasketLine)
    case soldOut(ProductHit)
    case notFound(Wish)
    /// Set aside at the customer's word.
    case skipped(Wish)
    case badAmount(Amount)
    case mustBeWhole(ProductHit)
    case otherUnit(ProductHit)
    case basketIsFull
    /// A place beyond the list's end; how long it is.
    case noSuchPlace(Int)
    /// Named to be changed or removed, and not in the basket.
    case notInBasket(String)
    case basketIsEmpty
}

extension ListNote {
    /// Whether it tells of something that is on the list no more.
    public var takesOff: Bool {
        switch self {
        case .removed, .emptied: true
        default: false
        }
    }
}

/// What the list waits for.
public enum ListQuestion: Sendable, Hashable {
    /// Which of those shown is meant by a wish.
    case which(Wish)
    /// How much of a product.
    case howMany(sku: String)
    /// Which line of the basket is to be removed or get another quantity.
    case whichLine([String], then: LineChange)
}

/// What to do with a line of the basket.
public enum LineChange: Sendable, Hashable {
    case remove(RequestedAmount?)
    case set(RequestedAmount)
    case add(RequestedAmount?)
}

/// A step's result: what to say, and what to search before saying more.
public struct ListStep: Sendable, Hashable {
    public var notes: [ListNote] = []
    public var search: [Wish] = []

    public init(notes: [ListNote] = [], search: [Wish] = []) {
        self.notes = notes
        self.search = search
    }
}
