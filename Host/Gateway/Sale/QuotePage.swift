// What the page of a quote shows: the same paper as the PDF, how it stands, and
// what the customer can do.

import HTTPTypes
import HostAccess
import HostCommerce
import HostCore
import HostDocuments
import HostStorage
import Hummingbird
import Mustache
import NIOCore
import OrkestaModel

/// The page of one quote for one visitor.
struct QuotePage {
    private let quote: Quote
    private let document: BusinessDocument
    private let words: QuotePageWords
    private let logoURL: String?
    /// Why the customer's yes led to nothing, if so.
    private let result: OrderAnswer.Outcome?

    init(_ exchange: Exchange, _ quote: Quote, of tenant: Tenant, _ profile: BusinessProfile) throws {
        self.init(
            quote,
            of: tenant,
            profile,
            language: try exchange.chosenLanguage() ?? quote.language,
            result: try exchange.query("result").flatMap(OrderAnswer.Outcome.init(rawValue:))
        )
    }

    init(
        _ quote: Quote,
        of tenant: Tenant,
        _ profile: BusinessProfile,
        language: String,
        result: OrderAnswer.Outcome? = nil
    ) {
        self.quote = quote
        self.result = result
        // The recipient's name is not for everybody who gets hold of the address.
        document = BusinessDocument(quote, of: tenant, profile, customerName: nil, language: language)
        words = QuotePageWords(language)
        logoURL = profile.logoURL
    }

    func response() throws(Problem) -> Response {
        try PublicPage.response(html)
    }

    /// Throws an internal problem when the embedded template is broken.
    var html: String {
        get throws(Problem) { try PublicPage.html(Self.template, context) }
    }

    private var context: [String: Any] {
        let state = words.state(quote)
        let prices = quote.prices
        return [
            "language": words.papers.language,
            "languages": PublicPage.languages(current: words.papers.language),
            "title": "\(document.title) \(document.number)",
            "issuer": document.issuer.name,
            "issuerDetails": document.issuer.details,
            "logo": logoURL.map { [$0] } ?? [],
            "color": document.brand.color.css,
            "onColor": document.brand.color.needsDarkText ? "#14201d" : "#ffffff",
            "state": quote.state.rawValue,
            "stateText": state,
            "notice": result.map { [words.notice($0)] } ?? [],
            "facts": document.facts.map { ["label": $0.label, "value": $0.value] },
            "labels": columnLabels,
            "lines": prices.lines.map(line),
            "sums": document.sums.map { sum -> [String: Any] in
                let isTotal = sum.kind == .total
                let amount = isTotal ? sum.amount.description : sum.amount.withoutCurrency
                return ["label": sum.label, "amount": amount, "isTotal": isTotal]
            },
            "inWords": document.amountInWords.map { [$0] } ?? [],
            "taxIncluded": prices.includeTax ? [words.papers.taxIncluded] : [],
            "notes": document.notes.map { ["title": $0.title, "text": $0.text] },
            "canAccept": quote.state == .sent ? [["hash": quote.hash, "label": words.accept, "hint": words.hint]] : [],
            "canPay": quote.order == nil ? [] : [["label": words.pay]],
            "path": "/q/\(quote.token)",
            "printLabel": words.print,
            "spreadsheetLabel": words.spreadsheet,
        ]
    }

    private var columnLabels: [String: String] {
        let labels = document.labels
        return [
            "product": labels.description, "quantity": labels.quantity, "price": labels.unitPrice,
            "amount": labels.total,
        ]
    }

    private func line(_ line: PricedLine) -> [String: Any] {
        let currency = line.amount.currency
        let left = Money(minor: line.amount.minor - line.reductions.sum, currency: currency)
        let discount = Money(minor: line.reductions.sum, currency: currency)
        return [
            "name": line.name,
            "sku": line.sku,
            "quantity": "\(line.quantity) \(line.unit)",
            "price": line.unitPrice.withoutCurrency,
            "discount": discount.minor > 0 ? ["−\(discount.withoutCurrency)"] : [],
            "amount": left.withoutCurrency,
        ]
    }

    /// The style sheet, kept for as long as its address says its version.
    static let style = PublicPage.style(PackageResources.quote_css)

    /// Nil only when the embedded template is broken, which a test forbids.
    static let template = try? MustacheTemplate(
        string: String(decoding: PackageResources.quote_mustache, as: UTF8.self)
    )
}
