// The papers of the fake host's one customer, and what becomes of them. Wrong
// documents throw a DocumentError, and papers that are not there are nil, as the
// host tells both from misuse.

import OrkestaABI
import OrkestaModel

/// What was sold to the customer.
struct FakeSale: Sendable {
    static let customer = "0198f3c2-0000-7000-8000-000000000001"
    static let conversation = "0198f3c2-0000-7000-8000-00000000000a"
    static let now = Timestamp(milliseconds: FakeTurn.now)
    private static let day: Int64 = 86_400

    /// Every version, in the order in which they were made.
    private var quotes: [Quote] = []
    private var orders: [Order] = []
    var payments = FakePayments()
    var dunning = FakeDunning()

    // MARK: Quotes

    func price(_ draft: JSON) throws(DocumentError) -> QuoteAnswer {
        let priced = FakePricing(try Self.draft(draft))
        return QuoteAnswer(outcome: .priced, prices: priced.prices, problems: priced.problems)
    }

    mutating func createQuote(_ draft: JSON, by agent: String) throws(DocumentError) -> QuoteAnswer {
        let number = (quotes.map(\.number).max() ?? 0) + 1
        return addQuote(try Self.draft(draft), number: number, version: 1, agent)
    }

    mutating func revise(
        _ name: String,
        version: Int64,
        _ draft: JSON,
        by agent: String
    ) throws(DocumentError) -> QuoteAnswer? {
        let draft = try Self.draft(draft)
        guard let named = quote(name), let latest = quote(named.shownNumber) else { return nil }
        if latest.order != nil { return QuoteAnswer(outcome: .accepted, quote: latest) }
        guard latest.version == version else { return QuoteAnswer(outcome: .changed, quote: latest) }
        return addQuote(draft, number: latest.number, version: version + 1, agent)
    }

    /// The latest version for a number, `COT-1/2` or a key for a certain one.
    func quote(_ name: String) -> Quote? {
        quotes.last { $0.shownNumber == name }
            ?? quotes.first { "\($0.shownNumber)/\($0.version)" == name || $0.id == name }
    }

    /// The latest version of each, newest first.
    func quotes(limit: Int) -> [Quote] {
        Array(quotes.filter { $0.state != .superseded }.reversed().prefix(limit))
    }

    private mutating func addQuote(
        _ draft: QuoteDraft,
        number: Int64,
        version: Int64,
        _ agent: String?,
        isApproved: Bool = false
    ) -> QuoteAnswer {
        let priced = FakePricing(draft, isApproved: isApproved)
        guard let prices = priced.sellable else { return QuoteAnswer(outcome: .refused, problems: priced.problems) }
        for index in quotes.indices where quotes[index].number == number { quotes[index].state = .superseded }
        let approval: Quote.Approval? =
            isApproved
            ? Quote.Approval(state: .granted, requested: draft)
            : priced.isCut ? Quote.Approval(state: .pending, requested: draft) : nil
        let quote = Quote(
            id: "quote-\(number)-\(version)",
            number: number,
            version: version,
            state: .sent,
            customerID: Self.customer,
            conversationID: Self.conversation,
            agent: agent,
            language: draft.language ?? "es",
            prices: prices,
            note: draft.note,
            invoicing: draft.invoicing,
            createdAt: Self.now,
            validUntil: Self.now.advanced(bySeconds: 15 * Self.day),
            hash: "hash-of-\(number)-\(version)",
            token: "token-of-\(number)",
            approval: approval,
            url: "https://checker.invalid/q/\(number)"
        )
        quotes.append(quote)
        return QuoteAnswer(outcome: .created, quote: quote, problems: priced.problems)
    }

    // MARK: Orders and stock

    mutating func accept(_ name: String, hash: String, in turn: ork_turn) -> OrderAnswer? {
        guard let named = quote(name), let latest = quote(named.shownNumber) else { return nil }
        if let order = latest.order.flatMap(order) {
            return OrderAnswer(outcome: .accepted, order: order, quote: latest)
        }
        guard latest.hash == hash else { return OrderAnswer(outcome: .changed, quote: latest) }
        let problems = Self.shortages(latest.prices)
        guard problems.isEmpty else { return OrderAnswer(outcome: .refused, quote: latest, problems: problems) }
        let order = addOrder(latest.prices, of: latest, invoicing: latest.invoicing, in: turn)
        guard let index = quotes.lastIndex(where: { $0.id == latest.id }) else { return nil }
        quotes[index].state = .accepted
        quotes[index].order = order.shownNumber
        return OrderAnswer(outcome: .accepted, order: order, quote: quotes[index])
    }

    mutating func createOrder(_ draft: JSON, in turn: ork_turn) throws(DocumentError) -> OrderAnswer {
        let draft = try Self.draft(draft)
        let priced = FakePricing(draft)
        guard let prices = priced.prices, priced.problems.isEmpty else {
            return OrderAnswer(outcome: .refused, problems: priced.problems)
        }
        if priced.isCut { return OrderAnswer(outcome: .approval) }
        return OrderAnswer(outcome: .accepted, order: addOrder(prices, of: nil, invoicing: draft.invoicing, in: turn))
    }

    func order(_ name: String) -> Order? { orders.first { $0.shownNumber == name || $0.id == name } }

    /// Newest first.
    func orders(limit: Int) -> [Order] { Array(orders.reversed().prefix(limit)) }

    /// Nil when the reference is an order that is not there. Nothing is kept: what a
    /// customer holds is at hand for that customer.
    func reserve(_ reference: String, _ lines: [StockLine], minutes: Int64) -> StockAnswer? {
        let isOrder = reference.hasPrefix("ORD-")
        guard !isOrder || order(reference) != nil else { return nil }
        let ordered = order(reference)?.prices.lines.map { StockLine(sku: $0.sku, quantity: $0.quantity) } ?? []
        let levels = (lines.isEmpty ? ordered : lines).map(FakeCatalog.level)
        guard levels.allSatisfy(\.isEnough) else { return StockAnswer(heldUntil: nil, levels: levels) }
        let end = Self.now.advanced(bySeconds: minutes == 0 ? Self.day : minutes * 60)
        return StockAnswer(heldUntil: end, levels: levels)
    }

    private mutating func addOrder(
        _ prices: Prices,
        of quote: Quote?,
        invoicing: InvoicingDetails?,
        in turn: ork_turn
    ) -> Order {
        let number = Int64(orders.count + 1)
        let order = Order(
            id: "order-\(number)",
            number: number,
            customerID: Self.customer,
            quoteID: quote?.id,
            quote: quote?.shownNumber,
            prices: prices,
            createdAt: Self.now,
            heldUntil: Self.now.advanced(bySeconds: Self.day),
            invoicing: invoicing
        )
        orders.append(order)
        payments.bill(order, in: turn)
        return order
    }

    // MARK: What then happens

    /// What the host tells its agents of afterwards, once each: how payments of the
    /// links went, and a person's word on discounts that wait.
    mutating func news() -> [Work] { payments.news() + decideApprovals() }

    /// The first discount that waits is refused, the others are granted.
    private mutating func decideApprovals() -> [Work] {
        var decided: [Work] = []
        for waiting in quotes where waiting.state == .sent && waiting.approval?.state == .pending {
            guard let index = quotes.firstIndex(of: waiting), let requested = waiting.approval?.requested else {
                continue
            }
            let isGranted = !decided.isEmpty
            quotes[index].approval?.state = isGranted ? .granted : .refused
            let next =
                isGranted
                ? addQuote(
                    requested,
                    number: waiting.number,
                    version: waiting.version + 1,
                    waiting.agent,
                    isApproved: true
                ).quote : nil
            let decision: JSON = [
                "decision": .string(isGranted ? "granted" : "refused"), "quote": (next ?? quotes[index]).json,
            ]
            decided.append(.event(name: "quote.approval", document: decision.description))
        }
        return decided
    }

    private static func shortages(_ prices: Prices) -> [DraftProblem] {
        prices.lines.enumerated().compactMap { index, line in
            let level = FakeCatalog.level(of: StockLine(sku: line.sku, quantity: line.quantity))
            guard !level.isEnough else { return nil }
            let detail = "too few are at hand"
            return DraftProblem(line: index, sku: line.sku, kind: .stock, available: level.available, detail: detail)
        }
    }

    private static func draft(_ json: JSON) throws(DocumentError) -> QuoteDraft {
        try QuoteDraft(json: json, currency: FakePricing.currency)
    }
}
