// Locks, padlocks, hinges, chain and rope.

enum LaCentralLocks {
    static var families: [Family] { [knobs, locks, padlocks, hinges, chain, rope, hardware] }

    private static let knobs = Family(
        "Chapa de Pomo",
        code: "CHP",
        category: "Cerrajería",
        tags: ["cerrajería", "chapas"],
        aliases: ["chapa", "cerradura de bola", "perilla"],
        labelAttribute: "use",
        variants: [
            Variant("Recámara", 21_900), Variant("Baño", 19_900), Variant("Entrada", 23_900),
        ],
        brands: [Brand("Hermex", "HER"), Brand("Phillips", "PHI", 1450, only: ["Recámara", "Baño"])],
    )
    private static let locks = Family(
        "",
        code: "CER",
        category: "Cerrajería",
        tags: ["cerrajería", "chapas"],
        aliases: ["chapa", "cerradura"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Phillips", "PHI"),
                [
                    Variant("Cerradura 525 Sobreponer Derecha", 69_900, aliases: ["chapa de sobreponer"]),
                    Variant("Cerradura 525 Sobreponer Izquierda", 69_900, aliases: ["chapa de sobreponer"]),
                    Variant("Cerrojo Doble Cilindro", 42_900, aliases: ["cerrojo de seguridad"]),
                ]
            ),
            Line(
                Brand("Hermex", "HER"),
                [Variant("Cerradura de Barra Derecha", 39_900, aliases: ["chapa para zaguán"])]
            ),
        ],
    )
    private static let padlocks = Family(
        "Candado Gancho Corto",
        code: "CAN",
        category: "Cerrajería",
        tags: ["cerrajería", "candados"],
        aliases: ["candado", "candados"],
        labelAttribute: "measure",
        variants: [
            Variant("30 mm", 8_900), Variant("40 mm", 12_900), Variant("50 mm", 17_900), Variant("60 mm", 25_900),
        ],
        brands: [
            Brand("Hermex", "HER"), Brand("Phillips", "PHI", 1320, only: ["40 mm", "50 mm"]),
            Brand("Master Lock", "MAS", 1600, only: ["40 mm", "50 mm"]),
        ],
    )
    private static let hinges = Family(
        "Bisagra Cuadrada Latonada",
        code: "BIS",
        category: "Herrajes",
        tags: ["herrajes", "bisagras"],
        aliases: ["bisagras", "bisagra para puerta"],
        labelSuffix: "\"",
        variants: [Variant("2", 1_900), Variant("3", 2_900), Variant("3 1/2", 3_900)],
        brands: [Brand("Hermex", "HER")],
    )
    private static let chain = Family(
        "Cadena Galvanizada",
        code: "CAD",
        category: "Herrajes",
        unit: "M",
        tags: ["herrajes", "cadenas"],
        aliases: ["cadena por metro"],
        labelSuffix: "\"",
        variants: [Variant("1/8", 3_900), Variant("3/16", 6_900), Variant("1/4", 10_900)],
        brands: [Brand("Fiero", "FIE")],
    )
    private static let rope = Family(
        "Cuerda Polipropileno",
        code: "CUE",
        category: "Herrajes",
        unit: "M",
        tags: ["cuerdas"],
        aliases: ["lazo", "mecate", "soga"],
        labelSuffix: "\"",
        variants: [Variant("1/4", 450), Variant("3/8", 890), Variant("1/2", 1_590)],
    )
    private static let hardware = Family(
        "",
        code: "HRR",
        category: "Herrajes",
        tags: ["herrajes"],
        aliases: ["herraje"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Hermex", "HER"),
                [
                    Variant("Pasador de Maroma 4\"", 4_900, aliases: ["pasador", "cerrojo"]),
                    Variant("Portacandado 3 1/2\"", 3_900, aliases: ["portacandado", "aldaba"]),
                    Variant("Jaladera de Botón Níquel", 2_400, aliases: ["jaladera", "tirador"]),
                ]
            ),
            Line(
                Brand("Fiero", "FIE"),
                [
                    Variant("Armella Abierta 1/4\"", 600, aliases: ["armella", "gancho"]),
                    Variant(
                        "Cinchos Plásticos 8\" (100 pzas)",
                        5_900,
                        code: "CINCHO8",
                        unit: "PAQ",
                        aliases: ["cincho", "sujetacables"]
                    ),
                    Variant("Abrazadera Sin Fin 1/2\"", 890, aliases: ["abrazadera"]),
                    Variant("Abrazadera Sin Fin 1\"", 1_190, aliases: ["abrazadera"]),
                    Variant("Rodaja Giratoria 2\"", 5_400, aliases: ["llantita", "rueda para mueble"]),
                ]
            ),
        ],
    )
}
