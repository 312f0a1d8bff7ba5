// Biscuits, crisps, sweets, chewing gum and nuts.

enum DelValleSnacks {
    static var families: [Family] { [biscuits, crisps, sweets, chocolates, nuts] }

    private static func snacks(
        _ name: String,
        _ code: String,
        _ category: String,
        _ tag: String,
        _ aliases: [String],
        _ lines: [Line]
    ) -> Family {
        Family(
            name,
            code: code,
            category: category,
            tags: [tag, "antojos"],
            aliases: aliases,
            labelAttribute: "presentation",
            brandPlacement: .beforeVariant,
            lines: lines,
        )
    }

    private static let biscuits = snacks(
        "Galletas",
        "GAL",
        "Galletas",
        "galletas",
        ["galletitas", "paquete de galletas"],
        [
            Line(
                Brand("Gamesa", "GAM"),
                [
                    Variant("Marías 170 g", 2_100), Variant("Emperador Chocolate 101 g", 2_200),
                    Variant("Emperador Vainilla 101 g", 2_200),
                    Variant("Chokis 84 g", 2_200), Variant("Arcoíris 75 g", 2_100),
                    Variant("Saladitas 137 g", 1_900, aliases: ["galletas saladas"]),
                    Variant("Saladitas 471 g", 5_600, aliases: ["caja de galletas saladas"]),
                    Variant("Crackets 90 g", 2_200), Variant("Mamut 25 g", 800),
                ]
            ),
            Line(
                Brand("Marinela", "MRN"),
                [
                    Variant("Príncipe Chocolate 84 g", 2_200), Variant("Canelitas 120 g", 2_200),
                    Variant("Triki-Trakes 85 g", 2_200), Variant("Barritas Fresa 67 g", 1_900),
                ]
            ),
            Line(Brand("Oreo", "ORE"), [Variant("Clásica 114 g", 2_400)]),
            Line(Brand("Ritz", "RIT"), [Variant("Original 86 g", 2_100, aliases: ["galletas saladas"])]),
            Line(
                Brand("Cuétara", "CUE"),
                [Variant("Surtido 400 g", 6_900, unit: "CJA", aliases: ["caja de galletas surtidas"])]
            ),
        ]
    )
    private static let crisps = snacks(
        "",
        "BOT",
        "Botana",
        "botana",
        ["botana", "frituras", "papitas"],
        [
            Line(
                Brand("Sabritas", "SAB"),
                [
                    Variant("Original 42 g", 2_000, aliases: ["papas"]),
                    Variant("Adobadas 42 g", 2_000, aliases: ["papas"]),
                    Variant("Limón 42 g", 2_000, aliases: ["papas"]),
                    Variant("Original Familiar 160 g", 6_200, aliases: ["papas grandes"]),
                ]
            ),
            Line(
                Brand("Doritos", "DOR"),
                [Variant("Nacho 58 g", 2_000), Variant("Diablo 58 g", 2_000), Variant("Nacho Familiar 223 g", 6_400)]
            ),
            Line(
                Brand("Cheetos", "CHE"),
                [Variant("Torciditos 52 g", 1_500), Variant("Flamin' Hot 52 g", 1_500), Variant("Poffs 42 g", 1_500)]
            ),
            Line(
                Brand("Ruffles", "RUF"),
                [Variant("Queso 45 g", 2_100, aliases: ["papas"]), Variant("Original 45 g", 2_100, aliases: ["papas"])]
            ),
            Line(Brand("Takis", "TAK"), [Variant("Fuego 70 g", 2_000), Variant("Blue Heat 70 g", 2_000)]),
            Line(
                Brand("Chips", "CHP"),
                [
                    Variant("Jalapeño 60 g", 2_200, aliases: ["papas"]),
                    Variant("Sal de Mar 60 g", 2_200, aliases: ["papas"]),
                ]
            ),
            Line(Brand("Rancheritos", "RAN"), [Variant("Original 60 g", 1_900)]),
            Line(
                Brand("Act II", "ACT"),
                [Variant("Palomitas Mantequilla 80 g", 1_900, aliases: ["palomitas de microondas"])]
            ),
        ]
    )
    private static let sweets = snacks(
        "",
        "DUL",
        "Dulces",
        "dulces",
        ["dulce", "golosina"],
        [
            Line(
                Brand("De la Rosa", "DLR"),
                [
                    Variant("Mazapán 28 g", 700, aliases: ["mazapán"]), Variant("Pulparindo 14 g", 600),
                    Variant("Mazapán Caja 30 pzas", 16_900, unit: "CJA", aliases: ["caja de mazapanes"]),
                ]
            ),
            Line(
                Brand("Lucas", "LUC"),
                [Variant("Muecas Chamoy 25 g", 1_500), Variant("Gusano Tamarindo 36 g", 1_500)]
            ),
            Line(Brand("Pelón Pelo Rico", "PEL"), [Variant("Tamarindo 30 g", 1_300)]),
            Line(
                Brand("Vero", "VER"),
                [Variant("Paletas Mango 40 pzas", 12_900, unit: "PAQ", aliases: ["paleta con chile"])]
            ),
            Line(Brand("Trident", "TRI"), [Variant("Menta 18 pzas", 2_400, aliases: ["chicles"])]),
            Line(Brand("Halls", "HAL"), [Variant("Mentho-Lyptus 25 g", 1_400, aliases: ["pastillas"])]),
        ]
    )
    private static let chocolates = snacks(
        "Chocolate",
        "CHC",
        "Dulces",
        "dulces",
        ["chocolates", "golosina"],
        [
            Line(Brand("Carlos V", "CAV"), [Variant("Barra 18 g", 1_000)]),
            Line(Brand("Snickers", "SNI"), [Variant("48 g", 2_200)]),
            Line(
                Brand("Kinder", "KIN"),
                [Variant("Delice 39 g", 1_900), Variant("Sorpresa 20 g", 3_200, aliases: ["huevo kinder"])]
            ),
            Line(Brand("Bubulubu", "BUB"), [Variant("35 g", 1_300)]),
        ]
    )
    private static let nuts = snacks(
        "Cacahuates",
        "CAC",
        "Botana",
        "botana",
        ["cacahuate", "maní"],
        [
            Line(Brand("Mafer", "MAF"), [Variant("Salados 80 g", 2_400), Variant("Japoneses 80 g", 2_200)]),
            Line(Brand("Nishikawa", "NSH"), [Variant("Japoneses 100 g", 1_900)]),
            Line(Brand("Hot Nuts", "HOT"), [Variant("Original 90 g", 2_000)]),
        ]
    )
}
