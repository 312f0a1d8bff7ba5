// The small catalog that most tests of the engine search: auto parts, hardware
// and groceries, some of it in supplier shorthand.

import CatalogEngine

enum ExampleCatalog {
    static func index() -> CatalogIndex {
        let index = CatalogIndex()
        for document in documents { index.upsert(document) }
        return index
    }

    static let documents: [SearchDocument] = parts + hardware + groceries

    private static let parts = [
        item("BAL-D583-WAG", "Balatas Del. D583 Wagner Tsuru III", "Frenos", 38_500, tags: ["frenos"]),
        item("FAC-GP607", "Filtro Aceite Gonher GP-607 Tsuru", "Filtros", 8_900, tags: ["filtros", "afinación"]),
        item("FAI-TSU", "Filtro Aire Gonher Tsuru", "Filtros", 7_900, tags: ["filtros", "afinación"]),
        item("BUJ-BKR6E", "Bujía NGK BKR6E", "Encendido", 6_500, tags: ["afinación"]),
        item("ACE-20W50-946", "Aceite Motor 20W50 Quaker State 946 ml", "Lubricantes", 12_900, tags: ["afinación"]),
        item("ACE-5W30-946", "Aceite Motor 5W30 Castrol 946 ml", "Lubricantes", 18_900, tags: ["afinación"]),
        item("LLA-2055516", "Llanta 205/55R16 Tornel", "Llantas", 159_000),
        item("BAT-L35", "Batería LTH L-35-500", "Baterías", 308_000, attributes: ["voltaje": "12 V"]),
        item("FOC-H4", "Foco Halógeno H4 12V 60/55W Osram", "Focos", 9_800, stock: 0),
    ]

    private static let hardware = [
        item("TOR-12-2", "TORN HEX 1/2X2 GALV", "Tornillería", 650, tags: ["tornilleria"]),
        item("TOR-32-2", "TORN HEX 3/2X2 GALV", "Tornillería", 850, tags: ["tornilleria"]),
        item("TUE-12", "Tuerca Hexagonal 1/2\" Galvanizada", "Tornillería", 250, tags: ["tornilleria"]),
        item("TUB-12", "Tubo PVC 1/2\" x 6 m", "Plomería", 7_500),
        item("TUB-112", "Tubo PVC 1 1/2\" x 6 m", "Plomería", 14_500),
        item("CHP-ENT", "Chapa de Pomo Entrada Hermex", "Cerrajería", 23_900),
        item("CLA-212", "Clavo 2 1/2\" con Cabeza", "Clavos", 4_500, unit: "KG"),
        item("MAR-16", "Martillo Uña Curva 16 oz Truper", "Herramienta", 18_900, attributes: ["marca": "Truper"]),
        item("PIN-19", "Pintura Vinílica Blanca 19 L Comex", "Pinturas", 339_900, unit: "CUBETA"),
        item("PIN-4", "Pintura Vinílica Blanca 4 L Comex", "Pinturas", 79_900, unit: "GALON"),
        item("FLE-9", "Foco LED A19 9W 110V Volteck", "Iluminación", 2_900, aliases: ["foco ahorrador"]),
        item("DES-PH", "Desarmador Phillips 1/4 x 4 Truper", "Herramienta", 5_900, attributes: ["marca": "Truper"]),
    ]

    private static let groceries = [
        item("POP-100", "Popotes Biodegradables 100 pzas", "Desechables", 3_500),
        item("LEC-LAL-1", "Leche Entera Lala 1 L", "Lácteos", 2_700),
        item("LEC-DES-15", "Leche Deslactosada Alpura 1.5 L", "Lácteos", 4_200),
        item("REF-COC-600", "Refresco Coca-Cola 600 ml", "Refrescos", 2_100),
        item("REF-COC-3", "Refresco Coca-Cola 3 L", "Refrescos", 5_200, aliases: ["coca familiar"]),
        item("AZU-500", "Azúcar Estándar 500 g", "Abarrotes", 1_900),
        item("AZU-1", "Azúcar Estándar 1 kg", "Abarrotes", 3_600),
        item("CHA-HER", "Champiñones en Escabeche Herdez 186 g", "Enlatados", 3_900),
        item("GAL-MAR", "Galletas Marías Gamesa 170 g", "Galletas", 2_200),
        item("QUE-MAN", "Queso Manchego Nochebuena 400 g", "Lácteos", 8_900),
        item("AGU-5", "Agua Natural Bonafont 5 L", "Bebidas", 5_600),
        item("YOG-YOM", "Gelatina Yomi Fresa", "Lácteos", 900),
    ]

    private static func item(
        _ sku: String,
        _ name: String,
        _ category: String,
        _ price: Int64,
        unit: String = "PZA",
        stock: Int64? = 10,
        aliases: [String] = [],
        tags: [String] = [],
        attributes: [String: String] = [:]
    ) -> SearchDocument {
        SearchDocument(
            sku: sku,
            name: name,
            category: category,
            unit: unit,
            priceMinor: price,
            stock: stock,
            aliases: aliases,
            tags: tags,
            attributes: attributes
        )
    }
}

extension SearchAnswer {
    var skus: [String] { hits.map(\.document.sku) }
}
