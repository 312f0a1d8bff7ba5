// Milk by presentation, cream, cheese, yoghurt, ham and sausages.

enum DelValleDairy {
    static var families: [Family] { [milk, cannedMilk, creamButter, cheese, yoghurt, fermentedMilk, coldCuts] }

    private static func dairy(
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
            tags: ["refrigerados", "lácteos"],
            aliases: aliases,
            labelAttribute: "presentation",
            brandPlacement: .beforeVariant,
            lines: lines,
        )
    }

    private static let milk = dairy(
        "Leche",
        "LEC",
        "Leche",
        ["leche de caja", "litro de leche"],
        [
            Line(
                Brand("Lala", "LAL"),
                [
                    Variant("Entera 1 L", 2_950, unit: "L"), Variant("Deslactosada 1 L", 3_150, unit: "L"),
                    Variant("Light 1 L", 3_050, unit: "L"), Variant("Entera 1.8 L", 5_200),
                ]
            ),
            Line(
                Brand("Alpura", "ALP"),
                [
                    Variant("Entera 1 L", 2_950, unit: "L"), Variant("Deslactosada 1 L", 3_150, unit: "L"),
                    Variant("Clásica 250 ml", 1_200, aliases: ["leche chica"]),
                ]
            ),
            Line(
                Brand("Santa Clara", "SCL"),
                [
                    Variant("Entera 1 L", 3_600, unit: "L"),
                    Variant("Chocolate 180 ml", 1_500, aliases: ["leche de sabor"]),
                ]
            ),
            Line(Brand("San Marcos", "SMR"), [Variant("Entera 1 L", 2_500, unit: "L")]),
        ]
    )
    private static let cannedMilk = Family(
        "",
        code: "LEV",
        category: "Leche",
        tags: ["lácteos", "repostería"],
        aliases: ["leche de lata"],
        labelAttribute: "presentation",
        lines: [
            Line(Brand("Carnation", "CRN"), [Variant("Leche Evaporada 360 g", 2_500, aliases: ["leche clavel"])]),
            Line(Brand("La Lechera", "LCH"), [Variant("Leche Condensada 375 g", 3_400, aliases: ["lechera"])]),
            Line(Brand("Nestlé", "NTL"), [Variant("Media Crema 225 g", 2_600, aliases: ["crema para cocinar"])]),
        ],
    )
    private static let creamButter = dairy(
        "",
        "CRM",
        "Crema y Mantequilla",
        ["lácteos"],
        [
            Line(
                Brand("Lala", "LAL"),
                [
                    Variant("Crema Ácida 200 ml", 2_400, aliases: ["crema"]),
                    Variant("Crema Ácida 426 ml", 4_400, aliases: ["crema"]),
                ]
            ),
            Line(Brand("Alpura", "ALP"), [Variant("Crema Ácida 450 ml", 4_600, aliases: ["crema"])]),
            Line(
                Brand("Gloria", "GLO"),
                [Variant("Mantequilla Sin Sal 90 g", 3_400, aliases: ["barra de mantequilla"])]
            ),
            Line(Brand("Primavera", "PRI"), [Variant("Margarina 90 g", 1_500, aliases: ["barra de margarina"])]),
            Line(Brand("Inca", "INC"), [Variant("Manteca Vegetal 1 kg", 7_400, aliases: ["manteca"])]),
        ]
    )
    private static let cheese = dairy(
        "Queso",
        "QUE",
        "Quesos",
        ["quesito"],
        [
            Line(
                Brand("Fud", "FUD"),
                [
                    Variant("Panela 400 g", 8_400), Variant("Manchego 400 g", 11_400),
                    Variant("Americano 140 g", 3_600, aliases: ["queso amarillo"]),
                ]
            ),
            Line(Brand("Lala", "LAL"), [Variant("Panela 400 g", 8_200)]),
            Line(Brand("Philadelphia", "PHI"), [Variant("Crema 180 g", 4_900, aliases: ["queso crema"])]),
            Line(
                .none,
                [
                    Variant("Oaxaca a Granel", 17_900, unit: "KG", aliases: ["quesillo", "queso de hebra"]),
                    Variant("Fresco a Granel", 12_900, unit: "KG", aliases: ["queso ranchero"]),
                ]
            ),
        ]
    )
    private static let yoghurt = dairy(
        "Yoghurt",
        "YOG",
        "Yoghurt",
        ["yogur", "yogurt"],
        [
            Line(
                Brand("Danone", "DAN"),
                [Variant("Fresa 900 g", 4_900), Variant("Natural 900 g", 4_900), Variant("Bebible Fresa 220 g", 1_500)]
            ),
            Line(
                Brand("Yoplait", "YOP"),
                [Variant("Bebible Durazno 220 g", 1_500), Variant("Griego Natural 145 g", 1_900)]
            ),
        ]
    )
    private static let fermentedMilk = dairy(
        "Leche Fermentada",
        "LFE",
        "Yoghurt",
        ["lactobacilos"],
        [
            Line(Brand("Yakult", "YAK"), [Variant("5 pzas 80 ml", 5_200, unit: "PAQ")])
        ]
    )
    private static let coldCuts = Family(
        "",
        code: "SLC",
        category: "Salchichonería",
        tags: ["refrigerados", "carnes frías"],
        aliases: ["carnes frías", "embutidos"],
        labelAttribute: "presentation",
        lines: [
            Line(
                Brand("Fud", "FUD"),
                [
                    Variant("Salchicha Viena 266 g", 3_200, aliases: ["salchichas"]),
                    Variant("Jamón Virginia 290 g", 5_400, aliases: ["jamon"]),
                    Variant("Salchicha Pavo 500 g", 4_900, aliases: ["salchichas"]),
                    Variant("Tocino Ahumado 170 g", 5_400, aliases: ["bacon"]),
                ]
            ),
            Line(Brand("San Rafael", "SRA"), [Variant("Jamón Real de Pavo 250 g", 7_400, aliases: ["jamon"])]),
            Line(
                Brand("Chimex", "CHX"),
                [
                    Variant("Jamón de Pavo y Cerdo", 8_900, unit: "KG", aliases: ["jamón por kilo"]),
                    Variant("Chorizo 200 g", 2_900, aliases: ["longaniza"]),
                ]
            ),
        ],
    )
}
