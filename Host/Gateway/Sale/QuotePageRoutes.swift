// The public page of a quote: whoever has its address sees it, accepts it, and
// goes on to pay.

import HTTPTypes
import HostAccess
import HostCommerce
import HostCore
import HostDocuments
import HostPayments
import HostStorage
import Hummingbird
import NIOCore
import OrkestaModel

extension RouteTable {
    static let quotePageRoutes: [Route] = [
        Route(
            method: .get,
            path: "/q/{token}",
            ports: .client,
            access: .everyone,
            id: "getQuotePage",
            tag: "Quotes",
            summary: "A quote's public page, or with .pdf or .xlsx behind its token the document",
            parameters: [
                tokenParameter,
                .language,
                .query("paper", "Of the PDF.", Schema.word("A size.", of: Paper.allCases.map(\.rawValue))),
            ],
            responses: [
                Route.Answer(status: 200, description: "The page.", content: [("text/html", Schema.text("HTML."))])
            ],
            problems: [.notFound, .forbidden],
            handler: { exchange in try await PublicPage.found(exchange) { try await QuotePageRoutes.show(exchange) } }
        ),
        Route(
            method: .post,
            path: "/q/{token}/accept",
            ports: .client,
            access: .everyone,
            id: "acceptQuoteOnPage",
            tag: "Quotes",
            summary: "The customer's yes to the version whose hash the form carries",
            parameters: [tokenParameter],
            body: Route.Body(
                content: [(formType, Schema.object("The form.", ["hash": Schema.text("Of the version shown.")]))]
            ),
            responses: [Route.Answer(status: 303, description: "Back to the page.", content: [])],
            problems: [.notFound, .forbidden],
            handler: { try await QuotePageRoutes.accept($0) }
        ),
        Route(
            method: .post,
            path: "/q/{token}/pay",
            ports: .client,
            access: .everyone,
            id: "payQuoteOnPage",
            tag: "Quotes",
            summary: "Leads the customer of an accepted quote to pay its invoice",
            parameters: [tokenParameter],
            responses: [Route.Answer(status: 303, description: "To the page to pay.", content: [])],
            problems: [.notFound, .forbidden, .conflict],
            handler: { try await QuotePageRoutes.pay($0) }
        ),
        Route(
            method: .get,
            path: "/q/assets/quote.css",
            ports: .client,
            access: .everyone,
            id: "getQuoteStyle",
            tag: "Quotes",
            summary: "The style of the pages of quotes",
            responses: [
                Route.Answer(status: 200, description: "The file.", content: [("text/css", Schema.text("CSS."))])
            ],
            handler: { _ in QuotePage.style }
        ),
    ]

    private static let formType = "application/x-www-form-urlencoded"
    private static let tokenParameter = Route.Parameter.path("token", "Of the quote's address.", Schema.text("Opaque."))
}

private enum QuotePageRoutes {
    static func show(_ exchange: Exchange) async throws -> Response {
        let (token, format) = QuoteDocuments.split(try exchange.path("token"))
        let found = try await find(token, exchange)
        if let format { return try await QuoteDocuments.response(exchange, found.access, found.id, as: format) }
        let sale = SaleTransaction(exchange, found.access)
        let page = try await exchange.services.database.read { connection in
            let quote = try sale.quote(found.id, in: connection)
            let (tenant, settings) = try SalesSettingsStore(found.access.handle).get(in: connection)
            return (quote, tenant, settings.profile)
        }
        return try QuotePage(exchange, page.0, of: page.1, page.2).response()
    }

    /// The form is answered by the page, which shows how things stand now: a
    /// second yes, one that came too late, and one to an old version alike.
    static func accept(_ exchange: Exchange) async throws -> Response {
        let found = try await find(try exchange.path("token"), exchange)
        let hash = try await exchange.form()["hash"] ?? ""
        let answer = try await SaleTransaction.retrying {
            let sale = SaleTransaction(exchange, found.access)
            return try await exchange.services.database.write { connection in
                let quote = try sale.quote(found.id, in: connection)
                let plan = try sale.desk.accept(quote, hash: hash, sale.request(about: quote), in: connection)
                try sale.make(plan.write, in: connection)
                return plan.answer
            }
        }
        let language = try exchange.chosenLanguage().map { "lang=\($0)" }
        let result = answer.outcome == .accepted ? nil : "result=\(answer.outcome.rawValue)"
        let query = [language, result].compactMap { $0 }.joined(separator: "&")
        return redirect(to: "/q/\(try exchange.path("token"))\(query.isEmpty ? "" : "?\(query)")")
    }

    /// The link of an invoice is made once; its page shows what is open.
    static func pay(_ exchange: Exchange) async throws -> Response {
        let found = try await find(try exchange.path("token"), exchange)
        let sale = SaleTransaction(exchange, found.access)
        let services = exchange.services
        let token = try await services.database.write { connection -> String in
            let quote = try sale.quote(found.id, in: connection)
            guard let order = quote.order,
                let invoice = try Invoices(found.access.handle).find(order: order, in: connection)
            else {
                throw Problem(
                    .conflict,
                    "\(quote.shownNumber) is not accepted",
                    field: "token",
                    remedy: "Accept the quote first."
                )
            }
            return try PayLinks(found.access.handle).create(
                token: services.tokens.token(for: "pay", "page of \(invoice.id)"),
                for: invoice,
                amountMinor: nil,
                addressee: nil,
                expiresAt: sale.now.advanced(byMilliseconds: pageLinkMilliseconds),
                id: PaymentLinkID(at: sale.now, randomness: services.randomness),
                at: sale.now,
                in: connection
            ).token
        }
        return redirect(to: "/pay/\(token)")
    }

    /// A customer may come back to the page for as long as the invoice is open.
    private static let pageLinkMilliseconds: Int64 = 365 * 86_400_000

    private static func find(_ token: String, _ exchange: Exchange) async throws -> (access: TenantAccess, id: String) {
        let services = exchange.services
        let found = try await services.database.read { try Quotes.find(token: token, in: $0) }
        guard let found, let access = try await services.credentials.tenant(found.tenant.id) else {
            throw Problem(.notFound, "there is no such quote", field: "token", remedy: "Check the address.")
        }
        try access.requireService()
        return (access, found.name)
    }

    private static func redirect(to location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
    }
}
