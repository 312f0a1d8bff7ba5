// Accepting quotes, and ordering without one.

import HostCore
public import HostStorage
public import OrkestaModel

extension SaleDesk {
    /// Plans the order that a customer's yes makes; nil when he has no quote of
    /// this name. `hash` is of what was shown of it.
    public func accept(
        _ name: String,
        hash: String,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<OrderAnswer>? {
        try quote(name, request, in: connection).map { try accept($0, hash: hash, request, in: connection) }
    }

    /// The same for `quote`, one of its versions, which is the customer's.
    public func accept(
        _ quote: Quote,
        hash: String,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<OrderAnswer> {
        let latest = try self.quote(quote.shownNumber, request, in: connection) ?? quote
        var machine = QuoteStateMachine(latest)
        func answer(_ outcome: OrderAnswer.Outcome, _ order: Order? = nil) -> Plan<OrderAnswer> {
            Plan(answer: OrderAnswer(outcome: outcome, order: order, quote: latest), write: nil)
        }
        switch machine.handle(.accept(hash: hash), at: request.now) {
        case .showOrder:
            let staged = StagedSale(request.staged).order(ofQuote: latest.id)
            return answer(.accepted, try staged ?? Orders(tenant).find(ofQuote: latest.id, in: connection))
        case .refuseExpired: return answer(.expired)
        case .refuseChanged, .refuseAccepted, .replace: return answer(.changed)
        case .placeOrder: return try order(of: latest, request, in: connection)
        }
    }

    /// Plans an order of a draft, without a quote.
    public func order(
        _ draft: QuoteDraft,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<OrderAnswer> {
        let (tenant, settings) = try SalesSettingsStore(tenant).get(in: connection)
        let priced = try pricing(settings, tenant.currency, request).price(draft, in: connection)
        guard let prices = priced.prices, priced.problems.isEmpty else {
            return Plan(answer: OrderAnswer(outcome: .refused, problems: priced.problems), write: nil)
        }
        guard !priced.isCut else { return Plan(answer: OrderAnswer(outcome: .approval), write: nil) }
        let ordinal = request.staged.count { $0.order != nil }
        return try place(
            prices,
            of: nil,
            invoicing: try draft.checkedInvoicing(),
            numberKey: "\(request.key)/\(ordinal)",
            settings,
            request,
            in: connection
        )
    }

    private func order(
        of quote: Quote,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<OrderAnswer> {
        let problems = try problems(of: quote, request, in: connection)
        guard problems.isEmpty else {
            return Plan(answer: OrderAnswer(outcome: .refused, quote: quote, problems: problems), write: nil)
        }
        return try place(
            quote.prices,
            of: quote,
            invoicing: quote.invoicing,
            // Whoever accepts it, at once or again, means this one order.
            numberKey: "quote/\(quote.number)",
            try SalesSettingsStore(tenant).get(in: connection).settings,
            request,
            in: connection
        )
    }

    /// What keeps a quote's products from being delivered. Its prices hold,
    /// whatever the catalog says by now.
    private func problems(
        of quote: Quote,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> [DraftProblem] {
        let levels = try StockHolds(tenant).levels(
            of: quote.prices.stockLines.mergedBySKU,
            for: StockHolds.Claimant(conversation: request.conversation),
            staged: request.staged,
            at: request.now,
            in: connection
        )
        return try levels.filter { !$0.isEnough }.map { level in
            let isSold = try CatalogItems(tenant).get(level.sku, in: connection)?.active == true
            return DraftProblem(
                line: quote.prices.lines.firstIndex { $0.sku == level.sku },
                sku: level.sku,
                kind: isSold ? .stock : .gone,
                available: isSold ? level.available : nil,
                detail: isSold
                    ? "\(level.available?.description ?? "0") of \(level.sku) are at hand"
                    : "\(level.sku) is no longer sold"
            )
        }
    }

    private func place(
        _ prices: Prices,
        of quote: Quote?,
        invoicing: InvoicingDetails?,
        numberKey: String,
        _ settings: SalesSettings,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<OrderAnswer> {
        let number = try ReservedNumbers(tenant).reserve("order", key: numberKey, at: request.now, in: connection)
        let until = request.now.advanced(bySeconds: settings.holdMinutes * 60)
        let hold = StockHold(reference: "ORD-\(number)", conversation: nil, lines: prices.stockLines, until: until)
        let counted = try StockHolds(tenant).levels(
            of: hold.lines,
            for: StockHolds.Claimant(),
            at: request.now,
            in: connection
        ).contains { $0.available != nil }
        let order = Order(
            id: OrderID(at: request.now, randomness: request.randomness).rawValue,
            number: number,
            customerID: request.customer.rawValue,
            quoteID: quote?.id,
            quote: quote?.shownNumber,
            prices: prices,
            createdAt: request.now,
            heldUntil: counted ? until : nil,
            invoicing: invoicing
        )
        var accepted = quote
        accepted?.state = .accepted
        accepted?.order = order.shownNumber
        return Plan(
            answer: OrderAnswer(outcome: .accepted, order: order, quote: accepted),
            write: .placeOrder(
                order,
                accepting: quote,
                hold: counted ? hold : nil,
                endsHoldsOf: request.conversation
            )
        )
    }
}

extension Prices {
    /// What they take from the stock.
    var stockLines: [StockLine] { lines.map { StockLine(sku: $0.sku, quantity: $0.quantity) } }
}
