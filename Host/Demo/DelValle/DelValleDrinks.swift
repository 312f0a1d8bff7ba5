// Soft drinks by presentation, water, juice, sports drinks, beer.

enum DelValleDrinks {
    static var families: [Family] { [cola, otherSodas, water, juice, sports, powders, beer] }

    private static func drinks(
        _ name: String,
        _ code: String,
        _ category: String,
        _ aliases: [String],
        _ lines: [Line]
    )
        -> Family
    {
        Family(
            name,
            code: code,
            category: category,
            tags: ["bebidas"],
            aliases: aliases,
            labelAttribute: "presentation",
            brandPlacement: .beforeVariant,
            lines: lines,
        )
    }

    private static let cola = drinks(
        "Refresco",
        "REF",
        "Refrescos",
        ["soda", "gaseosa", "refresco de cola"],
        [
            Line(
                Brand("Coca-Cola", "COC"),
                [
                    Variant("Lata 355 ml", 1_900, aliases: ["coca"]), Variant("600 ml", 2_100, aliases: ["coca"]),
                    Variant("1.5 L", 3_600, aliases: ["coca"]), Variant("2.5 L", 4_700, aliases: ["coca"]),
                    Variant("3 L", 5_200, aliases: ["coca familiar"]),
                    Variant("Sin Azúcar 600 ml", 2_100, aliases: ["coca zero"]),
                    Variant("Light 600 ml", 2_100, aliases: ["coca light"]),
                ]
            ),
            Line(Brand("Pepsi", "PEP"), [Variant("600 ml", 1_900), Variant("1.5 L", 3_000), Variant("3 L", 4_600)]),
            Line(Brand("Red Cola", "RED"), [Variant("3 L", 3_300)]),
        ]
    )
    private static let otherSodas = drinks(
        "Refresco",
        "REF",
        "Refrescos",
        ["soda", "gaseosa", "refresco de sabor"],
        [
            Line(Brand("Sprite", "SPR"), [Variant("600 ml", 2_000), Variant("2 L", 3_900)]),
            Line(Brand("Fanta", "FAN"), [Variant("Naranja 600 ml", 2_000), Variant("Naranja 2 L", 3_900)]),
            Line(Brand("Sidral Mundet", "SID"), [Variant("600 ml", 2_000), Variant("2 L", 3_900)]),
            Line(Brand("Squirt", "SQU"), [Variant("600 ml", 1_900), Variant("2 L", 3_600)]),
            Line(
                Brand("Jarritos", "JAR"),
                [
                    Variant("Mandarina 600 ml", 1_700), Variant("Tamarindo 600 ml", 1_700),
                    Variant("Tutifruti 2 L", 3_000),
                ]
            ),
            Line(
                Brand("Peñafiel", "PEN"),
                [
                    Variant("Mineral 600 ml", 1_800, aliases: ["agua mineral"]),
                    Variant("Mineral 2 L", 3_200, aliases: ["agua mineral"]), Variant("Limonada 600 ml", 1_900),
                ]
            ),
            Line(Brand("7Up", "7UP"), [Variant("600 ml", 1_900)]),
            Line(Brand("Manzanita Sol", "MSO"), [Variant("600 ml", 1_900), Variant("2 L", 3_500)]),
        ]
    )
    private static let water = drinks(
        "Agua Natural",
        "AGU",
        "Agua",
        ["agua embotellada", "agua purificada"],
        [
            Line(
                Brand("Bonafont", "BON"),
                [
                    Variant("600 ml", 1_300), Variant("1 L", 1_700), Variant("1.5 L", 2_000),
                    Variant("Garrafón 20 L", 5_500, aliases: ["garrafón de agua"]),
                ]
            ),
            Line(Brand("Ciel", "CIE"), [Variant("600 ml", 1_200), Variant("1 L", 1_600), Variant("1.5 L", 1_900)]),
            Line(
                Brand("Epura", "EPU"),
                [Variant("1 L", 1_500), Variant("Garrafón 20 L", 5_000, aliases: ["garrafón de agua"])]
            ),
        ]
    )
    private static let juice = drinks(
        "Jugo",
        "JUG",
        "Jugos",
        ["jugo de fruta", "néctar"],
        [
            Line(
                Brand("Jumex", "JUM"),
                [
                    Variant("Mango 335 ml", 1_800), Variant("Durazno 335 ml", 1_800), Variant("Manzana 1 L", 3_400),
                    Variant("Mango 1 L", 3_400, code: "MNG1L"),
                ]
            ),
            Line(Brand("Del Valle", "DVA"), [Variant("Manzana 413 ml", 1_900), Variant("Naranja 1 L", 3_600)]),
            Line(Brand("Boing", "BOI"), [Variant("Guayaba 500 ml", 1_900), Variant("Mango 500 ml", 1_900)]),
        ]
    )
    private static let sports = drinks(
        "",
        "ENE",
        "Bebidas Deportivas y Energéticas",
        ["bebida hidratante", "energizante"],
        [
            Line(
                Brand("Electrolit", "ELT"),
                [
                    Variant("Suero Coco 625 ml", 2_600, aliases: ["suero", "suero oral"]),
                    Variant("Suero Fresa 625 ml", 2_600, aliases: ["suero", "suero oral"]),
                ]
            ),
            Line(Brand("Gatorade", "GAT"), [Variant("Naranja 600 ml", 2_500), Variant("Lima-Limón 600 ml", 2_500)]),
            Line(Brand("Vive 100", "V10"), [Variant("Energizante 500 ml", 2_200)]),
            Line(Brand("Monster", "MON"), [Variant("Energy 473 ml", 4_200)]),
        ]
    )
    private static let powders = drinks(
        "Polvo para Agua",
        "POL",
        "Jugos",
        ["agua de sabor", "sobre para agua"],
        [
            Line(
                Brand("Tang", "TAN"),
                [Variant("Naranja 13 g", 600), Variant("Jamaica 13 g", 600), Variant("Limón 13 g", 600)]
            ),
            Line(Brand("Zuko", "ZUK"), [Variant("Horchata 15 g", 600), Variant("Tamarindo 15 g", 600)]),
        ]
    )
    private static let beer = drinks(
        "Cerveza",
        "CVZ",
        "Cerveza",
        ["chela", "cheve"],
        [
            Line(
                Brand("Corona", "COR"),
                [
                    Variant("Extra 355 ml", 2_200), Variant("Extra Lata 473 ml", 2_700),
                    Variant("Extra 1.2 L", 4_800, aliases: ["caguama", "ballena"]),
                ]
            ),
            Line(Brand("Victoria", "VIC"), [Variant("355 ml", 2_200), Variant("1.2 L", 4_700, aliases: ["caguama"])]),
            Line(
                Brand("Tecate", "TEC"),
                [
                    Variant("Original Lata 355 ml", 2_000),
                    Variant("Light Lata 355 ml 6 pzas", 11_400, unit: "PAQ", aliases: ["six de cerveza"]),
                ]
            ),
            Line(Brand("Modelo", "MDL"), [Variant("Especial Lata 355 ml", 2_400)]),
        ]
    )
}
