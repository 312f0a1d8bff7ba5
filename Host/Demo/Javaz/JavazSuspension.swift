// Suspension, steering and drive: dampers, joints, rod ends, bearings, axles, clutches.

enum JavazSuspension {
    static var families: [Family] {
        [frontDampers, rearDampers, damperMounts, rodEnds, ballJoints, stabilizerLinks, wheelBearings]
            + [axleJoints, clutches]
    }

    private static let monroe = Brand("Monroe", "MON", 1150)
    private static let gabriel = Brand("Gabriel", "GAB")

    private static let frontDampers = Family(
        "Amortiguador Del. Gas",
        code: "AMD",
        category: "Suspensión",
        tags: ["suspensión", "amortiguadores"],
        aliases: ["amortiguador delantero", "amortiguadores delanteros", "shock"],
        labelAttribute: nil,
        attributes: ["position": "delantera"],
        lines: [
            Line(
                monroe,
                [
                    .fit(.tsuru, price: 74_500), .fit(.versa, .march, price: 98_500),
                    .fit(.jettaA4, .golfA4, price: 96_500),
                    .fit(.aveo, price: 89_500), .fit(.np300, price: 109_500), .fit(.hilux, price: 114_500),
                ]
            ),
            Line(
                gabriel,
                [
                    .fit(.tsuru, price: 74_500), .fit(.chevy, price: 69_500), .fit(.pointer, .gol, price: 72_500),
                    .fit(.jettaA6, price: 124_500), .fit(.ranger, price: 86_500), .fit(.aveo, price: 89_500),
                ]
            ),
        ],
    )

    private static let rearDampers = Family(
        "Amortiguador Tras. Gas",
        code: "AMT",
        category: "Suspensión",
        tags: ["suspensión", "amortiguadores"],
        aliases: ["amortiguador trasero", "amortiguadores traseros", "shock"],
        labelAttribute: nil,
        attributes: ["position": "trasera"],
        lines: [
            Line(
                monroe,
                [
                    .fit(.tsuru, price: 69_500), .fit(.versa, .march, price: 72_500),
                    .fit(.jettaA4, .golfA4, price: 78_500),
                    .fit(.np300, price: 84_500), .fit(.hilux, price: 89_500),
                ]
            ),
            Line(
                gabriel,
                [
                    .fit(.tsuru, price: 69_500), .fit(.chevy, price: 58_500), .fit(.aveo, price: 64_500),
                    .fit(.ranger, price: 74_500),
                ]
            ),
        ],
    )

    private static let damperMounts = Family(
        "Base Amortiguador Del.",
        code: "BAM",
        category: "Suspensión",
        tags: ["suspensión"],
        aliases: ["base de amortiguador", "cazuela", "tapa de amortiguador"],
        labelAttribute: nil,
        variants: [
            .fit(.tsuru, price: 29_500), .fit(.jettaA4, .golfA4, price: 24_500), .fit(.aveo, price: 32_500),
            .fit(.versa, .march, price: 34_500), .fit(.chevy, price: 21_500),
        ],
        brands: [Brand("Syd", "SYD")],
    )

    private static let rodEnds = Family(
        "Terminal Dirección Ext.",
        code: "TER",
        category: "Dirección",
        tags: ["dirección", "terminales"],
        aliases: ["terminal de dirección", "terminal exterior", "terminales"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Moog", "MOO", 1250),
                [
                    .fit(.jettaA4, .golfA4, price: 26_500), .fit(.ranger, price: 29_500), .fit(.f150, price: 34_500),
                    .fit(.silverado, price: 36_500),
                ]
            ),
            Line(
                Brand("Syd", "SYD"),
                [
                    .fit(.tsuru, price: 19_500), .fit(.versa, .march, price: 24_500), .fit(.aveo, price: 22_500),
                    .fit(.chevy, price: 17_500), .fit(.pickUpD22, price: 23_500), .fit(.hilux, price: 31_500),
                ]
            ),
        ],
    )

    private static let ballJoints = Family(
        "Rótula Inf.",
        code: "ROT",
        category: "Suspensión",
        tags: ["suspensión", "rótulas"],
        aliases: ["rotula inferior", "rótula de suspensión", "rotulas"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Moog", "MOO", 1250),
                [
                    .fit(.ranger, price: 36_500), .fit(.f150, price: 42_500), .fit(.silverado, price: 44_500),
                ]
            ),
            Line(
                Brand("Syd", "SYD"),
                [
                    .fit(.tsuru, price: 21_500), .fit(.versa, .march, price: 26_500), .fit(.aveo, price: 24_500),
                    .fit(.chevy, price: 18_500), .fit(.jettaA4, .golfA4, price: 25_500), .fit(.np300, price: 38_500),
                    .fit(.hilux, price: 41_500),
                ]
            ),
        ],
    )

    private static let stabilizerLinks = Family(
        "Tornillo Estabilizador Del.",
        code: "EST",
        category: "Suspensión",
        tags: ["suspensión"],
        aliases: ["bieleta", "link estabilizador", "cacahuate"],
        labelAttribute: nil,
        variants: [
            .fit(.jettaA4, .golfA4, price: 18_500), .fit(.aveo, price: 16_500), .fit(.sentra2013, price: 24_500),
            .fit(.civic, price: 29_500), .fit(.tsuru, price: 11_500),
        ],
        brands: [Brand("Syd", "SYD")],
    )

    private static let wheelBearings = Family(
        "Balero Rueda Del.",
        code: "BRD",
        category: "Baleros",
        tags: ["baleros", "rodamientos"],
        aliases: ["rodamiento de rueda", "balero delantero", "maza"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("SKF", "SKF", 1200),
                [
                    .fit(.jettaA4, .golfA4, price: 49_500), .fit(.aveo, price: 44_500), .fit(.tsuru, price: 36_500),
                ]
            ),
            Line(
                Brand("Koyo", "KOY"),
                [
                    .fit(.versa, .march, price: 52_500), .fit(.chevy, price: 34_500), .fit(.corolla, price: 58_500),
                ]
            ),
        ],
    )

    private static let axleJoints = Family(
        "Junta Homocinética Lado Rueda",
        code: "JHO",
        category: "Transmisión",
        tags: ["transmisión", "flechas"],
        aliases: ["espiga", "junta de velocidad constante", "punta de flecha"],
        labelAttribute: nil,
        variants: [
            .fit(.tsuru, price: 64_500), .fit(.jettaA4, .golfA4, price: 72_500), .fit(.chevy, price: 59_500),
            .fit(.aveo, price: 78_500), .fit(.versa, .march, price: 84_500),
        ],
        brands: [Brand("Syd", "SYD")],
    )

    private static let clutches = Family(
        "Kit de Clutch",
        code: "CLU",
        category: "Transmisión",
        unit: "JGO",
        tags: ["transmisión", "clutch"],
        aliases: ["embrague", "clutch", "juego de clutch", "croche"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("LuK", "LUK"),
                [
                    .fit(.tsuru, price: 164_500), .fit(.jettaA4, .golfA4, price: 269_500),
                    .fit(.chevy, .corsa, price: 159_500),
                    .fit(.aveo, price: 219_500), .fit(.pointer, price: 169_500), .fit(.ranger, price: 298_500),
                ]
            ),
            Line(
                Brand("Valeo", "VAL"),
                [
                    .fit(.versa, .march, price: 254_500), .fit(.platina, price: 198_500), .fit(.np300, price: 419_500),
                ]
            ),
        ],
    )
}
