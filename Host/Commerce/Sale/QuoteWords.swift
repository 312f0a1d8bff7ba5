// The words of quotes in the three languages, for the page and the papers alike.

/// What a quote says around its figures.
public struct QuoteWords: Sendable {
    /// es, en or pt.
    public let language: String
    public let quote: String
    public let version: String
    public let date: String
    public let validUntil: String
    public let order: String
    public let customer: String
    public let sku: String
    public let product: String
    public let quantity: String
    public let unit: String
    public let unitPrice: String
    /// Where prices include tax.
    public let unitPriceWithTax: String
    public let discount: String
    public let base: String
    public let taxRate: String
    public let tax: String
    public let amount: String
    public let exempt: String
    public let subtotal: String
    public let discounts: String
    public let total: String
    public let taxIncluded: String
    /// The sum of a tax, with `{rate}`.
    public let taxOfRate: String
    public let note: String
    public let terms: String
    public let seeAndAccept: String
    /// With `{page}` and `{pages}`.
    public let page: String
    let months: [String]

    /// The words of a BCP 47 tag; Spanish for what is none of the three.
    public init(_ tag: String) {
        switch tag.lowercased().prefix(while: { $0 != "-" }) {
        case "en": self = .english
        case "pt": self = .portuguese
        default: self = .spanish
        }
    }

    private init(
        language: String,
        papers: (quote: String, version: String, date: String, validUntil: String, order: String, customer: String),
        columns: (
            sku: String, product: String, quantity: String, unit: String, unitPrice: String, withTax: String,
            discount: String, base: String, taxRate: String, tax: String, amount: String
        ),
        sums: (
            exempt: String, subtotal: String, discounts: String, total: String, taxIncluded: String,
            taxOfRate: String
        ),
        rest: (note: String, terms: String, seeAndAccept: String, page: String),
        months: String
    ) {
        self.language = language
        (quote, version, date, validUntil, order, customer) = papers
        (sku, product, quantity, unit, unitPrice, unitPriceWithTax, discount, base, taxRate, tax, amount) = columns
        (exempt, subtotal, discounts, total, taxIncluded, taxOfRate) = sums
        (note, terms, seeAndAccept, page) = rest
        self.months = months.split(separator: " ").map(String.init)
    }

    private static let spanish = QuoteWords(
        language: "es",
        papers: ("Cotización", "Versión", "Fecha", "Válida hasta", "Pedido", "Cliente"),
        columns: (
            "Clave", "Producto", "Cantidad", "Unidad", "Precio", "Precio con IVA", "Descuento", "Base", "Tasa", "IVA",
            "Importe"
        ),
        sums: ("Exento", "Subtotal", "Descuentos aplicados", "Total", "Precios con IVA incluido", "IVA {rate} %"),
        rest: ("Nota", "Condiciones", "Ver y aceptar en línea", "Página {page} de {pages}"),
        months: "ene feb mar abr may jun jul ago sep oct nov dic"
    )
    private static let english = QuoteWords(
        language: "en",
        papers: ("Quote", "Version", "Date", "Valid until", "Order", "Customer"),
        columns: (
            "SKU", "Product", "Quantity", "Unit", "Price", "Price incl. tax", "Discount", "Net", "Rate", "Tax", "Amount"
        ),
        sums: ("Exempt", "Subtotal", "Discounts applied", "Total", "Prices include tax", "Tax (IVA) {rate}%"),
        rest: ("Note", "Terms", "See and accept online", "Page {page} of {pages}"),
        months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    )
    private static let portuguese = QuoteWords(
        language: "pt",
        papers: ("Orçamento", "Versão", "Data", "Válido até", "Pedido", "Cliente"),
        columns: (
            "Código", "Produto", "Quantidade", "Unidade", "Preço", "Preço com imposto", "Desconto", "Base", "Taxa",
            "Imposto", "Valor"
        ),
        sums: (
            "Isento", "Subtotal", "Descontos aplicados", "Total", "Preços com imposto incluído", "Imposto (IVA) {rate}%"
        ),
        rest: ("Observação", "Condições", "Ver e aceitar on-line", "Página {page} de {pages}"),
        months: "jan fev mar abr mai jun jul ago set out nov dez"
    )
}
