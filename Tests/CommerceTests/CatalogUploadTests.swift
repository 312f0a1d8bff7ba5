// Uploads: the forms of a catalog file, and what is said of bad rows.

import HostCommerce
import HostCore
import OrkestaModel
import Testing

struct CatalogUploadTests {
    private func upload(_ text: String, _ type: String? = nil) throws -> CatalogUpload {
        try CatalogUpload(Array(text.utf8), contentType: type, currency: "MXN")
    }

    @Test(arguments: [
        "\u{FEFF}SKU,Nombre,Precio,Unidad,Categoría,Existencia,Alias\nA1,Clavo 2\",\"$1,234.50\",kilo,Ferretería,12,puntilla|clavito\n",
        "Código;Descripción;Preço;Unidade;Categoria;Estoque;Sinônimos\r\nA1;Clavo 2\";1.234,50;kg;Ferretería;12;puntilla|clavito\r\n",
        "clave\tproducto\tPRECIO\tunit\tcategory\tstock\taliases\nA1\tClavo 2\"\tMXN 1234.5\tKg.\tFerretería\t12\tpuntilla;clavito",
        #"[{"sku":"A1","name":"Clavo 2\"","price":1234.5,"unit":"KG","category":"Ferretería","stock":12,"aliases":["puntilla","clavito"]}]"#,
        #"{"items":[{"sku":"A1","name":"Clavo 2\"","price":{"amount":"1234.50","currency":"MXN"},"unit":"KG","category":"Ferretería","stock":"12","aliases":"puntilla|clavito"}]}"#,
        #"{"id":"A1","name":"Clavo 2\"","price":"1234.50","unit":"KG","category":"Ferretería","stock":12,"aliases":["puntilla","clavito"]}"#
            + "\n\n" + #"{"id":"#,
    ])
    func everyFormGivesTheSame(text: String) throws {
        let draft = try #require(try upload(text).drafts.first)
        #expect(draft.sku == "A1" && draft.name == "Clavo 2\"" && draft.price == Money(minor: 123_450, currency: "MXN"))
        #expect(draft.unit?.lowercased().hasPrefix("k") == true)
        #expect(draft.category == "Ferretería" && draft.stock == 12 && draft.aliases == ["puntilla", "clavito"])
    }

    @Test func readsWindows1252() throws {
        let bytes = Array("sku,nombre,precio\n1,Ca".utf8) + [0xF1] + Array("a ".utf8) + [0x80] + Array(",5\n".utf8)
        let upload = try CatalogUpload(bytes, contentType: "text/csv; charset=windows-1252", currency: "MXN")
        #expect(upload.drafts.first?.name == "Caña €")
    }

    @Test(arguments: ["color=rojo|medida=2", "color=rojo;medida=2", #""{""color"":""rojo"",""medida"":2}""#])
    func readsAttributes(cell: String) throws {
        let draft = try upload("sku,name,price,attributes,tags\n1,a,5,\(cell),x|y\n").drafts.first
        #expect(draft?.attributes == ["color": "rojo", "medida": "2"])
        #expect(draft?.tags == ["x", "y"])
    }

    @Test func reportsBadRowsAndTakesTheOthers() throws {
        let upload = try upload(
            """
            sku,name,price,stock,currency,attributes
            1,bien,5,,,
            ,sin clave,5,,,
            3,,5,,,
            4,sin precio,,,,
            5,precio raro,barato,,,
            6,negativo,-5,,,
            7,existencia,5,1.5,,
            8,moneda,5,,pesos,
            9,atributos,5,,,rojo
            10,de más,5,,,,,x
            1,otra vez,6,,,
            11,"sin cierre,5
            """
        )
        #expect(upload.drafts.map(\.name) == ["otra vez"])
        let errors = upload.errors.map { "\($0.line) \($0.field ?? "-")" }
        #expect(
            errors == [
                "2 sku", "3 sku", "4 name", "5 price", "6 price", "7 price", "8 stock", "9 currency", "10 attributes",
                "11 -", "13 -",
            ]
        )
        #expect(upload.errorCount == 11)
    }

    @Test func reportsBadLinesOfNDJSON() throws {
        let upload = try upload("{\"sku\":\"1\",\"name\":\"a\",\"price\":1}\n7\n{\n", "application/x-ndjson")
        #expect(upload.drafts.count == 1)
        #expect(upload.errors.map(\.line) == [2, 3])
    }

    @Test(
        arguments: [
            ("", nil, Problem.Kind.invalid), ("%PDF-1.7\nx", nil, .unsupportedMedia),
            ("PK\u{3}\u{4}", nil, .unsupportedMedia),
            ("hola, ¿qué tal?\nbien", nil, .invalid), ("sku,name\n1,a", nil, .invalid),
            ("sku,name,price\n", nil, .invalid),
            ("[1,", "application/json", .invalid), ("{}", "application/json", .invalid), ("[]", nil, .invalid),
            ("a", "image/png", .unsupportedMedia),
        ] as [(String, String?, Problem.Kind)]
    )
    func refusesWholeFiles(text: String, type: String?, kind: Problem.Kind) {
        let problem = #expect(throws: Problem.self) { try upload(text, type) }
        #expect(problem?.kind == kind)
        #expect(problem?.remedy.isEmpty == false)
    }

    @Test func isBounded() throws {
        func file(_ rows: Int) -> String { "sku,name,price\n" + (0..<rows).map { "\($0),a,x\n" }.joined() }
        let full = try upload(file(Limits.catalogUploadRowsMax))
        #expect(full.errorCount == Limits.catalogUploadRowsMax)
        #expect(full.errors.count == Limits.catalogErrorsReportedMax)
        #expect(#expect(throws: Problem.self) { try upload(file(Limits.catalogUploadRowsMax + 1)) }?.kind == .tooLarge)
    }
}
