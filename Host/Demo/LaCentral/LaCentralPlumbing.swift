// Pipe and fittings by material, taps, hoses, tanks and pumps.

enum LaCentralPlumbing {
    static var families: [Family] {
        [
            cpvcPipe, pvcPipe, galvanizedPipe, copperPipe, cpvcElbows, cpvcTees, cpvcCouplings, pvcElbows, pvcTees,
            galvanizedElbows,
        ]
            + [galvanizedNipples, ballValves, taps, connectors, gardenHose, plumbingSupplies, waterTanks, pumps]
    }

    private static let cpvcPipe = Family(
        "Tubo CPVC",
        code: "TCP",
        category: "Plomería",
        tags: ["plomería", "tubo", "cpvc"],
        aliases: ["tubería cpvc", "tubo para agua caliente"],
        labelSuffix: "\" x 3 m",
        attributes: ["length": "3 m"],
        variants: [Variant("1/2", 8_900), Variant("3/4", 14_500), Variant("1", 26_500)],
        brands: [Brand("FlowGuard", "FLO")],
    )
    private static let pvcPipe = Family(
        "Tubo PVC Sanitario",
        code: "TPV",
        category: "Plomería",
        tags: ["plomería", "tubo", "pvc", "drenaje"],
        aliases: ["tubería pvc", "tubo de drenaje", "tubo sanitario"],
        labelSuffix: "\" x 6 m",
        attributes: ["length": "6 m"],
        variants: [Variant("1 1/2", 19_500), Variant("2", 24_500), Variant("3", 38_500), Variant("4", 52_500)],
    )
    private static let galvanizedPipe = Family(
        "Tubo Galvanizado C-40",
        code: "TGA",
        category: "Plomería",
        tags: ["plomería", "tubo", "galvanizado"],
        aliases: ["tubo galvanizado", "tubo de fierro"],
        labelSuffix: "\" x 6.40 m",
        attributes: ["length": "6.40 m"],
        variants: [Variant("1/2", 59_500), Variant("3/4", 76_500), Variant("1", 112_500)],
    )
    private static let copperPipe = Family(
        "Tubo Cobre Tipo M",
        code: "TCO",
        category: "Plomería",
        unit: "M",
        tags: ["plomería", "tubo", "cobre"],
        aliases: ["tubo de cobre", "tubería de cobre por metro"],
        labelSuffix: "\"",
        variants: [Variant("1/2", 14_500), Variant("3/4", 23_500)],
        brands: [Brand("Nacobre", "NAC")],
    )
    private static let cpvcElbows = Family(
        "Codo CPVC 90°",
        code: "CCP",
        category: "Conexiones",
        tags: ["plomería", "conexiones", "cpvc"],
        aliases: ["codo de cpvc"],
        labelSuffix: "\"",
        variants: [Variant("1/2", 590), Variant("3/4", 980), Variant("1", 2_900)],
        brands: [Brand("FlowGuard", "FLO")],
    )
    private static let cpvcTees = Family(
        "Tee CPVC",
        code: "YCP",
        category: "Conexiones",
        tags: ["plomería", "conexiones", "cpvc"],
        aliases: ["te de cpvc"],
        labelSuffix: "\"",
        variants: [Variant("1/2", 690), Variant("3/4", 1_190), Variant("1", 3_400)],
        brands: [Brand("FlowGuard", "FLO")],
    )
    private static let cpvcCouplings = Family(
        "Cople CPVC",
        code: "PCP",
        category: "Conexiones",
        tags: ["plomería", "conexiones", "cpvc"],
        aliases: ["unión de cpvc", "copla"],
        labelSuffix: "\"",
        variants: [Variant("1/2", 450), Variant("3/4", 690), Variant("1", 1_900)],
        brands: [Brand("FlowGuard", "FLO")],
    )
    private static let pvcElbows = Family(
        "Codo PVC Sanitario 90°",
        code: "CPV",
        category: "Conexiones",
        tags: ["plomería", "conexiones", "pvc", "drenaje"],
        aliases: ["codo de pvc", "codo sanitario"],
        labelSuffix: "\"",
        variants: [Variant("1 1/2", 1_100), Variant("2", 1_500), Variant("3", 3_200), Variant("4", 4_900)],
    )
    private static let pvcTees = Family(
        "Tee PVC Sanitaria",
        code: "YPV",
        category: "Conexiones",
        tags: ["plomería", "conexiones", "pvc", "drenaje"],
        aliases: ["te de pvc", "te sanitaria"],
        labelSuffix: "\"",
        variants: [Variant("2", 2_400), Variant("3", 4_900), Variant("4", 7_900)],
    )
    private static let galvanizedElbows = Family(
        "Codo Galvanizado 90°",
        code: "CGA",
        category: "Conexiones",
        tags: ["plomería", "conexiones", "galvanizado"],
        aliases: ["codo de fierro"],
        labelSuffix: "\"",
        variants: [Variant("1/2", 1_900), Variant("3/4", 2_900), Variant("1", 4_500)],
    )
    private static let galvanizedNipples = Family(
        "Niple Galvanizado",
        code: "NIP",
        category: "Conexiones",
        tags: ["plomería", "conexiones", "galvanizado"],
        aliases: ["niple de fierro"],
        labelSuffix: "\"",
        variants: [Variant("1/2 x 2", 1_600), Variant("1/2 x 4", 2_600), Variant("3/4 x 4", 3_600)],
    )
    private static let ballValves = Family(
        "Válvula Esfera Bronce",
        code: "VES",
        category: "Plomería",
        tags: ["plomería", "válvulas"],
        aliases: ["llave de paso", "llave de esfera"],
        labelSuffix: "\"",
        variants: [Variant("1/2", 14_500), Variant("3/4", 21_500), Variant("1", 32_500)],
        brands: [Brand("Urrea", "URR", 1280), Brand("Foset", "FOS", 780)],
    )
    private static let taps = Family(
        "",
        code: "LLA",
        category: "Plomería",
        tags: ["plomería", "llaves"],
        aliases: ["llave de agua", "grifo"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Urrea", "URR"),
                [
                    Variant("Llave Manguera 1/2\"", 21_500, aliases: ["llave de jardín", "llave nariz"]),
                    Variant("Llave Angular 1/2\"", 18_500, aliases: ["llave de control", "llave escuadra"]),
                ]
            ),
            Line(
                Brand("Foset", "FOS"),
                [
                    Variant("Llave Manguera 1/2\"", 11_900, aliases: ["llave de jardín", "llave nariz"]),
                    Variant("Monomando para Lavabo", 49_500, aliases: ["mezcladora de lavabo"]),
                    Variant(
                        "Mezcladora para Fregadero 8\"",
                        59_500,
                        aliases: ["llave de cocina", "mezcladora de tarja"]
                    ),
                    Variant("Regadera Cromada con Brazo", 18_900, aliases: ["regadera de baño", "ducha"]),
                ]
            ),
        ],
    )
    private static let connectors = Family(
        "Manguera Flexible",
        code: "MFX",
        category: "Plomería",
        tags: ["plomería", "mangueras"],
        aliases: ["conector flexible", "manguera coflex"],
        labelAttribute: "measure",
        variants: [
            Variant("Lavabo 40 cm", 6_900), Variant("Lavabo 55 cm", 7_900),
            Variant("WC 40 cm", 6_900, aliases: ["manguera de baño"]),
            Variant("Gas 1 m", 13_900, aliases: ["manguera de gas"]),
            Variant("Boiler 60 cm", 12_900, aliases: ["manguera de calentador"]),
        ],
        brands: [Brand("Coflex", "COF")],
    )
    private static let gardenHose = Family(
        "Manguera Jardín 1/2\"",
        code: "MJA",
        category: "Jardín",
        tags: ["mangueras", "jardín"],
        aliases: ["manguera de jardín", "manguera para regar"],
        labelAttribute: "length",
        lines: [
            Line(Brand("Pretul", "PRE"), [Variant("10 m", 18_900), Variant("15 m", 26_900), Variant("20 m", 34_900)]),
            Line(.none, [Variant("Transparente por Metro", 1_400, unit: "M", aliases: ["manguera por metro"])]),
        ],
    )
    private static let plumbingSupplies = Family(
        "",
        code: "PLO",
        category: "Plomería",
        tags: ["plomería", "consumibles"],
        aliases: ["material de plomería"],
        labelAttribute: nil,
        lines: [
            Line(
                .none,
                [
                    Variant("Cinta Teflón 3/4\" x 7 m", 1_200, aliases: ["teflón", "cinta para rosca"]),
                    Variant("Estopa Blanca", 6_800, unit: "KG", aliases: ["estopa por kilo"]),
                ]
            ),
            Line(
                Brand("Foset", "FOS"),
                [
                    Variant("Pegamento CPVC 118 ml", 7_900, aliases: ["cemento para cpvc"]),
                    Variant("Pegamento PVC 237 ml", 8_900, aliases: ["cemento para pvc"]),
                    Variant("Cespol para Lavabo Flexible", 8_500, aliases: ["céspol", "trampa de lavabo"]),
                    Variant("Flotador para Tinaco 1/2\"", 14_900, aliases: ["válvula de llenado", "flotador"]),
                    Variant("Destapacaños Bomba WC", 5_900, aliases: ["bomba para baño", "destapador"]),
                ]
            ),
            Line(
                Brand("Fluidmaster", "FLU"),
                [
                    Variant(
                        "Kit Reparación WC",
                        39_500,
                        unit: "JGO",
                        aliases: ["herraje de baño", "accesorios para sanitario"]
                    ),
                    Variant("Sapo para WC 2\"", 11_900, aliases: ["pera de baño", "sapito"]),
                ]
            ),
        ],
    )
    private static let waterTanks = Family(
        "Tinaco Tricapa",
        code: "TIN",
        category: "Plomería",
        tags: ["plomería", "almacenamiento"],
        aliases: ["tanque de agua", "depósito de agua"],
        labelAttribute: "capacity",
        variants: [Variant("450 L", 189_900), Variant("750 L", 259_900), Variant("1100 L", 329_900)],
        brands: [Brand("Rotoplas", "ROT")],
    )
    private static let pumps = Family(
        "Bomba Periférica",
        code: "BOM",
        category: "Plomería",
        tags: ["plomería", "bombas"],
        aliases: ["bomba de agua", "bomba para tinaco"],
        labelAttribute: "power",
        variants: [Variant("1/2 HP", 129_900)],
        brands: [Brand("Truper", "TRU", 1250), Brand("Pretul", "PRE", 960)],
    )
}
