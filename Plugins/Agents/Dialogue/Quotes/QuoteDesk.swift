// From a customer's list to a quote and its next version: a state machine over
// the host's answers. It counts no money: the host does.

public import OrkestaModel

/// A list, the quote made of it, and the discounts asked for.
public struct QuoteDesk: Sendable, Hashable {
    public var list: ShoppingList
    public private(set) var paper: QuotePaper?
    /// As granted by the host on the last version.
    public private(set) var discount: Discount?
    public private(set) var coupon: String?

    public init(list: ShoppingList) { self.list = list }

    /// Something to tell the customer about a quote.
    public enum Note: Sendable, Hashable {
        /// No longer sold: taken off the list.
        case gone(String)
        /// Less is at hand than asked: how much, nil when nothing.
        case short(String, available: Quantity?, unit: String)
        /// And what it costs now. What it cost before stands in no paper any more.
        case priceChanged(String, Money)
        case couponRefused(String)
        /// The quote before had expired.
        case renewed
    }

    /// What follows from an answer of the host.
    public enum Outcome: Sendable, Hashable {
        case show(Quote, [Note])
        /// Something was mended: ask the host again.
        case again([Note])
        /// Nothing on the list can be sold.
        case nothingLeft([Note])
        /// More than the host quotes.
        case refused
    }

    /// What the host is asked to quote.
    public var draft: QuoteDraft {
        QuoteDraft(
            lines: list.basket.draftLines,
            discount: discount,
            coupon: coupon,
            language: list.language.rawValue
        )
    }

    /// Whether the paper shown still says what the list does.
    public func isCurrent(at now: Timestamp) -> Bool {
        paper.map { !$0.isOutdated && now < $0.validUntil } ?? false
    }

    /// Does what a customer asks of the list; nil when that is no matter of it.
    public mutating func handle(_ request: Request) -> ListStep? {
        changingBasket { $0.handle(request) }
    }

    /// Takes in what was found for the list.
    public mutating func found(_ findings: [Finding], isOrder: Bool) -> ListStep {
        changingBasket { $0.found(findings, isOrder: isOrder) }
    }

    /// Writes a line as another paper has it.
    public mutating func take(_ line: BasketLine) { changingBasket { $0.take(line) } }

    /// Takes a line off.
    public mutating func drop(_ sku: String) { changingBasket { $0.drop(sku) } }

    private mutating func changingBasket<Step>(_ change: (inout ShoppingList) -> Step) -> Step {
        let before = list.basket
        let step = change(&list)
        if list.basket != before { paper?.isOutdated = true }
        return step
    }

    /// The next version is to be asked for with this discount or coupon.
    public mutating func ask(discount: Discount?, coupon: String?) {
        if let discount { self.discount = discount }
        if let coupon { self.coupon = coupon }
        paper?.isOutdated = true
    }

    /// The next quote is a new one.
    public mutating func forgetPaper() { (paper, discount, coupon) = (nil, nil, nil) }

    // MARK: The host's answers

    /// Takes in the answer to a draft or a change.
    public mutating func quoted(_ answer: QuoteAnswer) -> Outcome {
        switch answer.outcome {
        case .created, .priced:
            guard let quote = answer.quote else { return .refused }
            return .show(quote, shortages(answer.problems) + take(quote))
        case .changed:
            guard let quote = answer.quote else { return .refused }
            paper = QuotePaper(quote)
            paper?.isOutdated = true
            return .again([])
        case .accepted:
            paper = nil
            return .again([])
        case .refused: return mend(answer.problems)
        }
    }

    /// Takes in the refusal of an acceptance: what is gone is taken off, what is
    /// short becomes what there is.
    public mutating func refusedAcceptance(_ problems: [DraftProblem]) -> Outcome {
        paper?.isOutdated = true
        for problem in problems where problem.kind == .stock {
            guard let sku = problem.sku else { continue }
            if let available = problem.available, available.thousandths > 0 {
                list.basket.setQuantity(available, of: sku)
            }
        }
        let short = shortages(problems)
        for problem in problems where problem.kind == .stock && problem.available.map({ $0.thousandths <= 0 }) ?? true {
            if let sku = problem.sku { list.basket.remove(sku) }
        }
        switch mend(problems) {
        case .again(let notes): return .again(short + notes)
        case .nothingLeft(let notes): return .nothingLeft(short + notes)
        case .refused, .show: return list.basket.isEmpty ? .nothingLeft(short) : .again(short)
        }
    }

    /// Another version is the one to answer now.
    public mutating func show(_ quote: Quote) { _ = take(quote) }

    private mutating func take(_ quote: Quote) -> [Note] {
        let wasExpired = paper.map { $0.number == quote.shownNumber && $0.validUntil < quote.createdAt } ?? false
        paper = QuotePaper(quote)
        (discount, coupon) = (quote.prices.discount, quote.prices.coupon)
        var notes: [Note] = wasExpired ? [.renewed] : []
        for line in quote.prices.lines {
            guard var known = list.basket.line(line.sku), known.price != line.unitPrice else { continue }
            notes.append(.priceChanged(line.name, line.unitPrice))
            (known.price, known.name) = (line.unitPrice, line.name)
            list.basket.put(known)
        }
        return notes
    }

    private func shortages(_ problems: [DraftProblem]) -> [Note] {
        problems.filter { $0.kind == .stock }.compactMap { problem in
            guard let line = problem.sku.flatMap(list.basket.line) else { return nil }
            let available = problem.available.flatMap { $0.thousandths > 0 ? $0 : nil }
            return .short(line.name, available: available, unit: line.unit)
        }
    }

    /// Takes off what can't be sold. Each try leaves less, so it ends.
    private mutating func mend(_ problems: [DraftProblem]) -> Outcome {
        var notes: [Note] = []
        for problem in problems {
            switch problem.kind {
            case .coupon:
                guard let coupon else { continue }
                notes.append(.couponRefused(coupon))
                self.coupon = nil
            case .gone, .unknown, .currency, .quantity, .fraction:
                guard let line = problem.sku.flatMap(list.basket.line) else { continue }
                notes.append(.gone(line.name))
                list.basket.remove(line.sku)
            case .stock, .size, .other: continue
            }
        }
        if list.basket.isEmpty { return .nothingLeft(notes) }
        return notes.isEmpty ? .refused : .again(notes)
    }
}

extension QuoteDesk {
    public var json: JSON {
        var members = list.json.objectValue ?? [:]
        members["quote"] = paper?.json
        members["discount"] = discount?.json
        members["coupon"] = coupon.map(JSON.string)
        return .object(members)
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON, language: Language, listsBeyondStock: Bool = false) throws(DocumentError) {
        list = try ShoppingList(json: json, language: language, listsBeyondStock: listsBeyondStock)
        if let document = json["quote"], !document.isNull { paper = try QuotePaper(json: document) }
        if let document = json["discount"], !document.isNull {
            discount = try Discount(json: document, currency: list.basket.lines.first?.price.currency ?? "MXN")
        }
        coupon = try json.optionalText("coupon")
    }
}
