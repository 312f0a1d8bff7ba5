// Soap, detergent, bleach, cleaners and the tools that go with them.

enum DelValleCleaning {
    static var families: [Family] { [detergents, laundryBars, softeners, bleach, dishSoap, cleaners, tools] }

    private static func cleaning(_ name: String, _ code: String, _ aliases: [String], _ lines: [Line]) -> Family {
        Family(
            name,
            code: code,
            category: "Limpieza",
            tags: ["limpieza", "hogar"],
            aliases: aliases,
            labelAttribute: "presentation",
            brandPlacement: .beforeVariant,
            lines: lines,
        )
    }

    private static let detergents = cleaning(
        "Detergente",
        "DET",
        ["jabón en polvo", "jabón de ropa"],
        [
            Line(Brand("Ariel", "ARI"), [Variant("Polvo 850 g", 4_400), Variant("Líquido 2.8 L", 15_900)]),
            Line(Brand("Ace", "ACE"), [Variant("Polvo 900 g", 4_200), Variant("Polvo 500 g", 2_500)]),
            Line(
                Brand("Roma", "ROM"),
                [Variant("Polvo 1 kg", 3_900), Variant("Polvo 500 g", 2_100), Variant("Polvo 250 g", 1_200)]
            ),
            Line(Brand("Foca", "FOC"), [Variant("Polvo 1 kg", 4_100), Variant("Polvo 500 g", 2_200)]),
            Line(Brand("Persil", "PER"), [Variant("Líquido 1.83 L", 12_400)]),
            Line(Brand("Más Color", "MAS"), [Variant("Líquido 1 L", 4_900)]),
        ]
    )
    private static let laundryBars = cleaning(
        "Jabón de Lavandería",
        "JLA",
        ["jabón de barra", "jabón para ropa"],
        [
            Line(
                Brand("Zote", "ZOT"),
                [Variant("Rosa 400 g", 2_600), Variant("Blanco 400 g", 2_600), Variant("Rosa 200 g", 1_500)]
            ),
            Line(Brand("Tepeyac", "TEP"), [Variant("350 g", 2_100)]),
        ]
    )
    private static let softeners = cleaning(
        "Suavizante",
        "SUA",
        ["suavizante de ropa", "suavitel"],
        [
            Line(
                Brand("Suavitel", "SVT"),
                [Variant("Fresca Primavera 850 ml", 2_900), Variant("Fresca Primavera 3 L", 9_200)]
            ),
            Line(Brand("Ensueño", "ENS"), [Variant("Primaveral 850 ml", 2_600)]),
            Line(Brand("Downy", "DOW"), [Variant("Libre Enjuague 800 ml", 3_400)]),
        ]
    )
    private static let bleach = cleaning(
        "Cloro",
        "CLO",
        ["blanqueador", "clorox", "lejía"],
        [
            Line(
                Brand("Cloralex", "CLX"),
                [Variant("950 ml", 1_900), Variant("2 L", 3_600), Variant("3.75 L", 6_200)]
            ),
            Line(Brand("Clorox", "CRX"), [Variant("930 ml", 2_000), Variant("3.8 L", 6_400)]),
        ]
    )
    private static let dishSoap = cleaning(
        "Lavatrastes",
        "LAV",
        ["jabón de trastes", "lavavajillas"],
        [
            Line(
                Brand("Salvo", "SLV"),
                [Variant("Líquido Limón 500 ml", 3_900), Variant("Líquido Limón 900 ml", 6_200)]
            ),
            Line(Brand("Axion", "AXI"), [Variant("Líquido Limón 400 ml", 3_200), Variant("Pasta Limón 425 g", 3_400)]),
        ]
    )
    private static let cleaners = cleaning(
        "",
        "LIM",
        ["limpiador", "producto de limpieza"],
        [
            Line(
                Brand("Fabuloso", "FAB"),
                [
                    Variant("Lavanda 1 L", 2_900, aliases: ["limpiador de pisos"]),
                    Variant("Mar Fresco 1 L", 2_900, aliases: ["limpiador de pisos"]),
                    Variant("Lavanda 5 L", 11_900, aliases: ["limpiador de pisos"]),
                ]
            ),
            Line(
                Brand("Pinol", "PIN"),
                [
                    Variant("Original 828 ml", 3_200, aliases: ["limpiador de pino"]),
                    Variant("Original 5.1 L", 14_400, aliases: ["limpiador de pino"]),
                ]
            ),
            Line(Brand("Maestro Limpio", "MLI"), [Variant("Multiusos 1 L", 3_200)]),
            Line(Brand("Ajax", "AJA"), [Variant("Bicloro Polvo 582 g", 2_800)]),
            Line(Brand("Windex", "WIN"), [Variant("Limpiavidrios 500 ml", 4_900, aliases: ["limpia vidrios"])]),
            Line(Brand("Harpic", "HAR"), [Variant("Limpiador WC 500 ml", 4_400, aliases: ["limpiador de baño"])]),
        ]
    )
    private static let tools = Family(
        "",
        code: "JAR",
        category: "Limpieza",
        tags: ["limpieza", "hogar"],
        aliases: ["artículo de limpieza"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Scotch-Brite", "SCB"),
                [
                    Variant("Fibra Verde", 1_500, aliases: ["fibra para trastes", "estropajo"]),
                    Variant("Fibra Esponja", 1_900, aliases: ["esponja", "estropajo"]),
                ]
            ),
            Line(
                Brand("Vileda", "VIL"),
                [
                    Variant("Escoba Universal", 7_400, aliases: ["escoba"]),
                    Variant("Trapeador Microfibra", 9_900, aliases: ["mechudo", "mopa"]),
                ]
            ),
            Line(
                .none,
                [
                    Variant("Escoba de Mijo", 6_400, aliases: ["escoba de espiga"]),
                    Variant("Jerga Gris", 2_900, unit: "M", aliases: ["jerga por metro", "trapo"]),
                    Variant("Recogedor de Plástico", 3_900, aliases: ["pala para basura"]),
                    Variant("Bolsa para Basura Grande 10 pzas", 2_900, unit: "PAQ", aliases: ["bolsas de basura"]),
                ]
            ),
        ],
    )
}
