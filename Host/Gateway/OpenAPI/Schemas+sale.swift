// The schemas of quotes, orders and how a tenant sells.

import HostCommerce
import HostCore
import HostDocuments
import OrkestaModel

extension Schemas {
    static let sale: [String: JSON] = [
        "Discount": Schema.object(
            "Either a share or an amount.",
            [
                "percent": Schema.decimal("Above 0, up to 100."),
                "amount": Schema.decimal("Above 0, in the quote's currency."),
            ],
            optional: ["percent", "amount"],
            example: ["percent": "10"]
        ),
        "InvoicingDetails": Schema.object(
            "What an electronic invoice (CFDI 4.0) needs of the buyer.",
            [
                "rfc": Schema.text("12 or 13 characters.", example: "XAXX010101000", minLength: 12, maxLength: 15),
                "legal_name": Schema.text("As the tax authority has it.", minLength: 1, maxLength: 300),
                "tax_regime": Schema.text("c_RegimenFiscal.", example: "616", pattern: "^[0-9]{3}$"),
                "cfdi_use": Schema.text("c_UsoCFDI.", example: "G03", pattern: "^[A-Z]{1,2}[0-9]{2}$"),
                "postal_code": Schema.text("Five digits.", example: "06700", pattern: "^[0-9]{5}$"),
            ]
        ),
        "QuoteDraft": Schema.object("What somebody wants.", draft, optional: draftOptional, example: draftExample),
        "NewQuote": Schema.object(
            "A quote to be made for a customer.",
            draft.merging(["customer": customer]) { $1 },
            optional: draftOptional,
            example: draftExample.merging(["customer": ["phone": "+525512345678"]])
        ),
        "QuoteRevision": Schema.object(
            "A whole draft, in place of what the quote has.",
            draft.merging([
                "version": Schema.integer("Refused when it is no longer the latest.", minimum: 1)
            ]) { $1 },
            optional: draftOptional.union(["version"]),
            example: draftExample.merging(["version": 1])
        ),
        "QuoteAcceptance": Schema.object(
            "What was shown.",
            ["hash": Schema.text("The quote's `hash`.", minLength: 64, maxLength: 64)]
        ),
        "DiscountDecision": Schema.object(
            "A person's answer.",
            ["decision": Schema.word("The answer.", of: ["granted", "refused"])],
            example: ["decision": "granted"]
        ),
        "DraftProblem": Schema.object(
            "What keeps a line, or the whole, from being sold as it stands.",
            [
                "kind": Schema.word("What it is.", of: DraftProblem.Kind.allCases.map(\.rawValue)),
                "detail": Schema.text("For people."), "sku": Schema.text("The product."),
                "line": Schema.integer("From 0.", minimum: 0), "available": Schema.decimal("How much could be had."),
            ],
            optional: ["sku", "line", "available"]
        ),
        "PricedDraft": Schema.object(
            "What it costs.",
            [
                "prices": Schema.nullable(Schema.object("Of what can be sold.", prices, optional: pricesOptional)),
                "problems": Schema.array("By line.", of: Schema.reference("DraftProblem")),
            ]
        ),
        "Quote": Schema.object("A version of a quote.", quote, optional: quoteOptional),
        "MadeQuote": Schema.object(
            "A version just made.",
            quote.merging([
                "problems": Schema.array(
                    "What would keep it from being accepted now: products of which less is at hand.",
                    of: Schema.reference("DraftProblem")
                )
            ]) { $1 },
            optional: quoteOptional
        ),
        "Order": Schema.object("An order.", order, optional: orderOptional),
        "AcceptedQuote": Schema.object(
            "What a yes made.",
            [
                "order": Schema.reference("Order"), "quote": Schema.reference("Quote"),
                "invoice": Schema.nullable(Schema.text("Its number.", example: "INV-1001")),
            ]
        ),
        "SalesSettings": Schema.object("How a tenant sells.", settings),
        "SalesSettingsChange": Schema.object(
            "What is to change; what is left out stays, null takes away.",
            settings,
            optional: Set(settings.keys),
            example: [
                "tax_zone": "mexico", "volume_table": [["from": "10", "percent": "5"]],
                "discount_limits": [["agent": "sales", "percent": "10"]],
            ]
        ),
    ]

    private static let discount = Schema.reference("Discount")
    private static let text = Schema.text("Text.")
    private static let draftOptional: Set = ["discount", "coupon", "note", "language", "invoicing"]
    private static let draftExample: JSON = ["lines": [["sku": "MAR-16OZ-STA", "quantity": "2"]]]

    private static let draft: [String: JSON] = [
        "lines": Schema.array(
            "1 to \(Limits.quoteLinesMax).",
            of: Schema.object(
                "A product and how much of it.",
                [
                    "sku": Schema.text("Of the catalog.", example: "MAR-16OZ-STA"),
                    "quantity": Schema.decimal("Above 0, three digits after the point at most."),
                    "discount": discount,
                ],
                optional: ["discount"]
            )
        ),
        "discount": discount,
        "coupon": Schema.text("A code of the tenant's.", example: "VERANO"),
        "note": Schema.text("Printed on the quote.", maxLength: Limits.quoteNoteCharactersMax),
        "language": Schema.text("Of page and documents.", example: "es"),
        "invoicing": Schema.reference("InvoicingDetails"),
    ]

    static let customer = Schema.object(
        "Who buys: a telephone number, or an id (CUST-7, a key, or one of your own).",
        [
            "phone": Schema.text("A telephone number.", example: "+525512345678"),
            "id": Schema.text("An id.", example: "CUST-7"), "name": Schema.text("Kept when none is known."),
        ],
        optional: ["phone", "id", "name"]
    )

    private static let pricesOptional: Set = ["discount", "coupon"]
    private static let tax: [String: JSON] = [
        "class": Schema.word("How it is taxed.", of: TaxClass.allCases.map(\.rawValue)),
        "rate": Schema.decimal("Per cent."),
    ]

    private static let line = Schema.object(
        "A line.",
        [
            "sku": text, "name": text, "unit": text, "quantity": Schema.decimal("How much."),
            "unit_price": Schema.decimal("Of one unit."), "amount": Schema.decimal("Quantity times price."),
            "discount": discount,
            "reductions": Schema.map(
                "What each step took off: line, tier, quote, coupon.",
                of: Schema.decimal("So much.")
            ),
            "base": Schema.decimal("Without tax, after discounts."), "tax": Schema.object("Its tax.", tax),
            "tax_amount": Schema.decimal("The tax."), "total": Schema.decimal("Base and tax."),
            "product_key": Schema.text("c_ClaveProdServ."), "unit_key": Schema.text("c_ClaveUnidad.", example: "H87"),
        ],
        optional: ["discount", "product_key", "unit_key"]
    )

    private static let prices: [String: JSON] = [
        "currency": Schema.text("ISO 4217, of every amount.", example: "MXN"),
        "prices_include_tax": Schema.flag("Whether unit prices include tax."),
        "lines": Schema.array("In the draft's order.", of: line),
        "discount": discount, "coupon": text,
        "amount": Schema.decimal("The sum of the lines' amounts."),
        "reduction": Schema.decimal("What all discounts took off it."),
        "base": Schema.decimal("Without tax."),
        "taxes": Schema.array(
            "By class.",
            of: Schema.object(
                "A tax.",
                tax.merging(["base": Schema.decimal("Taxed."), "amount": Schema.decimal("The tax.")]) { $1 }
            )
        ),
        "tax_amount": Schema.decimal("All taxes."), "total": Schema.decimal("To pay."),
        "total_in_words": Schema.text("In Spanish.", example: "MIL PESOS 00/100 M.N."),
    ]

    private static let quoteOptional: Set = [
        "discount", "coupon", "conversation_id", "agent", "note", "order", "invoicing", "approval", "url",
    ]
    private static let quote = prices.merging([
        "id": Schema.text("The version's key."), "number": Schema.text("As people see it.", example: "COT-42"),
        "version": Schema.integer("From 1.", minimum: 1),
        "state": Schema.word("How it stands now.", of: Quote.State.allCases.map(\.rawValue)),
        "customer_id": text, "conversation_id": text, "agent": Schema.text("Who made it."),
        "language": text, "note": text, "created_at": Schema.time("When."),
        "valid_until": Schema.time("Its prices hold before this moment."),
        "hash": Schema.text("Of what is shown; acceptance names it."),
        "token": Schema.text("In its public address."), "url": Schema.text("Its public page.", format: "uri"),
        "order": Schema.text("Once accepted.", example: "ORD-12"), "invoicing": Schema.reference("InvoicingDetails"),
        "approval": Schema.object(
            "A discount beyond the policy.",
            [
                "state": Schema.word("How it stands.", of: Quote.Approval.State.allCases.map(\.rawValue)),
                "requested": Schema.reference("QuoteDraft"),
            ]
        ),
    ]) { $1 }

    private static let orderOptional: Set = ["discount", "coupon", "quote_id", "quote", "held_until", "invoicing"]
    private static let order = prices.merging([
        "id": Schema.text("The key."), "number": Schema.text("As people see it.", example: "ORD-12"),
        "state": Schema.word("How it stands.", of: Order.State.allCases.map(\.rawValue)),
        "customer_id": text, "quote_id": text, "quote": Schema.text("Its quote.", example: "COT-42"),
        "created_at": Schema.time("When."), "held_until": Schema.time("Until when its stock is held unpaid."),
        "invoicing": Schema.reference("InvoicingDetails"),
    ]) { $1 }

    private static func nullable(_ description: String, example: String? = nil) -> JSON {
        Schema.nullable(Schema.text(description, example: example))
    }

    private static let settings: [String: JSON] = [
        "tax_zone": Schema.word(
            "16 %, 8 % (Mexico's border zone), or no tax computed.",
            of: TaxZone.allCases.map(\.rawValue)
        ),
        "prices_include_tax": Schema.flag("Whether the catalog's prices include tax."),
        "volume_table": Schema.array(
            "Volume discounts; rows for a product come before those for its category, and these before all.",
            of: Schema.object(
                "A row.",
                [
                    "sku": nullable("Only this product."), "category": nullable("Only this category."),
                    "from": Schema.decimal("From this quantity on."), "percent": Schema.decimal("Off."),
                ],
                optional: ["sku", "category"]
            )
        ),
        "discount_limits": Schema.array(
            "How much may be granted without a person; none: nothing.",
            of: Schema.object(
                "A limit.",
                [
                    "agent": nullable("For this agent; null for those without limits of their own.", example: "sales"),
                    "from_amount": Schema.decimal("From this amount of the basket on."),
                    "percent": Schema.decimal("At most."),
                ],
                optional: ["agent", "from_amount"]
            )
        ),
        "margin_floor_percent": nullable("What must stay above a product's cost.", example: "20"),
        "coupons": Schema.array(
            "Codes for a discount.",
            of: Schema.object(
                "A coupon.",
                [
                    "code": Schema.text("Without spaces.", example: "VERANO", minLength: 1, maxLength: 40),
                    "discount": discount, "minimum": Schema.decimal("From this amount on."),
                    "valid_until": nullable("Good before this moment."),
                ],
                optional: ["minimum", "valid_until"]
            )
        ),
        "quote_validity_days": Schema.integer(
            "How long prices hold.",
            minimum: 1,
            maximum: Int(Limits.quoteValidityDaysMax)
        ),
        "hold_minutes": Schema.integer(
            "How long an unpaid order's stock is held.",
            minimum: 1,
            maximum: Int(Limits.stockHoldMinutesMax)
        ),
        "payment_term_days": Schema.integer(
            "When an order's invoice is due.",
            minimum: 0,
            maximum: Int(Limits.paymentTermDaysMax)
        ),
        "legal_name": nullable("On papers."), "rfc": nullable("Of the seller.", example: "ABC010101AB1"),
        "tax_regime": nullable("c_RegimenFiscal.", example: "601"), "postal_code": nullable("Five digits."),
        "contact": Schema.array("Address, telephone, site: at most six lines.", of: text),
        "color": nullable("Of page and papers.", example: "#0B7A75"),
        "logo": nullable(
            "A PNG of at most \(Limits.logoBytesMax >> 10) KiB and \(Limits.logoPixelsMax) pixels.",
            example: "data:image/png;base64,..."
        ),
        "terms": nullable("At the end of every quote."),
        "paper": Schema.word("Of PDFs.", of: Paper.allCases.map(\.rawValue)),
    ]
}
