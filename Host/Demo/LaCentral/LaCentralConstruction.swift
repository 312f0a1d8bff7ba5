// Building materials: cement, steel, sheet, wire and site gear.

enum LaCentralConstruction {
    static var families: [Family] { [cement, bags, rebar, mesh, wire, sheets, site] }

    private static let cement = Family(
        "Cemento Gris CPC 30R",
        code: "CEM",
        category: "Construcción",
        unit: "BULTO",
        tags: ["construcción", "cemento"],
        aliases: ["cemento gris", "bulto de cemento", "saco de cemento"],
        labelAttribute: "weight",
        brandPlacement: .beforeVariant,
        variants: [Variant("50 kg", 26_500), Variant("25 kg", 14_500)],
        brands: [
            Brand("Tolteca", "TOL"), Brand("Cruz Azul", "CAZ", 1020, only: ["50 kg"]),
            Brand("Apasco", "APA", 990, only: ["50 kg"]),
        ],
    )
    private static let bags = Family(
        "",
        code: "BUL",
        category: "Construcción",
        unit: "BULTO",
        tags: ["construcción"],
        aliases: ["material de construcción"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Tolteca", "TOL"),
                [
                    Variant("Mortero 50 kg", 19_500, aliases: ["mortero para pegar block"]),
                    Variant("Cemento Blanco 25 kg", 23_500, aliases: ["cemento blanco"]),
                ]
            ),
            Line(
                .none,
                [
                    Variant("Cal Hidratada 25 kg", 8_900, aliases: ["calhidra", "cal"]),
                    Variant("Yeso 40 kg", 11_900, aliases: ["yeso para construcción"]),
                ]
            ),
            Line(
                Brand("Crest", "CRE"),
                [
                    Variant("Adhesivo para Piso Blanco 20 kg", 21_900, aliases: ["pegazulejo", "pegapiso"]),
                    Variant("Adhesivo para Azulejo Gris 20 kg", 14_900, aliases: ["pegazulejo", "pegapiso"]),
                    Variant("Boquilla Blanca 5 kg", 13_900, aliases: ["emboquillador", "lechada"]),
                ]
            ),
            Line(
                Brand("USG", "USG"),
                [
                    Variant(
                        "Redimix Compuesto 20 kg",
                        32_900,
                        unit: "CJA",
                        aliases: ["pasta para tablaroca", "redimix"]
                    )
                ]
            ),
        ],
    )
    private static let rebar = Family(
        "Varilla Corrugada G42",
        code: "VAR",
        category: "Acero",
        tags: ["construcción", "varilla"],
        aliases: ["varilla", "varilla de construcción", "fierro"],
        labelSuffix: "\" x 12 m",
        attributes: ["length": "12 m"],
        variants: [Variant("3/8", 19_900), Variant("1/2", 34_900), Variant("5/8", 54_900)],
        brands: [Brand("DeAcero", "DEA")],
    )
    private static let mesh = Family(
        "",
        code: "MAL",
        category: "Acero",
        tags: ["construcción", "acero"],
        aliases: ["acero para construcción"],
        labelAttribute: nil,
        variants: [
            Variant("Armex 15 x 15-4 x 6 m", 39_900, code: "ARM15", aliases: ["castillo", "castillo armado"]),
            Variant(
                "Malla Electrosoldada 6x6-10/10 2.5 x 40 m",
                329_900,
                code: "6610",
                unit: "ROLLO",
                aliases: ["malla", "malla para losa"]
            ),
            Variant("Malla Ciclónica 1.5 x 20 m", 189_900, code: "CIC15", unit: "ROLLO", aliases: ["malla para cerca"]),
            Variant("Alambrón 1/4\"", 2_900, unit: "KG", aliases: ["alambrón por kilo"]),
        ],
        brands: [Brand("DeAcero", "DEA")],
    )
    private static let wire = Family(
        "Alambre",
        code: "ALA",
        category: "Acero",
        unit: "KG",
        tags: ["alambre"],
        aliases: ["alambre por kilo"],
        labelAttribute: nil,
        variants: [
            Variant("Recocido Cal. 16", 3_900, aliases: ["alambre para amarrar", "alambre quemado"]),
            Variant("Galvanizado Cal. 14", 5_400, aliases: ["alambre galvanizado"]),
            Variant("de Púas 34 kg", 149_900, unit: "ROLLO", aliases: ["alambre de picos"]),
        ],
    )
    private static let sheets = Family(
        "",
        code: "LAM",
        category: "Construcción",
        tags: ["construcción", "lámina"],
        aliases: ["hoja", "panel"],
        labelAttribute: nil,
        lines: [
            Line(
                .none,
                [
                    Variant(
                        "Lámina Galvanizada R-72 Cal. 26 3.05 m",
                        48_900,
                        code: "R72",
                        aliases: ["lámina para techo", "lámina acanalada"]
                    ),
                    Variant(
                        "Triplay Pino 1.22 x 2.44 m 12 mm",
                        62_900,
                        code: "TRI12",
                        aliases: ["hoja de triplay", "madera"]
                    ),
                ]
            ),
            Line(
                Brand("USG", "USG"),
                [
                    Variant(
                        "Panel Tablaroca 1.22 x 2.44 m 1/2\"",
                        24_900,
                        code: "TAB12",
                        aliases: ["tablaroca", "hoja de tablaroca"]
                    ),
                    Variant(
                        "Poste Metálico 6.35 cm x 3.05 m",
                        8_900,
                        code: "POS635",
                        aliases: ["poste para tablaroca"]
                    ),
                ]
            ),
        ],
    )
    private static let site = Family(
        "",
        code: "OBR",
        category: "Construcción",
        tags: ["construcción", "herramienta"],
        aliases: ["herramienta de albañil"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Truper", "TRU"),
                [
                    Variant(
                        "Carretilla 6 ft³ Llanta Neumática",
                        164_900,
                        code: "CAR6",
                        aliases: ["carretilla de obra"]
                    ),
                    Variant("Pala Redonda Mango Y", 26_900, aliases: ["pala", "pala de pico"]),
                    Variant("Pala Cuadrada Mango Y", 26_900, aliases: ["pala"]),
                    Variant("Zapapico 5 lb", 34_900, aliases: ["pico", "talache"]),
                    Variant("Cuchara de Albañil 8\"", 11_900, aliases: ["cuchara", "cuchara para mezcla"]),
                    Variant("Llana Lisa 11\"", 13_900, aliases: ["llana para yeso"]),
                ]
            ),
            Line(
                Brand("Pretul", "PRE"),
                [
                    Variant(
                        "Carretilla 4.5 ft³ Llanta Neumática",
                        109_900,
                        code: "CAR45",
                        aliases: ["carretilla de obra"]
                    ),
                    Variant("Pala Redonda Mango Largo", 17_900, aliases: ["pala", "pala de pico"]),
                    Variant("Bote de Albañil 18 L", 6_900, aliases: ["bote mezclero", "cubeta"]),
                ]
            ),
        ],
    )
}
