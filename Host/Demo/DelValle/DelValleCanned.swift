// Cans and jars: tuna, sardines, chillies, salsas, vegetables, mayonnaise, dressings.

enum DelValleCanned {
    static var families: [Family] { [tuna, sardines, chillies, salsas, vegetables, beans, dressings, spreads] }

    private static func canned(
        _ name: String,
        _ code: String,
        _ category: String,
        _ aliases: [String],
        _ lines: [Line],
    ) -> Family {
        Family(
            name,
            code: code,
            category: category,
            tags: ["despensa", "enlatados"],
            aliases: aliases,
            labelAttribute: "presentation",
            brandPlacement: .beforeVariant,
            lines: lines,
        )
    }

    private static let tuna = canned(
        "Atún",
        "ATU",
        "Enlatados",
        ["lata de atún", "atún en lata"],
        [
            Line(Brand("Dolores", "DOL"), [Variant("en Agua 133 g", 2_400), Variant("en Aceite 133 g", 2_400)]),
            Line(Brand("Tuny", "TUN"), [Variant("en Agua 140 g", 2_200), Variant("en Aceite 140 g", 2_200)]),
            Line(Brand("Herdez", "HER"), [Variant("en Agua 130 g", 2_500)]),
        ]
    )
    private static let sardines = canned(
        "Sardina",
        "SAR",
        "Enlatados",
        ["lata de sardina", "sardinas"],
        [
            Line(Brand("Calmex", "CAL"), [Variant("en Tomate 425 g", 5_200), Variant("en Tomate 155 g", 2_600)])
        ]
    )
    private static let chillies = canned(
        "Chiles",
        "CHI",
        "Chiles y Salsas",
        ["chiles en lata", "chiles en vinagre"],
        [
            Line(
                Brand("La Costeña", "COS"),
                [
                    Variant("Jalapeños Enteros 220 g", 1_900),
                    Variant("Jalapeños en Rajas 220 g", 1_900, aliases: ["rajas"]),
                    Variant("Chipotles Adobados 220 g", 2_900, aliases: ["chipotle"]),
                    Variant("Serranos Enteros 220 g", 2_200),
                ]
            ),
            Line(
                Brand("San Marcos", "SMA"),
                [
                    Variant("Chipotles Adobados 215 g", 2_800, aliases: ["chipotle"]),
                    Variant("Jalapeños en Rajas 380 g", 2_900, aliases: ["rajas"]),
                ]
            ),
        ]
    )
    private static let salsas = canned(
        "Salsa",
        "SLS",
        "Chiles y Salsas",
        ["salsa picante", "salsita"],
        [
            Line(
                Brand("Valentina", "VAL"),
                [
                    Variant("Etiqueta Amarilla 370 ml", 2_100), Variant("Etiqueta Negra 370 ml", 2_300),
                    Variant("Etiqueta Amarilla 1 L", 4_200),
                ]
            ),
            Line(Brand("Búfalo", "BUF"), [Variant("Clásica 150 g", 2_200)]),
            Line(Brand("Cholula", "CHL"), [Variant("Original 150 ml", 4_900)]),
            Line(Brand("Herdez", "HER"), [Variant("Casera 210 g", 1_900), Variant("Verde 210 g", 1_900)]),
        ]
    )
    private static let vegetables = canned(
        "",
        "VEG",
        "Enlatados",
        ["verduras en lata", "enlatado"],
        [
            Line(
                Brand("Herdez", "HER"),
                [
                    Variant("Elote Dorado 220 g", 1_800, aliases: ["elotes", "granos de elote"]),
                    Variant("Champiñones Rebanados 186 g", 2_900, aliases: ["hongos"]),
                    Variant("Chícharos con Zanahoria 215 g", 1_600, aliases: ["verduras"]),
                ]
            ),
            Line(
                Brand("Del Fuerte", "DFU"),
                [
                    Variant("Puré de Tomate 210 g", 900, aliases: ["salsa de tomate"]),
                    Variant("Puré de Tomate 1 kg", 3_200, aliases: ["salsa de tomate"]),
                ]
            ),
            Line(
                Brand("La Costeña", "COS"),
                [
                    Variant("Piña en Almíbar 800 g", 6_400, aliases: ["fruta en almíbar"]),
                    Variant("Duraznos en Almíbar 820 g", 6_200, aliases: ["fruta en almíbar"]),
                ]
            ),
        ]
    )
    private static let beans = canned(
        "Frijoles",
        "FRL",
        "Enlatados",
        ["frijoles de lata", "frijolitos"],
        [
            Line(
                Brand("La Sierra", "SIE"),
                [Variant("Refritos Bayos 440 g", 2_700), Variant("Refritos Negros 430 g", 2_600)]
            ),
            Line(
                Brand("Isadora", "ISA"),
                [Variant("Refritos Negros 430 g", 2_500), Variant("Refritos Bayos 430 g", 2_500)]
            ),
        ]
    )
    private static let dressings = canned(
        "",
        "ADE",
        "Aderezos",
        ["aderezo"],
        [
            Line(
                Brand("McCormick", "MCC"),
                [
                    Variant("Mayonesa 390 g", 4_900, aliases: ["mayonesa con limón"]),
                    Variant("Mayonesa 190 g", 2_900, aliases: ["mayonesa con limón"]),
                    Variant("Mostaza 210 g", 2_200, aliases: ["mostaza amarilla"]),
                ]
            ),
            Line(Brand("Hellmann's", "HEL"), [Variant("Mayonesa 355 g", 4_800)]),
            Line(Brand("Del Monte", "DMO"), [Variant("Cátsup 320 g", 2_400, aliases: ["ketchup", "catsup"])]),
            Line(
                Brand("La Costeña", "COS"),
                [
                    Variant("Cátsup 370 g", 2_200, aliases: ["ketchup", "catsup"]),
                    Variant("Vinagre Blanco 1.05 L", 2_400, aliases: ["vinagre"]),
                ]
            ),
        ]
    )
    private static let spreads = canned(
        "",
        "UNT",
        "Aderezos",
        ["para untar"],
        [
            Line(Brand("McCormick", "MCC"), [Variant("Mermelada Fresa 350 g", 4_400, aliases: ["mermelada"])]),
            Line(Brand("Aladino", "ALA"), [Variant("Crema de Cacahuate 425 g", 7_400, aliases: ["crema de maní"])]),
            Line(Brand("Carlota", "CAR"), [Variant("Miel de Abeja 300 g", 7_900, aliases: ["miel"])]),
            Line(Brand("Nutella", "NTA"), [Variant("Crema de Avellana 350 g", 11_400, aliases: ["crema de cacao"])]),
        ]
    )
}
