// A quote as its paper: everything that the page, the PDF and the spreadsheet
// show, made once, so that they show the same.

import HostCore
public import HostDocuments
public import HostStorage
public import OrkestaModel

extension BusinessDocument {
    /// The paper of a quote whose public address is known. `customerName` is
    /// shown when the quote has no invoicing details; `paper` nil is the tenant's.
    public init(
        _ quote: Quote,
        of tenant: Tenant,
        _ profile: BusinessProfile,
        customerName: String?,
        language: String? = nil,
        paper: Paper? = nil
    ) {
        let words = QuoteWords(language ?? quote.language)
        let prices = quote.prices
        self.init(
            title: words.quote,
            number: quote.shownNumber,
            facts: [
                Fact(words.date, words.date(quote.createdAt, timeZone: tenant.timeZone)),
                Fact(words.validUntil, words.text(quote.validUntil, timeZone: tenant.timeZone)),
                Fact(words.version, String(quote.version)),
            ] + (quote.order.map { [Fact(words.order, $0)] } ?? []),
            issuer: Party(profile, of: tenant),
            recipient: Party(quote.invoicing, name: customerName),
            lines: prices.lines.map { Line($0, taxIncluded: prices.includeTax) },
            sums: Self.sums(of: prices, words),
            amountInWords: words.language == "es" ? prices.totalInWords : nil,
            notes: [
                quote.note.map { Note(title: words.note, text: $0) },
                profile.terms.map { Note(title: words.terms, text: $0) },
            ].compactMap { $0 },
            link: quote.url.map { Link(label: words.seeAndAccept, url: $0) },
            brand: Brand(color: profile.color.flatMap(Color.init(hex:)) ?? Brand().color, logo: profile.logo),
            paper: paper ?? profile.paper,
            labels: Labels(words, taxIncluded: prices.includeTax && prices.taxAmount.minor > 0),
            createdAt: quote.createdAt
        )
    }

    /// Discounts, what is left without tax, each tax, and the total.
    private static func sums(of prices: Prices, _ words: QuoteWords) -> [Sum] {
        var sums: [Sum] = []
        if prices.reduction.minor > 0 { sums.append(Sum(words.discounts, prices.reduction, .discounts)) }
        sums.append(Sum(words.subtotal, prices.base, .bases))
        // Only one of the classes has a rate above zero, so that its sum is the sum of all tax.
        if let taxed = prices.taxes.first(where: { $0.tax.rate > .zero }) {
            let label = words.taxOfRate.replacing("{rate}", with: taxed.tax.rate.description)
            sums.append(Sum(label, prices.taxAmount, .taxes))
        }
        sums.append(Sum(words.total, prices.total, .total))
        return sums
    }
}

extension BusinessDocument.Party {
    fileprivate init(_ profile: BusinessProfile, of tenant: Tenant) {
        let identity = [profile.rfc.map { "RFC \($0)" }, profile.postalCode.map { "C.P. \($0)" }]
        let name = profile.legalName ?? tenant.displayName
        self.init(
            name: tenant.displayName,
            details: (name == tenant.displayName ? [] : [name]) + identity.compactMap { $0 } + profile.contact
        )
    }

    fileprivate init?(_ invoicing: InvoicingDetails?, name: String?) {
        guard let name = invoicing?.legalName ?? name else { return nil }
        self.init(name: name, details: invoicing.map { ["RFC \($0.rfc)", "C.P. \($0.postalCode)"] } ?? [])
    }
}

extension BusinessDocument.Line {
    fileprivate init(_ line: PricedLine, taxIncluded: Bool) {
        self.init(
            sku: line.sku,
            description: line.name,
            quantityThousandths: line.quantity.thousandths,
            unit: line.unit,
            unitPrice: line.unitPrice,
            discount: Money(minor: line.reductions.sum, currency: line.amount.currency),
            taxRateBasisPoints: line.tax.taxClass == .exempt ? nil : line.tax.rate.hundredths,
            taxIncluded: taxIncluded,
            base: line.base,
            tax: line.taxAmount,
            total: line.total
        )
    }
}

extension BusinessDocument.Labels {
    fileprivate init(_ words: QuoteWords, taxIncluded: Bool) {
        self.init(
            recipient: words.customer,
            sku: words.sku,
            description: words.product,
            quantity: words.quantity,
            unit: words.unit,
            unitPrice: taxIncluded ? words.unitPriceWithTax : words.unitPrice,
            discount: words.discount,
            base: words.base,
            taxRate: words.taxRate,
            tax: words.tax,
            total: words.amount,
            exempt: words.exempt,
            page: words.page
        )
    }
}
