// Replies and product documents: JSON in both directions.

import OrkestaModel
import Testing

struct ReplyTests {
    static let replies: [(Reply, String, String)] = [
        (.text("Hola"), #"{"text":"Hola","type":"text"}"#, "Hola"),
        (
            .buttons(text: "¿Sigo?", [ReplyButton(id: "y", title: "Sí"), ReplyButton(id: "n", title: "No")]),
            #"{"buttons":[{"id":"y","title":"Sí"},{"id":"n","title":"No"}],"text":"¿Sigo?","type":"buttons"}"#,
            "¿Sigo?\n1. Sí\n2. No"
        ),
        (
            .list(
                text: "Hay:",
                [ReplyListItem(id: "a", title: "Clavo", description: "$5.00"), .init(id: "b", title: "Pija")]
            ),
            #"{"items":[{"description":"$5.00","id":"a","title":"Clavo"},{"id":"b","title":"Pija"}],"text":"Hay:","type":"list"}"#,
            "Hay:\n1. Clavo — $5.00\n2. Pija"
        ),
        (.image(url: "https://x/a.png", caption: nil), #"{"type":"image","url":"https://x/a.png"}"#, "https://x/a.png"),
        (
            .document(url: "https://x/a.pdf", name: "COT-1.pdf", mime: "application/pdf"),
            #"{"mime":"application/pdf","name":"COT-1.pdf","type":"document","url":"https://x/a.pdf"}"#,
            "COT-1.pdf\nhttps://x/a.pdf"
        ),
        (
            .link(url: "https://x", title: "Pagar"), #"{"title":"Pagar","type":"link","url":"https://x"}"#,
            "Pagar\nhttps://x"
        ),
    ]

    @Test(arguments: replies)
    func bothWays(reply: Reply, json: String, plainText: String) throws {
        #expect(reply.json.description == json)
        #expect(try Reply(json: JSON(parsing: json)) == reply)
        #expect(reply.plainText == plainText)
    }

    @Test(arguments: [
        ("{}", "type"), (#"{"type":"audio"}"#, "type"), (#"{"type":"text"}"#, "text"),
        (#"{"type":"text","text":1}"#, "text"),
        (#"{"type":"list","text":"a","items":[{"id":"1","title":"a"},{"id":"2"}]}"#, "items[1].title"),
        (#"{"type":"buttons","text":"a","buttons":{}}"#, "buttons"), (#"{"type":"image"}"#, "url"),
        (#"{"type":"link","url":"x","title":3}"#, "title"), ("7", "type"),
    ])
    func namesTheFieldAtFault(json: String, field: String) throws {
        let document = try JSON(parsing: json)
        let error = #expect(throws: DocumentError.self) { try Reply(json: document) }
        #expect(error?.field == field)
    }
}

struct ProductDocumentTests {
    @Test func queriesComeBack() throws {
        let filters = ProductFilters(
            category: "pinturas",
            minimumPriceMinor: 1_050,
            maximumPriceMinor: 20_000,
            inStockOnly: true,
            attributes: ["color": "rojo"],
            currency: "USD"
        )
        let query = ProductQuery(text: "esmalte", limit: 5, filters: filters)
        #expect(try ProductQuery(json: query.json) == query)
        #expect(query.json["filters"]?["min_price"] == "10.50")
        #expect(try ProductQuery(json: ["text": "a"]) == ProductQuery(text: "a"))
    }

    @Test(arguments: [
        ("{}", "text"), (#"{"text":"a","limit":0}"#, "limit"),
        (#"{"text":"a","filters":{"min_price":"x"}}"#, "filters.min_price"),
        (#"{"text":"a","filters":[]}"#, "filters"),
    ])
    func queriesNameTheFieldAtFault(json: String, field: String) throws {
        let document = try JSON(parsing: json)
        #expect(#expect(throws: DocumentError.self) { try ProductQuery(json: document) }?.field == field)
    }

    @Test func answersComeBack() throws {
        let hit = ProductHit(
            sku: "A-1",
            name: "Clavo",
            price: Money(minor: 8_950, currency: "MXN"),
            unit: "KG",
            stock: nil,
            score: 0.75
        )
        let answer = ProductAnswer(hits: [hit], unmatchedWords: ["zinc"])
        #expect(try ProductAnswer(json: JSON(parsing: answer.json.description)) == answer)
        #expect(hit.json["price"] == "89.50")
        let broken: JSON = ["hits": [["sku": "A", "currency": "MXN", "price": "1", "name": "x", "unit": "KG"]]]
        #expect(#expect(throws: DocumentError.self) { try ProductAnswer(json: broken) }?.field == "hits[0].score")
    }

    @Test func normalizedProductsComeBack() throws {
        let product = NormalizedProduct(
            canonicalName: "jitomate saladet",
            unit: "KG",
            quantity: "2.5",
            attributes: ["a": "b"],
            confidence: ["unit": 1]
        )
        #expect(try NormalizedProduct(json: JSON(parsing: product.json.description)) == product)
        #expect(throws: DocumentError.self) {
            try NormalizedProduct(json: ["canonical_name": "x", "confidence": ["unit": 1.5]])
        }
    }

    @Test func catalogItemsHaveTheFormOfTheAPI() {
        let item = CatalogItem(
            id: "1",
            sku: "A",
            name: "Ácido",
            canonicalName: "acido",
            price: Money(minor: 8_950, currency: "MXN"),
            unit: "L"
        )
        let form =
            #"{"aliases":[],"attributes":{},"category":null,"currency":"MXN","name":"Ácido","price":"89.50","#
            + #""sku":"A","stock":null,"tags":[],"tax":"standard","unit":"L"}"#
        #expect(item.json.description == form)
    }
}
