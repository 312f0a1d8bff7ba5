// The list that a customer and an agent write together: a state machine from
// requests and search results to a basket, asking one thing at a time.

public import OrkestaModel

/// The basket with what was shown last and what was asked.
public struct ShoppingList: Sendable, Hashable {
    public internal(set) var basket = Basket()
    /// Products listed last, in their order.
    public internal(set) var shown: [ProductHit] = []
    /// The product spoken of last.
    public internal(set) var focus: String?
    public internal(set) var question: ListQuestion?
    /// Wishes that are asked about after the open question.
    public internal(set) var waiting: [Wish] = []
    /// By SKU, the words with which what is in the basket or shown was asked for:
    /// who asked for "lixas" also takes them off by that name.
    public internal(set) var askedAs: [String: String] = [:]
    /// Whether more than is at hand may be listed: in a quote, not in a sale.
    public var listsBeyondStock: Bool
    let language: Language
    private static let askedCharactersMax = 60

    public init(language: Language, listsBeyondStock: Bool = false) {
        self.language = language
        self.listsBeyondStock = listsBeyondStock
    }

    /// Takes over what another agent showed.
    public mutating func show(_ products: [ProductHit], focus: String? = nil) {
        shown = products
        self.focus = focus
        question = nil
    }

    /// Does what a customer asks; nil when that is no matter of the list.
    public mutating func handle(_ request: Request) -> ListStep? {
        if let answered = answer(request) { return answered }
        switch request {
        case .number(let amount): return number(amount)
        case .take(let reference, let amount): return take(reference, amount)
        case .more(let reference, let amount): return change(reference, .add(amount))
        case .change(let reference, let amount): return change(reference, .set(amount))
        case .remove(let reference, let amount): return change(reference, .remove(amount))
        case .empty: return empty()
        case .wishes(let wishes, let isOrder): return isOrder ? order(wishes) : ask(wishes)
        case .quotation(let wishes): return wishes.isEmpty ? nil : order(wishes)
        case .prices(let wishes): return tellPrice(of: named(wishes)) ?? ListStep(search: wishes)
        case .priceOf(let reference): return tellPrice(of: product(reference))
        case .nothing, .yes, .no, .confirm, .thanks, .greeting, .show, .checkout, .pay, .paid, .cancel, .resume,
            .person, .options,
            .document, .discount, .coupon, .unclear:
            return nil
        }
    }

    /// Takes in what was found: for an order what is certain goes into the
    /// basket at once and the rest is asked about one by one; otherwise it is
    /// only shown.
    public mutating func found(_ findings: [Finding], isOrder: Bool) -> ListStep {
        let known = Set(basket.lines.map(\.sku))
        for finding in findings {
            let words = String(finding.wish.text.prefix(Self.askedCharactersMax))
            for hit in finding.hits where !known.contains(hit.sku) && hit.sku != words { askedAs[hit.sku] = words }
        }
        let step = isOrder ? order(findings) : offer(findings)
        let kept = Set(basket.lines.map(\.sku) + shown.map(\.sku))
        askedAs = askedAs.filter { kept.contains($0.key) }
        return step
    }

    private mutating func offer(_ findings: [Finding]) -> ListStep {
        var step = ListStep()
        var offered: [ProductHit] = []
        for finding in findings {
            switch finding.decision(language) {
            case .none: step.notes.append(.notFound(finding.wish))
            case .one(let product): offered.append(product)
            case .several(let candidates): offered += candidates
            }
        }
        guard !offered.isEmpty else { return step }
        // What was being asked about comes back once this is settled.
        if case .which(let wish) = question, !wish.text.isEmpty { waiting.insert(wish, at: 0) }
        show(Array(offered.prefix(Finding.candidatesMax * 2)), focus: offered.count == 1 ? offered[0].sku : nil)
        step.notes.append(.offered(shown))
        return step
    }

    private mutating func order(_ findings: [Finding]) -> ListStep {
        var step = ListStep()
        for finding in findings {
            let asked = finding.wish.amount.map { RequestedAmount($0, unit: finding.wish.unit) }
            switch finding.decision(language) {
            case .none: step.notes.append(.notFound(finding.wish))
            case .one(let product) where isSoldOut(product): step.notes.append(.soldOut(product))
            case .one(let product): put(product, asked, into: &step)
            case .several(let candidates): choose(among: candidates, finding.wish, asked, into: &step)
            }
        }
        return step
    }

    /// What is sold out, or not sold by the unit asked for, is no candidate
    /// beside what can be had.
    private mutating func choose(
        among candidates: [ProductHit],
        _ wish: Wish,
        _ asked: RequestedAmount?,
        into step: inout ListStep
    ) {
        let inStock = candidates.filter { !isSoldOut($0) }
        let fitting = inStock.filter { SaleQuantity(asked, of: $0) != .otherUnit }
        let choice = fitting.isEmpty ? inStock : fitting
        let isBestGone = candidates.first.map(isSoldOut) ?? false
        if isBestGone { step.notes.append(.soldOut(candidates[0])) }
        // Something else is never put in the place of what was meant unasked.
        if choice.count == 1, !isBestGone {
            put(choice[0], asked, into: &step)
        } else if !choice.isEmpty {
            askWhich(wish, choice)
        }
    }

    /// Writes a line as another paper has it.
    mutating func take(_ line: BasketLine) { basket.put(line) }

    /// Takes a line off.
    mutating func drop(_ sku: String) { basket.remove(sku) }

    // MARK: Wishes

    private mutating func ask(_ wishes: [Wish]) -> ListStep {
        if let product = named(wishes) {
            focus = product.sku
            return put(product, nil)
        }
        return ListStep(search: wishes)
    }

    /// The one product shown that a lone wish names in part.
    private func named(_ wishes: [Wish]) -> ProductHit? {
        guard let wish = wishes.first, wishes.count == 1 else { return nil }
        let match = NameMatch(wish.text, language)
        if let exact = shown.first(where: { match.isExactly($0.name) || match.isExactly($0.sku) }) { return exact }
        let fitting = shown.filter { match.fits($0.name) }
        return fitting.count == 1 ? fitting.first : nil
    }

    private mutating func order(_ wishes: [Wish]) -> ListStep {
        if let product = named(wishes), let wish = wishes.first {
            return put(product, wish.amount.map { RequestedAmount($0, unit: wish.unit) })
        }
        return ListStep(search: wishes)
    }

    /// A second question waits until the first is answered.
    private mutating func askWhich(_ wish: Wish, _ candidates: [ProductHit]) {
        guard question == nil else { return waiting.append(wish) }
        question = .which(wish)
        shown = candidates
        focus = nil
    }

    /// Of a product that is shown already; an open question stays open.
    private mutating func tellPrice(of product: ProductHit?) -> ListStep? {
        guard let product else { return nil }
        if question == nil { focus = product.sku }
        return ListStep(notes: [.offered([product])])
    }

    // MARK: Taking

    private mutating func number(_ asked: RequestedAmount) -> ListStep? {
        if let focus, let line = basket.line(focus) { return set(line, asked) }
        if let product = shown.first(where: { $0.sku == focus }) { return put(product, asked) }
        guard !shown.isEmpty, asked.amount.quantity != nil else { return nil }
        guard let place = asked.place, place <= shown.count else { return askAmongShown(asked) }
        return take(.place(place), nil)
    }

    private mutating func take(_ reference: Reference, _ asked: RequestedAmount?) -> ListStep? {
        switch reference {
        case .that:
            if let focus, let line = basket.line(focus) {
                return asked.map { set(line, $0) } ?? ListStep(notes: [.added(line)])
            }
            guard let product = product(.that) else { return shown.isEmpty ? nil : askAmongShown(asked) }
            return put(product, asked)
        case .all:
            guard !shown.isEmpty else { return nil }
            var step = ListStep()
            for product in shown { put(product, asked, into: &step) }
            return step
        case .place, .last, .cheapest:
            guard !shown.isEmpty else { return nil }
            guard let product = product(reference) else { return ListStep(notes: [.noSuchPlace(shown.count)]) }
            return put(product, asked)
        case .named(let text): return order([Wish(text: text, amount: asked?.amount, unit: asked?.unit)])
        }
    }

    func product(_ reference: Reference) -> ProductHit? {
        switch reference {
        case .place(let place): shown.indices.contains(place - 1) ? shown[place - 1] : nil
        case .last: shown.last
        case .cheapest: shown.min { $0.price.minor < $1.price.minor }
        case .that: shown.first { $0.sku == focus } ?? (shown.count == 1 ? shown[0] : nil)
        case .all, .named: nil
        }
    }

    /// Which of those shown is meant by `wish`, of which so much is wanted.
    mutating func askAmongShown(_ asked: RequestedAmount?, for wish: Wish = Wish(text: "")) -> ListStep {
        question = .which(Wish(text: wish.text, amount: asked?.amount, unit: asked?.unit))
        return ListStep()
    }

    mutating func put(_ product: ProductHit, _ asked: RequestedAmount?) -> ListStep {
        var step = ListStep()
        put(product, asked, into: &step)
        return step
    }

    /// Chooses a product: into the basket, or asks how many.
    private mutating func put(_ product: ProductHit, _ asked: RequestedAmount?, into step: inout ListStep) {
        // Named again without a quantity, a product keeps the one that it has.
        if asked == nil, let line = basket.line(product.sku) {
            focus = product.sku
            return step.notes.append(.added(line))
        }
        guard !isSoldOut(product) else { return step.notes.append(.soldOut(product)) }
        focus = product.sku
        switch SaleQuantity(asked, of: product) {
        case .quantity(let quantity):
            step.notes.append(place(BasketLine(product, quantity: quantity), available: product.stock, isNew: true))
        case .unsaid: askHowMany(product)
        case .bad(let amount): askHowMany(product, .badAmount(amount), into: &step)
        case .mustBeWhole: askHowMany(product, .mustBeWhole(product), into: &step)
        case .otherUnit: askHowMany(product, .otherUnit(product), into: &step)
        }
    }

    private mutating func askHowMany(_ product: ProductHit, _ note: ListNote, into step: inout ListStep) {
        step.notes.append(note)
        askHowMany(product)
    }

    private mutating func askHowMany(_ product: ProductHit) {
        guard question == nil else { return waiting.append(Wish(text: product.sku)) }
        if !shown.contains(where: { $0.sku == product.sku }) { shown = [product] }
        question = .howMany(sku: product.sku)
    }

    func isSoldOut(_ product: ProductHit) -> Bool { !listsBeyondStock && product.stock.map { $0 <= 0 } ?? false }

    /// Writes a line, cut to what is at hand.
    mutating func place(_ line: BasketLine, available: Int64?, isNew: Bool) -> ListNote {
        var line = line
        var isCut = false
        if !listsBeyondStock, let available, line.quantity.thousandths / 1_000 >= available, available > 0,
            line.quantity > Quantity(thousandths: available * 1_000)
        {
            line.quantity = Quantity(thousandths: available * 1_000)
            isCut = true
        }
        guard basket.put(line) else { return .basketIsFull }
        focus = line.sku
        return isCut ? .short(line) : isNew ? .added(line) : .changed(line)
    }

    private mutating func empty() -> ListStep {
        guard !basket.isEmpty else { return ListStep(notes: [.basketIsEmpty]) }
        basket.clear()
        dropQuestion()
        (focus, shown) = (nil, [])
        return ListStep(notes: [.emptied])
    }
}

extension RequestedAmount {
    /// As a place on a list; nil when it counts or measures.
    var place: Int? {
        guard unit == nil, case .quantity(let quantity) = amount, quantity.isWhole else { return nil }
        return Int(exactly: quantity.thousandths / 1_000)
    }
}
