// Data: how agents show a quote's figures, in three languages.

/// A language's texts. `{number}` is COT-42, `{version}` 2, `{amount}` "2
/// piezas", `{product}` a name, `{money}` a figure of the host's, `{rate}` 16,
/// `{date}` a day, `{words}` the customer's words.
struct QuotePhrases: Sendable {
    let title: String
    let titleOfVersion: String
    let line: String
    let subtotal: String
    let reduction: String
    let taxIncluded: String
    let taxAdded: String
    let total: String
    let validUntil: String
    let awaitsApproval: String

    let gone: String
    let short: String
    let shortOfAll: String
    let priceChanged: String
    let couponRefused: String
    let renewed: String

    static func of(_ language: Language) -> QuotePhrases {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }

    private static let spanish = QuotePhrases(
        title: "Cotización {number}",
        titleOfVersion: "Cotización {number}, versión {version}",
        line: "• {amount} de {product}: {money}",
        subtotal: "Subtotal: {money}",
        reduction: "Descuento: {money}",
        taxIncluded: "IVA {rate} % incluido: {money}",
        taxAdded: "IVA {rate} %: {money}",
        total: "Total: {money}",
        validUntil: "Precios válidos hasta el {date}.",
        awaitsApproval: "Pedí autorización para el descuento que me pides; lo decide una persona y te aviso por aquí. "
            + "Mientras tanto, esto es lo que te puedo dar:",
        gone: "{product} ya no está a la venta, lo quité de la lista.",
        short: "De {product} solo hay {amount} por ahora.",
        shortOfAll: "{product} se agotó por ahora.",
        priceChanged: "{product} cambió de precio: ahora cuesta {money}.",
        couponRefused: "El cupón “{words}” no es válido para esta compra.",
        renewed: "La cotización anterior ya había vencido; la actualicé con los precios de hoy."
    )

    private static let english = QuotePhrases(
        title: "Quote {number}",
        titleOfVersion: "Quote {number}, version {version}",
        line: "• {amount} of {product}: {money}",
        subtotal: "Subtotal: {money}",
        reduction: "Discount: {money}",
        taxIncluded: "VAT (IVA) {rate}% included: {money}",
        taxAdded: "VAT (IVA) {rate}%: {money}",
        total: "Total: {money}",
        validUntil: "Prices hold until {date}.",
        awaitsApproval: "I have asked for approval of the discount you'd like; a person decides, and I'll let you know "
            + "here. Meanwhile this is what I can give you:",
        gone: "{product} is no longer sold, so I took it off the list.",
        short: "For now I only have {amount} of {product}.",
        shortOfAll: "{product} has sold out for now.",
        priceChanged: "The price of {product} has changed: it is {money} now.",
        couponRefused: "The coupon “{words}” is not valid for this purchase.",
        renewed: "The quote before had expired, so I updated it with today's prices."
    )

    private static let portuguese = QuotePhrases(
        title: "Orçamento {number}",
        titleOfVersion: "Orçamento {number}, versão {version}",
        line: "• {amount} de {product}: {money}",
        subtotal: "Subtotal: {money}",
        reduction: "Desconto: {money}",
        taxIncluded: "Imposto (IVA) {rate}% incluído: {money}",
        taxAdded: "Imposto (IVA) {rate}%: {money}",
        total: "Total: {money}",
        validUntil: "Preços válidos até {date}.",
        awaitsApproval: "Pedi autorização para o desconto que você quer; uma pessoa decide e eu aviso por aqui. "
            + "Enquanto isso, é isto que posso fazer:",
        gone: "{product} não está mais à venda, tirei da lista.",
        short: "De {product} só há {amount} por enquanto.",
        shortOfAll: "{product} esgotou por enquanto.",
        priceChanged: "{product} mudou de preço: agora custa {money}.",
        couponRefused: "O cupom “{words}” não vale para esta compra.",
        renewed: "O orçamento anterior tinha vencido; atualizei com os preços de hoje."
    )
}
