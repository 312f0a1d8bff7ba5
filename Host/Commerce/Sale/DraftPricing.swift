// From what somebody wants to what it costs: products looked up, quantities
// checked, the tenant's discounts and policy applied.

import HostCore
import HostStorage
import OrkestaModel

/// A draft with its prices.
struct PricedDraft: Sendable {
    /// Of the lines that can be sold; nil when none can, or they are too much.
    let prices: Prices?
    let problems: [DraftProblem]
    /// Discounts were cut to what the policy allows.
    let isCut: Bool
}

/// Prices drafts for one tenant.
struct DraftPricing: Sendable {
    let tenant: TenantHandle
    let currency: String
    let settings: SalesSettings
    /// Who grants the draft's discounts; nil for a person over the API.
    let agent: String?
    /// Lines whose unit prices still hold, by SKU.
    let held: [String: PricedLine]
    /// Approved by a person: the policy does not cut.
    let isApproved: Bool
    let claimant: StockHolds.Claimant
    let staged: [SaleWrite]
    let now: Timestamp

    func price(_ draft: QuoteDraft, in connection: any DatabaseConnection) throws -> PricedDraft {
        var problems = sizeProblems(draft)
        guard problems.isEmpty else { return PricedDraft(prices: nil, problems: problems, isCut: false) }
        var basket = Basket(currency: currency, lines: [], discount: draft.discount)
        let found = try CatalogItems(tenant).items(withSKUs: Array(Set(draft.lines.map(\.sku))), in: connection)
        let products = Dictionary(found.map { ($0.sku, $0) }) { first, _ in first }
        for (index, line) in draft.lines.enumerated() {
            switch basketLine(line, products[line.sku]) {
            case .success(let line): basket.lines.append(line)
            case .failure(var problem):
                problem.line = index
                problems.append(problem)
            }
        }
        guard !basket.lines.isEmpty else { return PricedDraft(prices: nil, problems: problems, isCut: false) }
        problems += try stockProblems(draft, among: Set(basket.lines.map(\.sku)), in: connection)
        do throws(MoneyRules.Refusal) {
            let (coupon, problem) = try coupon(draft.coupon, for: basket)
            basket.coupon = coupon
            if let problem { problems.append(problem) }
            let (prices, isCut) = try prices(of: basket)
            return PricedDraft(prices: prices, problems: problems, isCut: isCut)
        } catch {
            problems.append(DraftProblem(kind: .size, detail: "the total is larger than can be billed"))
            return PricedDraft(prices: nil, problems: problems, isCut: false)
        }
    }

    private func prices(of basket: Basket) throws(MoneyRules.Refusal) -> (Prices, isCut: Bool) {
        let rules = settings.moneyRules
        let prices = try rules.price(basket)
        guard !isApproved, !settings.discountPolicy.allows(prices, of: basket, by: agent) else {
            return (prices, false)
        }
        return (try settings.discountPolicy.cutting(basket, by: agent, rules).prices, true)
    }

    private func sizeProblems(_ draft: QuoteDraft) -> [DraftProblem] {
        if draft.lines.isEmpty { return [DraftProblem(kind: .size, detail: "there are no lines")] }
        guard draft.lines.count <= Limits.quoteLinesMax else {
            return [DraftProblem(kind: .size, detail: "there are more than \(Limits.quoteLinesMax) lines")]
        }
        guard (draft.note?.count ?? 0) <= Limits.quoteNoteCharactersMax else {
            return [DraftProblem(kind: .size, detail: "the note is longer than \(Limits.quoteNoteCharactersMax)")]
        }
        return []
    }

    private enum LineResult {
        case success(Basket.Line)
        case failure(DraftProblem)
    }

    private func basketLine(_ line: QuoteDraft.Line, _ product: CatalogItem?) -> LineResult {
        func problem(_ kind: DraftProblem.Kind, _ detail: String) -> LineResult {
            .failure(DraftProblem(sku: line.sku, kind: kind, detail: detail))
        }
        guard let item = product else {
            return problem(.unknown, "there is no product \(line.sku)")
        }
        guard item.active else { return problem(.gone, "\(line.sku) is no longer sold") }
        guard item.price.currency == currency else {
            return problem(.currency, "\(line.sku) is priced in \(item.price.currency), not in \(currency)")
        }
        guard (1...Limits.quantityThousandthsMax).contains(line.quantity.thousandths) else {
            let most = Quantity(thousandths: Limits.quantityThousandthsMax)
            return problem(.quantity, "a quantity above 0, up to \(most), is expected")
        }
        guard line.quantity.isWhole || SaleUnit.isDivisible(item.unit) else {
            return problem(.fraction, "\(line.sku) is sold by the whole \(item.unit)")
        }
        let heldPrice = held[line.sku]?.unitPrice
        return .success(
            Basket.Line(
                sku: item.sku,
                name: item.name,
                unit: item.unit,
                category: item.category,
                quantity: line.quantity,
                unitPrice: heldPrice?.currency == currency ? heldPrice?.minor ?? item.price.minor : item.price.minor,
                taxClass: item.taxClass,
                unitCost: item.cost?.minor,
                discount: line.discount,
                productKey: item.attributes["sat_product_key"],
                unitKey: item.attributes["sat_unit_key"] ?? SaleUnit.taxKey(item.unit)
            )
        )
    }

    /// The coupon, if its conditions hold; its minimum counts after all other
    /// discounts.
    private func coupon(
        _ code: String?,
        for basket: Basket
    ) throws(MoneyRules.Refusal) -> (Basket.Coupon?, DraftProblem?) {
        guard let code else { return (nil, nil) }
        func problem(_ detail: String) -> (Basket.Coupon?, DraftProblem?) {
            (nil, DraftProblem(kind: .coupon, detail: detail))
        }
        guard let coupon = settings.coupons.first(where: { $0.code == code.uppercased() }) else {
            return problem("there is no such coupon")
        }
        if let end = coupon.validUntil, now >= end { return problem("the coupon ended on \(end)") }
        let (prices, _) = try prices(of: basket)
        guard prices.amount.minor - prices.reduction.minor >= coupon.minimum else {
            return problem("the coupon is good from \(Money(minor: coupon.minimum, currency: currency)) on")
        }
        return (Basket.Coupon(code: coupon.code, discount: coupon.discount), nil)
    }

    /// Products that can be sold, but not so many; each at its first line.
    private func stockProblems(
        _ draft: QuoteDraft,
        among sold: Set<String>,
        in connection: any DatabaseConnection
    ) throws -> [DraftProblem] {
        let wanted = draft.lines.filter { sold.contains($0.sku) && $0.quantity.thousandths > 0 }
            .map { StockLine(sku: $0.sku, quantity: $0.quantity) }
        let levels = try StockHolds(tenant).levels(
            of: wanted.mergedBySKU,
            for: claimant,
            staged: staged,
            at: now,
            in: connection
        )
        return levels.compactMap { level in
            guard !level.isEnough, let available = level.available else { return nil }
            return DraftProblem(
                line: draft.lines.firstIndex { $0.sku == level.sku },
                sku: level.sku,
                kind: .stock,
                available: available,
                detail: "\(available) of \(level.sku) are at hand"
            )
        }
    }
}
