// Making quotes and new versions of them.

import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

extension SaleDesk {
    /// What a draft costs now.
    public func price(
        _ draft: QuoteDraft,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> QuoteAnswer {
        let (tenant, settings) = try SalesSettingsStore(tenant).get(in: connection)
        let priced = try pricing(settings, tenant.currency, request).price(draft, in: connection)
        return QuoteAnswer(outcome: .priced, prices: priced.prices, problems: priced.problems)
    }

    /// Plans the first version of a quote, and reserves its number. Throws the
    /// field of the draft's invoicing details that is at fault.
    public func create(
        _ draft: QuoteDraft,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<QuoteAnswer> {
        let (tenant, settings) = try SalesSettingsStore(tenant).get(in: connection)
        let priced = try pricing(settings, tenant.currency, request).price(draft, in: connection)
        guard let prices = priced.sellable else { return refused(priced) }
        let ordinal = request.staged.count { if case .addQuote = $0 { true } else { false } }
        let number = try ReservedNumbers(self.tenant).reserve(
            "quote",
            key: "\(request.key)/\(ordinal)",
            at: request.now,
            in: connection
        )
        let days = settings.quoteValidityDays
        let quote = try version(
            1,
            of: number,
            draft,
            prices,
            isCut: priced.isCut,
            language: request.language ?? tenant.locale,
            validUntil: request.now.advanced(bySeconds: days * 86_400),
            request
        )
        return Plan(answer: created(quote, priced), write: .addQuote(quote))
    }

    /// Plans the next version of the customer's quote of this name, if `version`
    /// is still the latest; nil when he has none.
    public func revise(
        _ name: String,
        version: Int64,
        _ draft: QuoteDraft,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<QuoteAnswer>? {
        guard let quote = try quote(name, request, in: connection) else { return nil }
        guard quote.version == version else {
            let latest = try self.quote(quote.shownNumber, request, in: connection)
            return Plan(answer: QuoteAnswer(outcome: .changed, quote: latest), write: nil)
        }
        return try revise(quote, draft, request, in: connection)
    }

    /// Plans the next version of `quote`, which is the one that was looked at.
    /// While it holds, products that it has keep their prices and the new
    /// version its end; else everything is priced anew.
    public func revise(
        _ quote: Quote,
        _ draft: QuoteDraft,
        isApproved: Bool = false,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<QuoteAnswer> {
        var machine = QuoteStateMachine(quote)
        let keepsPrices: Bool
        switch machine.handle(.revise, at: request.now) {
        case .replace(let keeps): keepsPrices = keeps
        case .refuseAccepted:
            return Plan(answer: QuoteAnswer(outcome: .accepted, quote: shown(quote)), write: nil)
        case .refuseChanged, .refuseExpired, .placeOrder, .showOrder:
            let latest = try self.quote(quote.shownNumber, request, in: connection)
            return Plan(answer: QuoteAnswer(outcome: .changed, quote: latest), write: nil)
        }
        let (tenant, settings) = try SalesSettingsStore(tenant).get(in: connection)
        let held = keepsPrices ? quote.prices.lines : []
        let priced = try pricing(settings, tenant.currency, request, held: held, isApproved: isApproved)
            .price(draft, in: connection)
        guard let prices = priced.sellable else { return refused(priced) }
        let renewed = request.now.advanced(bySeconds: settings.quoteValidityDays * 86_400)
        var next = try version(
            quote.version + 1,
            of: quote.number,
            draft,
            prices,
            isCut: priced.isCut,
            language: quote.language,
            validUntil: keepsPrices ? quote.validUntil : renewed,
            request
        )
        next.conversationID = quote.conversationID ?? next.conversationID
        next.agent = request.agent?.rawValue ?? quote.agent
        if isApproved { next.approval = Quote.Approval(state: .granted, requested: draft) }
        return Plan(answer: created(next, priced), write: .replaceQuote(next, replaces: quote.id))
    }

    /// Plans what a person's yes to a discount makes: a version with all that was
    /// asked for. Throws a conflict problem when nothing waits, or the quote is
    /// no longer the latest.
    public func grant(
        _ quote: Quote,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<QuoteAnswer> {
        guard let approval = quote.approval, approval.state == .pending else {
            throw Problem(
                .conflict,
                "\(quote.shownNumber) has no discount that waits for approval",
                field: "id",
                remedy: "Look at the quote again; somebody else may have decided."
            )
        }
        var asking = request
        asking.agent = quote.agent.flatMap { PluginID($0) }
        return try revise(quote, approval.requested, isApproved: true, asking, in: connection)
    }

    private func version(
        _ version: Int64,
        of number: Int64,
        _ draft: QuoteDraft,
        _ prices: Prices,
        isCut: Bool,
        language: String,
        validUntil: Timestamp,
        _ request: Request
    ) throws -> Quote {
        var quote = Quote(
            id: QuoteID(at: request.now, randomness: request.randomness).rawValue,
            number: number,
            version: version,
            state: .sent,
            customerID: request.customer.rawValue,
            conversationID: request.conversation?.rawValue,
            agent: request.agent?.rawValue,
            language: draft.language ?? language,
            prices: prices,
            note: draft.note,
            invoicing: try draft.checkedInvoicing(),
            createdAt: request.now,
            validUntil: validUntil,
            hash: "",
            token: tokens.token(for: "quote", "\(tenant.id)/\(number)"),
            approval: isCut ? Quote.Approval(state: .pending, requested: draft) : nil
        )
        quote.hash = quote.shownHash
        return quote
    }

    private func created(_ quote: Quote, _ priced: PricedDraft) -> QuoteAnswer {
        QuoteAnswer(outcome: .created, quote: shown(quote), problems: priced.problems)
    }

    private func refused(_ priced: PricedDraft) -> Plan<QuoteAnswer> {
        Plan(answer: QuoteAnswer(outcome: .refused, problems: priced.problems), write: nil)
    }
}

extension PricedDraft {
    /// The prices, if every line can be quoted.
    var sellable: Prices? { problems.allSatisfy(\.allowsQuote) ? prices : nil }
}

extension QuoteDraft {
    func checkedInvoicing() throws(DocumentError) -> InvoicingDetails? {
        do throws(DocumentError) {
            return try invoicing?.checked()
        } catch {
            throw DocumentError(field: "invoicing.\(error.field)", reason: error.reason)
        }
    }
}

public enum QuoteKind {}
public enum OrderKind {}

public typealias QuoteID = Identifier<QuoteKind>
public typealias OrderID = Identifier<OrderKind>
