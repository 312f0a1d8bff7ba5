// The units in which products are sold, under one name each.

/// Names of units.
public enum SaleUnit {
    /// PZA, KG, G, L, ML, M, … for the ways people write them; PZA for nothing;
    /// an unknown unit in capitals.
    public static func normalized(_ text: String) -> String {
        let folded = text.folded.filter { $0 != "." }
        guard !folded.isEmpty else { return "PZA" }
        return names[folded] ?? folded.uppercased()
    }

    /// Whether a product in this unit can be had in fractions of it: what is
    /// weighed, poured or cut. All else is sold whole.
    public static func isDivisible(_ unit: String) -> Bool { divisible.contains(unit) }

    /// The tax authority's key of a unit (`c_ClaveUnidad`), where there is one
    /// that fits.
    public static func taxKey(_ unit: String) -> String? { taxKeys[unit] }

    private static let divisible: Set = [
        "KG", "G", "MG", "LB", "OZ", "TON", "L", "ML", "GAL", "M", "CM", "MM", "FT", "IN", "M2", "M3",
    ]

    private static let taxKeys = [
        "PZA": "H87", "KG": "KGM", "G": "GRM", "L": "LTR", "ML": "MLT", "M": "MTR", "CM": "CMT", "M2": "MTK",
        "M3": "MTQ", "PAR": "PR", "JGO": "SET", "CAJA": "XBX", "PAQ": "XPK", "GAL": "GLL", "TON": "TNE",
    ]

    private static let names: [String: String] = {
        let groups: [(String, String)] = [
            (
                "PZA",
                "pza pz pzas pieza piezas pc pcs piece pieces ea each unidad unidades und unidade un ud uds peca h87"
            ),
            ("KG", "kg kgs kilo kilos kilogramo kilogramos kilogram kilograma quilo quilos kgm"),
            ("G", "g gr grs gramo gramos gram grams grama gramas"),
            ("L", "l lt lts ltr litro litros liter litre liters"),
            ("ML", "ml mililitro mililitros milliliter"),
            ("M", "m mt mts mtr metro metros meter meters"),
            ("CM", "cm centimetro centimetros"),
            ("M2", "m2 m² mt2 metro2"),
            ("M3", "m3 m³ mt3 metro3"),
            ("PAR", "par pares pair pairs"),
            ("JGO", "jgo juego juegos set kit jogo"),
            ("CAJA", "caja cajas cja box boxes caixa caixas"),
            ("PAQ", "paq paquete paquetes pack pacote pkg"),
            ("BOLSA", "bolsa bolsas bag bags saquinho"),
            ("BTO", "bto bulto bultos saco sacos costal costales"),
            ("ROLLO", "rollo rollos roll rolls rolo"),
            ("CUB", "cub cubeta cubetas bucket balde"),
            ("GAL", "gal galon galones gallon"),
            ("TON", "ton tonelada toneladas t tn"),
            ("DOC", "doc docena docenas dozen duzia"),
        ]
        var names: [String: String] = [:]
        for (name, spellings) in groups {
            for spelling in spellings.split(separator: " ") { names[String(spelling)] = name }
        }
        return names
    }()
}
