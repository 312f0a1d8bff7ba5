// Changing what is in the basket already, and answers to open questions.

import OrkestaModel

extension ShoppingList {
    // MARK: Lines

    /// Adds to, sets or removes the line meant; asks when several may be.
    mutating func change(_ reference: Reference?, _ change: LineChange) -> ListStep? {
        guard !basket.isEmpty else { return changeOfNothing(reference, change) }
        let lines = lines(reference)
        if lines.count == 1 || isForAll(change, reference) {
            var step = ListStep()
            for line in lines { step.notes += apply(change, to: line).notes }
            return step
        }
        guard lines.isEmpty else {
            question = .whichLine(lines.map(\.sku), then: change)
            return ListStep()
        }
        return changeOfUnknown(reference, change)
    }

    /// "mejor 3" of what is only shown orders it.
    private mutating func changeOfNothing(_ reference: Reference?, _ change: LineChange) -> ListStep? {
        switch change {
        case .remove: return ListStep(notes: [.basketIsEmpty])
        case .set(let amount): return handle(.take(reference ?? .that, amount))
        case .add(let amount): return handle(.take(reference ?? .that, amount))
        }
    }

    private mutating func changeOfUnknown(_ reference: Reference?, _ change: LineChange) -> ListStep? {
        guard case .named(let text) = reference else { return ListStep(notes: [.noSuchPlace(basket.lines.count)]) }
        switch change {
        case .remove: return ListStep(notes: [.notInBasket(text)])
        case .set(let asked):
            return handle(.wishes([Wish(text: text, amount: asked.amount, unit: asked.unit)], isOrder: true))
        case .add(let asked):
            return handle(.wishes([Wish(text: text, amount: asked?.amount, unit: asked?.unit)], isOrder: true))
        }
    }

    /// The lines that may be meant.
    private func lines(_ reference: Reference?) -> [BasketLine] {
        switch reference {
        case nil, .that: return (focus.flatMap(basket.line) ?? basket.lines.last).map { [$0] } ?? []
        case .all: return basket.lines
        case .last: return basket.lines.last.map { [$0] } ?? []
        case .place(let place): return basket.lines.indices.contains(place - 1) ? [basket.lines[place - 1]] : []
        case .cheapest: return basket.lines.min { $0.price.minor < $1.price.minor }.map { [$0] } ?? []
        case .named(let text): return lines(named: text)
        }
    }

    /// By its name, else by the words with which it was asked for.
    private func lines(named text: String) -> [BasketLine] {
        let match = NameMatch(text, language)
        if let exact = basket.lines.first(where: { match.isExactly($0.name) || match.isExactly($0.sku) }) {
            return [exact]
        }
        let named = basket.lines.filter { match.fits($0.name) }
        return named.isEmpty ? basket.lines.filter { match.fits(askedAs[$0.sku] ?? "") } : named
    }

    /// "quita los filtros" means each of them.
    private func isForAll(_ change: LineChange, _ reference: Reference?) -> Bool {
        guard case .remove(nil) = change else { return false }
        switch reference {
        case .all: return true
        case .named(let text): return Words(text).folded.last?.hasSuffix("s") ?? false
        default: return false
        }
    }

    private mutating func apply(_ change: LineChange, to line: BasketLine) -> ListStep {
        switch change {
        case .set(let asked): return set(line, asked)
        case .add(let asked): return add(asked, to: line)
        case .remove(nil): return remove(line)
        case .remove(let asked?):
            guard case .quantity(let taken) = SaleQuantity(asked, of: product(of: line)),
                let rest = line.quantity.adding(-taken.thousandths)
            else { return remove(line) }
            return rewrite(line, rest)
        }
    }

    private mutating func add(_ asked: RequestedAmount?, to line: BasketLine) -> ListStep {
        let asked = asked ?? RequestedAmount(.quantity(.one))
        guard case .quantity(let more) = SaleQuantity(asked, of: product(of: line)) else { return set(line, asked) }
        guard let sum = line.quantity.adding(more.thousandths) else { return ListStep(notes: [.badAmount(.tooLarge)]) }
        return rewrite(line, sum)
    }

    private mutating func remove(_ line: BasketLine) -> ListStep {
        basket.remove(line.sku)
        if focus == line.sku { focus = nil }
        return ListStep(notes: [.removed(line)])
    }

    /// Gives a line the quantity asked for; none of it removes the line.
    mutating func set(_ line: BasketLine, _ asked: RequestedAmount) -> ListStep {
        let product = product(of: line)
        switch SaleQuantity(asked, of: product) {
        case .quantity(let quantity): return rewrite(line, quantity)
        case .bad(.zero): return remove(line)
        case .bad(let amount): return ListStep(notes: [.badAmount(amount)])
        case .mustBeWhole: return ListStep(notes: [.mustBeWhole(product)])
        case .otherUnit, .unsaid: return ListStep(notes: [.otherUnit(product)])
        }
    }

    private mutating func rewrite(_ line: BasketLine, _ quantity: Quantity) -> ListStep {
        var line = line
        line.quantity = quantity
        return ListStep(notes: [place(line, available: product(of: line).stock, isNew: false)])
    }

    /// The product as it was shown, or as its line has it, without its stock.
    private func product(of line: BasketLine) -> ProductHit {
        shown.first { $0.sku == line.sku }
            ?? ProductHit(sku: line.sku, name: line.name, price: line.price, unit: line.unit, score: 1)
    }

    // MARK: Answers

    /// The open question, and those behind it, are no longer of interest. The
    /// wishes that thereby stay out are returned, for the customer to hear of.
    @discardableResult
    public mutating func dropQuestion() -> [ListNote] {
        var left: [Wish] = []
        switch question {
        case .which(let wish): left.append(wish)
        case .howMany(let sku): left.append(Wish(text: sku))
        case .whichLine, nil: break
        }
        left += waiting
        question = nil
        waiting = []
        return left.filter { !$0.text.isEmpty }.map { .skipped(namingProduct($0)) }
    }

    /// A wish for a known SKU, by the product's name.
    private func namingProduct(_ wish: Wish) -> Wish {
        guard let product = shown.first(where: { $0.sku == wish.text }) else { return wish }
        return Wish(text: product.name, amount: wish.amount, unit: wish.unit)
    }

    /// What answers the open question; nil when the request is another matter.
    mutating func answer(_ request: Request) -> ListStep? {
        switch question {
        case nil: return nil
        case .which(let wish): return choose(request, wish)
        case .howMany(let sku): return count(request, sku)
        case .whichLine(let skus, let change): return chooseLine(request, skus, change)
        }
    }

    private mutating func choose(_ request: Request, _ wish: Wish) -> ListStep? {
        let asked = wish.amount.map { RequestedAmount($0, unit: wish.unit) }
        switch request {
        case .number(let amount):
            guard amount.amount.quantity != nil else { return nil }
            // "quiero 6" of a list of five says how much, of whichever is meant.
            guard let place = amount.place, place <= shown.count else { return askAmongShown(amount, for: wish) }
            return chosen(.place(place), asked)
        case .take(let reference, let amount) where product(reference) != nil: return chosen(reference, amount ?? asked)
        case .take(.place, _), .take(.last, _): return ListStep(notes: [.noSuchPlace(shown.count)])
        case .no: return skipped(wish)
        case .wishes(let answers, _):
            guard let answer = answers.first, answers.count == 1 else { return nil }
            return named(answer, wish)
        default: return nil
        }
    }

    private mutating func chosen(_ reference: Reference, _ asked: RequestedAmount?) -> ListStep {
        guard let product = product(reference) else { return ListStep(notes: [.noSuchPlace(shown.count)]) }
        question = nil
        var step = put(product, asked)
        step.search = takeNext()
        return step
    }

    /// By a part of its name; or a closer description, searched anew.
    private mutating func named(_ answer: Wish, _ wish: Wish) -> ListStep? {
        let match = NameMatch(answer.text, language)
        let asked = (answer.amount ?? wish.amount).map { RequestedAmount($0, unit: answer.unit ?? wish.unit) }
        let exact = shown.firstIndex { match.isExactly($0.name) || match.isExactly($0.sku) }
        let fitting = shown.indices.filter { match.fits(shown[$0].name) }
        if let index = exact ?? (fitting.count == 1 ? fitting[0] : nil) { return chosen(.place(index + 1), asked) }
        guard answer.amount == nil, !wish.text.isEmpty, Words(answer.text).count <= 4 else { return nil }
        if fitting.count > 1 {
            shown = fitting.map { shown[$0] }
            return ListStep()
        }
        question = nil
        return ListStep(search: [Wish(text: "\(wish.text) \(answer.text)", amount: wish.amount, unit: wish.unit)])
    }

    private mutating func skipped(_ wish: Wish) -> ListStep {
        question = nil
        shown = []
        return ListStep(notes: wish.text.isEmpty ? [] : [.skipped(wish)], search: takeNext())
    }

    private mutating func count(_ request: Request, _ sku: String) -> ListStep? {
        guard let product = shown.first(where: { $0.sku == sku }) else {
            question = nil
            return nil
        }
        switch request {
        case .number(let amount), .change(nil, let amount), .take(.that, let amount?), .more(nil, let amount?):
            question = nil
            var step = put(product, amount)
            if question == nil { step.search = takeNext() }
            return step
        case .no:
            question = nil
            return ListStep(notes: [.skipped(Wish(text: product.name))], search: takeNext())
        default: return nil
        }
    }

    private mutating func chooseLine(_ request: Request, _ skus: [String], _ change: LineChange) -> ListStep? {
        let lines = skus.compactMap(basket.line)
        let chosen: [BasketLine]
        switch request {
        case .number(let amount):
            chosen = amount.place.flatMap { lines.indices.contains($0 - 1) ? [lines[$0 - 1]] : nil } ?? []
        case .take(.place(let place), _): chosen = lines.indices.contains(place - 1) ? [lines[place - 1]] : []
        case .take(.last, _): chosen = lines.last.map { [$0] } ?? []
        case .take(.all, _): chosen = lines
        case .wishes(let wishes, _):
            let match = NameMatch(wishes.first?.text ?? "", language)
            chosen = lines.filter { match.isExactly($0.name) || match.fits($0.name) }
        case .no:
            question = nil
            return ListStep()
        default: return nil
        }
        guard !chosen.isEmpty else { return ListStep(notes: [.noSuchPlace(lines.count)]) }
        question = nil
        return ListStep(notes: chosen.flatMap { apply(change, to: $0).notes })
    }

    /// The next wish that waited, to be searched again.
    private mutating func takeNext() -> [Wish] { waiting.isEmpty ? [] : [waiting.removeFirst()] }
}
