// Hand and power tools, bits and discs, ladders and safety gear.

enum LaCentralTools {
    static var families: [Family] {
        [
            hammers, screwdrivers, pliers, adjustableWrenches, pipeWrenches, combinationWrenches, measuring, cutting,
            masonryBits,
        ]
            + [metalBits, discs, power, sets, ladders, safety]
    }

    private static let truper = Brand("Truper", "TRU")

    private static let hammers = Family(
        "Martillo Uña Curva",
        code: "MAR",
        category: "Herramienta Manual",
        tags: ["herramienta"],
        aliases: ["martillo", "martillo de carpintero"],
        labelAttribute: "weight",
        variants: [Variant("16 oz", 17_900), Variant("20 oz", 21_900)],
        brands: [
            truper, Brand("Pretul", "PRE", 620, only: ["16 oz"]), Brand("Stanley", "STA", 1450, only: ["16 oz"]),
            Brand("Urrea", "URR", 1850, only: ["16 oz"]),
        ],
    )
    private static let screwdrivers = Family(
        "Desarmador",
        code: "DES",
        category: "Herramienta Manual",
        tags: ["herramienta", "desarmadores"],
        aliases: ["destornillador", "desatornillador"],
        labelAttribute: "measure",
        variants: [
            Variant("Plano 3/16 x 4\"", 4_900, attributes: ["tip": "plano"]),
            Variant("Plano 1/4 x 6\"", 6_900, attributes: ["tip": "plano"]),
            Variant(
                "Cruz #1 x 3\"",
                4_900,
                aliases: ["desarmador phillips", "desarmador de cruz"],
                attributes: ["tip": "phillips"]
            ),
            Variant(
                "Cruz #2 x 4\"",
                5_900,
                aliases: ["desarmador phillips", "desarmador de cruz"],
                attributes: ["tip": "phillips"]
            ),
        ],
        brands: [truper, Brand("Stanley", "STA", 1380, only: ["Plano 1/4 x 6\"", "Cruz #2 x 4\""])],
    )
    private static let pliers = Family(
        "Pinza",
        code: "PIN",
        category: "Herramienta Manual",
        tags: ["herramienta", "pinzas"],
        aliases: ["pinzas", "alicate"],
        variants: [
            Variant("Electricista 8\"", 19_900, aliases: ["pinza de electricista"]),
            Variant("de Punta 6\"", 14_900), Variant("de Corte Diagonal 6\"", 14_900, aliases: ["pinza de corte"]),
            Variant("de Presión 10\"", 18_900, aliases: ["perra", "pinza perica"]),
            Variant("de Extensión 10\"", 19_900, aliases: ["pinza pico de loro"]),
        ],
        brands: [
            truper, Brand("Klein", "KLE", 3200, only: ["Electricista 8\""]),
            Brand("Surtek", "SUR", 880, only: ["Electricista 8\"", "de Presión 10\""]),
        ],
    )
    private static let adjustableWrenches = Family(
        "Llave Ajustable",
        code: "PER",
        category: "Herramienta Manual",
        tags: ["herramienta", "llaves"],
        aliases: ["perico", "llave perica", "llave inglesa"],
        labelSuffix: "\"",
        variants: [Variant("8", 17_900), Variant("10", 22_900), Variant("12", 29_900)],
        brands: [truper, Brand("Urrea", "URR", 1950, only: ["8", "10"])],
    )
    private static let pipeWrenches = Family(
        "Llave Stillson",
        code: "STI",
        category: "Herramienta Manual",
        tags: ["herramienta", "llaves", "plomería"],
        aliases: ["llave stilson", "llave para tubo", "steelson"],
        labelSuffix: "\"",
        variants: [Variant("10", 26_900), Variant("14", 38_900), Variant("18", 56_900)],
        brands: [truper],
    )
    private static let combinationWrenches = Family(
        "Llave Combinada",
        code: "LCO",
        category: "Herramienta Manual",
        tags: ["herramienta", "llaves"],
        aliases: ["llave mixta", "llave española"],
        variants: [
            Variant("10 mm", 5_900), Variant("13 mm", 7_400), Variant("17 mm", 9_900), Variant("1/2\"", 7_400),
            Variant("9/16\"", 8_400),
        ],
        brands: [Brand("Surtek", "SUR"), Brand("Urrea", "URR", 1900, only: ["10 mm", "13 mm", "1/2\""])],
    )
    private static let measuring = Family(
        "",
        code: "MED",
        category: "Herramienta Manual",
        tags: ["herramienta", "medición"],
        aliases: ["instrumento de medición"],
        labelAttribute: nil,
        lines: [
            Line(
                truper,
                [
                    Variant("Flexómetro 5 m", 9_900, aliases: ["cinta métrica", "metro"]),
                    Variant("Flexómetro 8 m", 15_900, aliases: ["cinta métrica", "metro"]),
                    Variant("Nivel de Aluminio 24\"", 21_900, aliases: ["nivel de gota"]),
                    Variant("Escuadra para Carpintero 12\"", 11_900, aliases: ["escuadra"]),
                    Variant("Multímetro Digital", 32_900, aliases: ["tester", "voltímetro"]),
                ]
            ),
            Line(
                Brand("Stanley", "STA"),
                [
                    Variant("Flexómetro 5 m", 15_900, aliases: ["cinta métrica", "metro"]),
                    Variant("Flexómetro FatMax 8 m", 42_900, aliases: ["cinta métrica", "metro"]),
                ]
            ),
            Line(Brand("Pretul", "PRE"), [Variant("Flexómetro 3 m", 3_900, aliases: ["cinta métrica", "metro"])]),
        ],
    )
    private static let cutting = Family(
        "",
        code: "COR",
        category: "Herramienta Manual",
        tags: ["herramienta", "corte"],
        aliases: ["herramienta de corte"],
        labelAttribute: nil,
        lines: [
            Line(
                truper,
                [
                    Variant("Arco para Segueta 12\"", 15_900, aliases: ["arco de segueta"]),
                    Variant("Serrucho 22\"", 19_900, aliases: ["serrote"]),
                    Variant("Cutter 18 mm", 4_900, aliases: ["navaja", "exacto"]),
                    Variant("Machete Recto 22\"", 14_900, aliases: ["machete"]),
                    Variant("Tijera para Lámina 10\"", 21_900, aliases: ["tijera de hojalatero"]),
                ]
            ),
            Line(
                Brand("Nicholson", "NIC"),
                [Variant("Segueta Bimetálica 12\" 18D", 4_900, aliases: ["hoja de segueta"])]
            ),
        ],
    )
    private static let masonryBits = Family(
        "Broca para Concreto",
        code: "BCO",
        category: "Brocas y Discos",
        tags: ["brocas"],
        aliases: ["broca de pared", "broca de widia", "mecha"],
        labelSuffix: "\"",
        variants: [
            Variant("3/16", 2_900), Variant("1/4", 3_400), Variant("5/16", 4_200), Variant("3/8", 5_400),
            Variant("1/2", 7_900),
        ],
        brands: [truper],
    )
    private static let metalBits = Family(
        "Broca para Metal HSS",
        code: "BME",
        category: "Brocas y Discos",
        tags: ["brocas"],
        aliases: ["broca de fierro", "broca alta velocidad", "mecha"],
        labelSuffix: "\"",
        variants: [Variant("1/8", 2_200), Variant("3/16", 3_200), Variant("1/4", 4_400), Variant("3/8", 9_900)],
        brands: [truper],
    )
    private static let discs = Family(
        "Disco",
        code: "DIS",
        category: "Brocas y Discos",
        tags: ["discos", "abrasivos"],
        aliases: ["disco para esmeriladora", "disco de pulidora"],
        lines: [
            Line(
                truper,
                [
                    Variant("Corte Metal 4 1/2\"", 2_400, aliases: ["disco de corte"]),
                    Variant("Desbaste Metal 4 1/2\"", 4_400, aliases: ["disco de desbaste"]),
                    Variant("Diamante Segmentado 4 1/2\"", 11_900, aliases: ["disco para concreto"]),
                    Variant("Laminado Grano 60 4 1/2\"", 5_900, aliases: ["disco flap"]),
                ]
            ),
            Line(
                Brand("Austromex", "AUS"),
                [
                    Variant("Corte Metal 4 1/2\"", 3_900, aliases: ["disco de corte"]),
                    Variant("Corte Metal 14\"", 14_900, aliases: ["disco para cortadora"]),
                ]
            ),
        ],
    )
    private static let power = Family(
        "",
        code: "ELH",
        category: "Herramienta Eléctrica",
        tags: ["herramienta", "eléctrica"],
        aliases: ["herramienta eléctrica"],
        labelAttribute: nil,
        attributes: ["voltage": "127 V"],
        lines: [
            Line(
                truper,
                [
                    Variant("Rotomartillo 1/2\" 600W", 104_900, aliases: ["taladro de impacto", "taladro"]),
                    Variant("Esmeriladora 4 1/2\" 900W", 119_900, aliases: ["pulidora", "amoladora"]),
                    Variant("Soldadora Inversora 130 A", 289_900, aliases: ["planta de soldar"]),
                ]
            ),
            Line(
                Brand("Pretul", "PRE"),
                [
                    Variant("Taladro 3/8\" 400W", 59_900, aliases: ["taladro eléctrico"]),
                    Variant("Esmeriladora 4 1/2\" 650W", 79_900, aliases: ["pulidora", "amoladora"]),
                ]
            ),
            Line(
                Brand("DeWalt", "DEW"),
                [
                    Variant("Rotomartillo 1/2\" 700W", 189_900, aliases: ["taladro de impacto", "taladro"]),
                    Variant("Esmeriladora 4 1/2\" 850W", 209_900, aliases: ["pulidora", "amoladora"]),
                    Variant(
                        "Taladro Inalámbrico 20V",
                        349_900,
                        aliases: ["taladro de batería"],
                        attributes: ["voltage": "20 V"]
                    ),
                ]
            ),
            Line(
                Brand("Makita", "MAK"),
                [Variant("Sierra Circular 7 1/4\" 1800W", 324_900, aliases: ["sierra de disco"])]
            ),
        ],
    )
    private static let sets = Family(
        "Juego",
        code: "JUE",
        category: "Herramienta Manual",
        unit: "JGO",
        tags: ["herramienta", "juegos"],
        aliases: ["set", "kit de herramienta"],
        labelAttribute: nil,
        lines: [
            Line(
                truper,
                [
                    Variant("Desarmadores 6 pzas", 24_900, aliases: ["juego de destornilladores"]),
                    Variant(
                        "Llaves Allen Milimétricas 9 pzas",
                        14_900,
                        aliases: ["llaves allen", "llaves hexagonales"]
                    ),
                    Variant("Brocas para Concreto 5 pzas", 12_900, aliases: ["juego de brocas"]),
                ]
            ),
            Line(
                Brand("Urrea", "URR"),
                [Variant("Dados y Matraca 3/8\" 21 pzas", 149_900, aliases: ["juego de dados", "autocle"])]
            ),
        ],
    )
    private static let ladders = Family(
        "Escalera Tijera Aluminio",
        code: "ESC",
        category: "Escaleras",
        tags: ["escaleras"],
        aliases: ["escalera", "escalera plegable"],
        labelAttribute: "measure",
        variants: [Variant("4 Peldaños", 124_900), Variant("6 Peldaños", 184_900)],
        brands: [Brand("Cuprum", "CUP")],
    )
    private static let safety = Family(
        "",
        code: "SEG",
        category: "Seguridad",
        tags: ["seguridad", "protección"],
        aliases: ["equipo de protección"],
        labelAttribute: nil,
        lines: [
            Line(
                truper,
                [
                    Variant("Guantes de Carnaza", 8_900, unit: "PAR", aliases: ["guantes de trabajo"]),
                    Variant("Guantes de Látex para Limpieza", 3_900, unit: "PAR", aliases: ["guantes de hule"]),
                    Variant("Lentes de Seguridad Claros", 4_900, aliases: ["goggles", "lentes de protección"]),
                    Variant("Casco de Seguridad Amarillo", 14_900, aliases: ["casco de obra"]),
                    Variant("Careta para Soldar", 26_900, aliases: ["máscara de soldador"]),
                ]
            ),
            Line(
                Brand("3M", "3M"),
                [
                    Variant("Respirador 8210 N95", 3_400, aliases: ["mascarilla", "cubreboca"]),
                    Variant("Tapones Auditivos 1100", 900, unit: "PAR", aliases: ["tapones para oídos"]),
                ]
            ),
            Line(
                Brand("Infra", "INF"),
                [
                    Variant("Soldadura 6013 1/8\"", 9_900, unit: "KG", aliases: ["electrodo", "soldadura por kilo"])
                ]
            ),
        ],
    )
}
