// The schemas of the catalog and its search.

import HostCore
import OrkestaModel

extension Schemas {
    static let catalog: [String: JSON] = [
        "ImportResult": importResult,
        "CatalogItem": catalogItem,
        "SearchRequest": searchRequest,
        "ProductHit": productHit,
        "SearchAnswer": Schema.object(
            "Hits, best first.",
            [
                "hits": Schema.array("At most `limit`.", of: Schema.reference("ProductHit")),
                "unmatched": Schema.array("Words of the query that no hit accounts for.", of: Schema.text("A word.")),
                "wishes": Schema.array(
                    "The product lines of the query, each with its own hits.",
                    of: Schema.reference("ProductWish")
                ),
                "filters": filters("What every hit satisfies: the filters given and those found in the query."),
                "took_ms": Schema.integer("How long the search took.", minimum: 0),
            ],
            optional: ["filters"]
        ),
        "ProductWish": Schema.object(
            "One product line of a query.",
            [
                "text": Schema.text("What is wanted, without the quantity."),
                "quantity": nullableText("A decimal; null when the line names none."),
                "unit": nullableText("PZA, KG, L …; null when the line names none."),
                "hits": Schema.array("At most `limit`.", of: Schema.reference("ProductHit")),
                "unmatched": Schema.array("Words that no hit accounts for.", of: Schema.text("A word.")),
            ]
        ),
        "RecommendRequest": Schema.object(
            "What somebody has.",
            [
                "skus": Schema.array("1 to \(CatalogRoutes.skusMax) SKUs.", of: Schema.text("A SKU.")),
                "limit": Schema.integer("10 by default.", minimum: 1, maximum: Limits.searchHitsMax, example: 5),
            ],
            optional: ["limit"],
            example: ["skus": ["FAC-GP607"], "limit": 5]
        ),
        "RecommendAnswer": Schema.object(
            "What goes with it.",
            ["hits": Schema.array("In stock, best first.", of: Schema.reference("ProductHit"))]
        ),
        "UnmatchedWords": Schema.object(
            "Words that found nothing.",
            [
                "items": Schema.array(
                    "The most used first.",
                    of: Schema.object(
                        "A word.",
                        [
                            "word": Schema.text("Folded: lowercase, without accents."),
                            "count": Schema.integer("How often, to the power of two below.", minimum: 1),
                            "last_at": Schema.time("When that was."),
                        ]
                    )
                )
            ]
        ),
        "NormalizeRequest": Schema.object(
            "Product lines in free text: exactly one of `line` and `lines`.",
            [
                "line": Schema.text("One line.", example: "2 kg jitomate saladet"),
                "lines": Schema.array("Up to \(CatalogRoutes.linesMax) lines.", of: Schema.text("A line.")),
            ],
            optional: ["line", "lines"]
        ),
        "NormalizedProduct": normalizedProduct,
        "NormalizeAnswer": Schema.object(
            "The lines taken apart, in order.",
            ["items": Schema.array("One for each line.", of: Schema.reference("NormalizedProduct"))]
        ),
    ]

    private static func nullableText(_ description: String) -> JSON { Schema.nullable(Schema.text(description)) }
    private static let count = Schema.integer("How many.", minimum: 0)

    private static let importResult = Schema.object(
        "What became of an upload.",
        [
            "catalog_id": Schema.text("Always `default`."),
            "created": count, "updated": count, "unchanged": count, "deactivated": count, "error_count": count,
            "errors": Schema.array(
                "Rows that were not taken, the first \(Limits.catalogErrorsReportedMax).",
                of: Schema.object(
                    "A row at fault.",
                    [
                        "line": Schema.integer("From 1.", minimum: 1),
                        "field": nullableText("The field at fault; null for the whole row."),
                        "problem": Schema.text("What is wrong."),
                    ]
                )
            ),
        ]
    )

    private static let product: [String: JSON] = [
        "sku": Schema.text("The seller's key.", example: "TOR-14", minLength: 1, maxLength: 100),
        "name": Schema.text("The product's name.", example: "Tornillo 1/4"),
        "price": Schema.decimal("Of one unit."),
        "currency": Schema.text("ISO 4217.", example: "MXN", minLength: 3, maxLength: 3),
        "unit": Schema.text("What is sold.", example: "PZA"),
        "category": nullableText("The category."),
        "stock": Schema.nullable(Schema.integer("Units at hand; null when it is not tracked.")),
    ]

    private static let catalogItem = Schema.object(
        "A product.",
        product.merging([
            "tax": Schema.word("How it is taxed.", of: ["standard", "zero", "exempt"]),
            "aliases": Schema.array("Other names.", of: Schema.text("A name.")),
            "tags": Schema.array("Tags.", of: Schema.text("A tag.")),
            "attributes": Schema.map("Such as colour or size.", of: Schema.text("A value.")),
        ]) { $1 }
    )

    private static let productHit = Schema.object(
        "A product that fits.",
        product.merging(["score": Schema.number("Higher fits better, within one answer.")]) { $1 }
    )

    private static func filters(_ description: String) -> JSON {
        Schema.object(
            description,
            [
                "category": Schema.text("The category."),
                "min_price": Schema.decimal("Inclusive."), "max_price": Schema.decimal("Inclusive."),
                "currency": Schema.text("Of the two prices; the tenant's by default.", example: "MXN"),
                "in_stock": Schema.flag("Only what is at hand."),
                "attributes": Schema.map("Attributes that must be equal.", of: Schema.text("A value.")),
            ],
            optional: ["category", "min_price", "max_price", "currency", "in_stock", "attributes"]
        )
    }

    private static let searchRequest = Schema.object(
        "What somebody looks for.",
        [
            "query": Schema.text(
                "In the customer's words.",
                example: "tornilo 1/4",
                minLength: 1,
                maxLength: Limits.searchQueryCharactersMax
            ),
            "limit": Schema.integer(
                "At most this many hits; 10 by default.",
                minimum: 1,
                maximum: Limits.searchHitsMax,
                example: 10
            ),
            "filters": filters("What every hit must satisfy."),
        ],
        optional: ["limit", "filters"],
        example: ["query": "tornilo 1/4", "limit": 5, "filters": ["in_stock": true]]
    )

    private static let normalizedProduct = Schema.object(
        "A product line taken apart.",
        [
            "canonical_name": Schema.text("Folded, abbreviations written out."),
            "unit": nullableText("PZA, KG, L …"),
            "quantity": nullableText("A decimal."),
            "category": nullableText("The category."),
            "attributes": Schema.map("Such as colour or size.", of: Schema.text("A value.")),
            "confidence": Schema.map("From 0 to 1, by field.", of: Schema.number("How sure.")),
        ]
    )
}
