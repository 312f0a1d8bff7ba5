// Quotes over the API: made, listed, changed, accepted, approved, printed.

import HTTPTypes
import HostAccess
import HostCore
import HostDocuments
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let quoteRoutes: [Route] = [
        Route(
            method: .post,
            path: "/api/quotes",
            ports: .client,
            access: .permission(Permission(.sales, .write)),
            id: "createQuote",
            tag: "Quotes",
            summary: "Makes a quote",
            description: """
                Prices, discounts and taxes are made by the tenant's rules. A discount above its policy is cut to the \
                highest allowed, and `approval` waits for POST /api/quotes/{id}/approval. More than is at hand may be \
                quoted, for stock may come: `problems` then says what could not be sold today.
                """,
            parameters: [.tenant, .idempotencyKey],
            body: .json(Schema.reference("NewQuote")),
            responses: [.json(Schema.reference("MadeQuote"), status: 201, "The quote.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await QuoteHandlers.create($0) }
        ),
        Route(
            method: .post,
            path: "/api/quotes/price",
            ports: .client,
            access: .permission(Permission(.sales, .read)),
            id: "priceDraft",
            tag: "Quotes",
            summary: "Tells what a draft costs, and stores nothing",
            parameters: [.tenant],
            body: .json(Schema.reference("QuoteDraft")),
            responses: [.json(Schema.reference("PricedDraft"), "The prices of what can be sold, and the problems.")],
            problems: [.notFound],
            handler: { try await QuoteHandlers.price($0) }
        ),
        Route(
            method: .get,
            path: "/api/quotes",
            ports: .client,
            access: .permission(Permission(.sales, .read)),
            id: "listQuotes",
            tag: "Quotes",
            summary: "Quotes, newest first, the latest version of each",
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so now.",
                    Schema.word("A state.", of: Quote.State.allCases.map(\.rawValue))
                ),
                .query(
                    "approval",
                    "Only those whose discount stands so.",
                    Schema.word("A state.", of: Quote.Approval.State.allCases.map(\.rawValue))
                ),
                .query("customer", "Only this customer's.", Schema.text("A key or CUST-7.", example: "CUST-7")),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Quote")), "A page of quotes.")],
            problems: [.notFound],
            handler: { try await QuoteHandlers.list($0) }
        ),
        Route(
            method: .get,
            path: "/api/quotes/{id}",
            ports: .client,
            access: .permission(Permission(.sales, .read)),
            id: "getQuote",
            tag: "Quotes",
            summary: "A quote as JSON, or with .pdf or .xlsx behind its id as a document",
            parameters: [
                quoteName,
                .query("version", "A version; the latest when left out.", Schema.integer("From 1.", minimum: 1)),
                .query(
                    "paper",
                    "Of the PDF; the tenant's when left out.",
                    Schema.word("A size.", of: Paper.allCases.map(\.rawValue))
                ),
                .language,
                .tenant,
            ],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The quote.",
                    content: [
                        ("application/json", Schema.reference("Quote")),
                        ("application/pdf", Schema.text("A PDF.", format: "binary")),
                        (QuoteFormat.spreadsheetType, Schema.text("A workbook.", format: "binary")),
                    ]
                )
            ],
            problems: [.notFound],
            handler: { try await QuoteHandlers.get($0) }
        ),
        Route(
            method: .post,
            path: "/api/quotes/{id}/versions",
            ports: .client,
            access: .permission(Permission(.sales, .write)),
            id: "reviseQuote",
            tag: "Quotes",
            summary: "Makes a new version of a quote, and keeps the old one",
            description: """
                The body is the whole draft. While the quote is valid, products that it has keep their prices, and \
                its validity stays; an expired one is priced anew.
                """,
            parameters: [quoteName, .tenant, .idempotencyKey],
            body: .json(Schema.reference("QuoteRevision")),
            responses: [.json(Schema.reference("MadeQuote"), status: 201, "The new version.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await QuoteHandlers.revise($0) }
        ),
        Route(
            method: .post,
            path: "/api/quotes/{id}/accept",
            ports: .client,
            access: .permission(Permission(.sales, .write)),
            id: "acceptQuote",
            tag: "Quotes",
            summary: "Accepts what was shown of a quote: an order and its invoice",
            description: """
                `hash` is that of the version shown. Accepting again gives the same order. Stock is held for the \
                order; a product that is gone or short is a conflict.
                """,
            parameters: [quoteName, .tenant, .idempotencyKey],
            body: .json(Schema.reference("QuoteAcceptance")),
            responses: [.json(Schema.reference("AcceptedQuote"), "The order, its quote and its invoice.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await QuoteHandlers.accept($0) }
        ),
        Route(
            method: .post,
            path: "/api/quotes/{id}/approval",
            ports: .client,
            access: .permission(Permission(.sales, .operate)),
            id: "decideDiscount",
            tag: "Quotes",
            summary: "A person grants or refuses a discount beyond the policy",
            description: "Granting makes a new version with all that was asked for, and tells the customer's agent.",
            parameters: [quoteName, .tenant, .idempotencyKey],
            body: .json(Schema.reference("DiscountDecision")),
            responses: [.json(Schema.reference("Quote"), "The quote as it is now.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await QuoteHandlers.decide($0) }
        ),
    ]

    private static let quoteName = Route.Parameter.path(
        "id",
        "A quote's number, or the key of a version.",
        Schema.text("A name.", example: "COT-42")
    )
}
