// Paint by presentation, thinners, applicators, abrasives, sealants and glues.

enum LaCentralPaint {
    static var families: [Family] {
        [vinylPaint, enamel, sprayPaint, waterproofing, thinners, brushes, rollers, waterSandpaper, woodSandpaper]
            + [metalCloth, silicones, adhesives, tapes]
    }

    private static func vinyl(_ color: String, _ litre: Int64, _ gallon: Int64, _ pail: Int64) -> [Variant] {
        let attributes = ["color": color.lowercased()]
        return [
            Variant("\(color) 1 L", litre, unit: "L", aliases: ["litro de pintura"], attributes: attributes),
            Variant("\(color) 4 L", gallon, unit: "GALON", aliases: ["galón de pintura"], attributes: attributes),
            Variant("\(color) 19 L", pail, unit: "CUBETA", aliases: ["cubeta de pintura"], attributes: attributes),
        ]
    }

    private static let vinylPaint = Family(
        "Pintura Vinílica",
        code: "PVI",
        category: "Pinturas",
        tags: ["pintura", "interior", "exterior"],
        aliases: ["pintura para pared", "pintura de agua"],
        labelAttribute: "presentation",
        brandPlacement: .beforeVariant,
        lines: [
            Line(
                Brand("Comex", "COM", product: "Vinimex"),
                vinyl("Blanco", 22_900, 79_900, 339_900) + [
                    Variant(
                        "Marfil 4 L",
                        79_900,
                        unit: "GALON",
                        aliases: ["galón de pintura"],
                        attributes: ["color": "marfil"]
                    ),
                    Variant(
                        "Negro 4 L",
                        79_900,
                        unit: "GALON",
                        aliases: ["galón de pintura"],
                        attributes: ["color": "negro"]
                    ),
                ],
            ),
            Line(Brand("Berel", "BER", product: "Kalos"), vinyl("Blanco", 17_900, 61_900, 259_900)),
        ],
    )
    private static let enamel = Family(
        "Esmalte Alquidálico",
        code: "ESM",
        category: "Pinturas",
        tags: ["pintura", "esmalte"],
        aliases: ["pintura de aceite", "pintura de esmalte", "esmalte para herrería"],
        labelAttribute: "presentation",
        brandPlacement: .beforeVariant,
        variants: [
            Variant("Blanco 1 L", 21_900, unit: "L"), Variant("Negro 1 L", 21_900, unit: "L"),
            Variant("Rojo 1 L", 21_900, unit: "L"), Variant("Negro 4 L", 77_900, unit: "GALON"),
            Variant("Negro Mate 250 ml", 8_900),
        ],
        brands: [Brand("Comex", "COM", product: "100")],
    )
    private static let sprayPaint = Family(
        "Pintura en Aerosol",
        code: "AER",
        category: "Pinturas",
        tags: ["pintura", "aerosol"],
        aliases: ["spray", "lata de pintura", "pintura en spray"],
        labelAttribute: "color",
        labelSuffix: " 400 ml",
        brandPlacement: .beforeVariant,
        attributes: ["presentation": "400 ml"],
        variants: [
            Variant("Blanco", 6_900), Variant("Negro Brillante", 6_900), Variant("Negro Mate", 6_900),
            Variant("Rojo", 6_900),
            Variant("Plata", 7_900),
        ],
        brands: [Brand("Aerocomex", "AEC")],
    )
    private static let waterproofing = Family(
        "Impermeabilizante Acrílico",
        code: "IMP",
        category: "Impermeabilizantes",
        unit: "CUBETA",
        tags: ["impermeabilizante"],
        aliases: ["impermeabilizante para techo", "impermeabilizante de azotea"],
        labelAttribute: nil,
        attributes: ["presentation": "19 L"],
        lines: [
            Line(
                Brand("Fester", "FES"),
                [
                    Variant("5 Años Blanco 19 L", 219_900), Variant("5 Años Rojo 19 L", 219_900),
                    Variant("3 Años Rojo 19 L", 149_900),
                ]
            ),
            Line(Brand("Thermotek", "THE"), [Variant("5 Años Rojo 19 L", 184_900)]),
        ],
    )
    private static let thinners = Family(
        "",
        code: "SOL",
        category: "Pinturas",
        unit: "L",
        tags: ["solventes"],
        aliases: ["solvente"],
        labelAttribute: nil,
        variants: [
            Variant("Thinner Estándar 1 L", 5_900, aliases: ["tiner", "adelgazador"]),
            Variant("Aguarrás 1 L", 6_900, aliases: ["aguarras"]),
            Variant("Thinner Estándar 3.8 L", 20_900, unit: "GALON", aliases: ["tiner", "galón de thinner"]),
        ],
    )
    private static let brushes = Family(
        "Brocha Cerda Natural",
        code: "BRO",
        category: "Aplicadores",
        tags: ["pintura", "brochas"],
        aliases: ["brocha para pintar", "brochas"],
        labelSuffix: "\"",
        variants: [
            Variant("1", 1_900), Variant("2", 3_200), Variant("3", 4_900), Variant("4", 6_900), Variant("6", 11_900),
        ],
        brands: [Brand("Pretul", "PRE"), Brand("ByP", "BYP", 1350, only: ["2", "3", "4"])],
    )
    private static let rollers = Family(
        "",
        code: "ROD",
        category: "Aplicadores",
        tags: ["pintura", "rodillos"],
        aliases: ["accesorio para pintar"],
        labelAttribute: nil,
        variants: [
            Variant("Rodillo Completo Felpa 9\"", 8_900, code: "FEL9", aliases: ["rodillo para pintar"]),
            Variant("Repuesto Felpa 9\"", 4_900, code: "REP9", aliases: ["felpa"]),
            Variant("Mini Rodillo 4\"", 4_500, code: "MINI4", aliases: ["rodillo para pintar"]),
            Variant("Charola para Pintura", 4_900),
            Variant("Espátula Flexible 3\"", 5_900, code: "ESP3", aliases: ["cuña"]),
        ],
        brands: [Brand("Truper", "TRU")],
    )
    private static let waterSandpaper = Family(
        "Lija de Agua Grano",
        code: "LAG",
        category: "Abrasivos",
        tags: ["lijas", "abrasivos"],
        aliases: ["lija", "hoja de lija", "papel lija"],
        labelAttribute: "grain",
        variants: [
            Variant("80", 1_400), Variant("120", 1_300), Variant("180", 1_300), Variant("220", 1_300),
            Variant("320", 1_300),
            Variant("400", 1_300), Variant("600", 1_300),
        ],
        brands: [Brand("Fandeli", "FAN")],
    )
    private static let woodSandpaper = Family(
        "Lija para Madera Grano",
        code: "LMA",
        category: "Abrasivos",
        tags: ["lijas", "abrasivos", "madera"],
        aliases: ["lija", "hoja de lija", "papel lija"],
        labelAttribute: "grain",
        variants: [Variant("60", 1_100), Variant("80", 1_000), Variant("100", 1_000), Variant("150", 1_000)],
        brands: [Brand("Fandeli", "FAN")],
    )
    private static let metalCloth = Family(
        "Lija Esmeril Grano",
        code: "LES",
        category: "Abrasivos",
        tags: ["lijas", "abrasivos", "metal"],
        aliases: ["lija de esmeril", "tela esmeril"],
        labelAttribute: "grain",
        variants: [Variant("60", 2_900), Variant("100", 2_800)],
        brands: [Brand("Fandeli", "FAN")],
    )
    private static let silicones = Family(
        "",
        code: "SIL",
        category: "Selladores y Adhesivos",
        tags: ["selladores"],
        aliases: ["sellador"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Sista", "SIS"),
                [
                    Variant("Silicón Transparente 280 ml", 8_900, aliases: ["silicon", "cartucho de silicón"]),
                    Variant("Silicón Blanco 280 ml", 8_900, aliases: ["silicon", "cartucho de silicón"]),
                    Variant("Silicón Negro 280 ml", 8_900, aliases: ["silicon", "cartucho de silicón"]),
                    Variant("Sellador Acrílico Blanco 280 ml", 6_900, aliases: ["acrilastic", "resanador"]),
                ]
            ),
            Line(
                Brand("Truper", "TRU"),
                [
                    Variant("Espuma de Poliuretano 300 ml", 14_900, aliases: ["espuma expandible"]),
                    Variant("Pistola Calafateadora", 9_900, aliases: ["pistola para silicón"]),
                ]
            ),
        ],
    )
    private static let adhesives = Family(
        "",
        code: "PEG",
        category: "Selladores y Adhesivos",
        tags: ["adhesivos"],
        aliases: ["pegamento"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Resistol", "RES"),
                [
                    Variant("Pegamento Blanco 850 1 kg", 16_900, aliases: ["resistol blanco", "cola blanca"]),
                    Variant(
                        "Pegamento de Contacto 5000 500 ml",
                        18_900,
                        aliases: ["resistol amarillo", "pegamento amarillo"]
                    ),
                ]
            ),
            Line(
                Brand("Kola Loka", "KOL"),
                [
                    Variant("Pegamento Instantáneo Gotero 2 g", 3_900, aliases: ["kola loka", "krazy kola"])
                ]
            ),
            Line(
                Brand("Devcon", "DEV"),
                [Variant("Plastiacero 5 Minutos 25 ml", 12_900, aliases: ["epóxico", "soldadura fría"])]
            ),
        ],
    )
    private static let tapes = Family(
        "Cinta",
        code: "CIN",
        category: "Selladores y Adhesivos",
        tags: ["cintas"],
        aliases: ["tape", "cinta adhesiva"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Truper", "TRU"),
                [
                    Variant("Masking 3/4\" x 50 m", 3_900, aliases: ["masking tape", "cinta para pintor"]),
                    Variant("Masking 1\" x 50 m", 4_900, aliases: ["masking tape", "cinta para pintor"]),
                    Variant("Ducto Gris 2\" x 10 m", 6_900, aliases: ["duct tape", "cinta gris"]),
                ]
            )
        ],
    )
}
