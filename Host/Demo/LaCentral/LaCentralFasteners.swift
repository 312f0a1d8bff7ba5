// Screws, nails, nuts, washers and wall plugs, by measure.

enum LaCentralFasteners {
    static var families: [Family] {
        [hexBolts, machineScrews, sheetMetalScrews, drywallScrews, drywallScrewsLoose, chipboardScrews, nuts]
            + [washers, nails, concreteNails, wallPlugs, expansionPlugs, threadedRod]
    }

    private static let hexBolts = Family(
        "Tornillo Hex. G5",
        code: "THX",
        category: "Tornillería",
        tags: ["tornillos"],
        aliases: ["tornillo hexagonal", "tornillo de máquina", "perno"],
        labelSuffix: "\"",
        attributes: ["grade": "5", "finish": "galvanizado"],
        variants: [
            Variant("1/4 x 1", 260), Variant("1/4 x 2", 420), Variant("5/16 x 1", 380), Variant("5/16 x 2", 590),
            Variant("3/8 x 1", 550), Variant("3/8 x 2", 840), Variant("3/8 x 3", 1_250), Variant("1/2 x 1 1/2", 1_380),
            Variant("1/2 x 2", 1_650), Variant("1/2 x 3", 2_250), Variant("5/8 x 3", 3_900),
        ],
    )

    private static let machineScrews = Family(
        "Tornillo Máquina Cab. Plana",
        code: "TMQ",
        category: "Tornillería",
        tags: ["tornillos"],
        aliases: ["tornillo estufa", "tornillo con tuerca"],
        labelSuffix: "\"",
        variants: [
            Variant("1/8 x 1", 90), Variant("5/32 x 1", 110), Variant("3/16 x 1", 140), Variant("3/16 x 2", 220),
            Variant("1/4 x 1", 210),
        ],
    )

    private static let sheetMetalScrews = Family(
        "Pija Cab. Fijadora",
        code: "PIJ",
        category: "Tornillería",
        tags: ["tornillos", "pijas"],
        aliases: ["pija para lámina", "tornillo autorroscante", "pijas"],
        labelSuffix: "\"",
        variants: [
            Variant("#8 x 1/2", 60), Variant("#8 x 3/4", 70), Variant("#8 x 1", 80), Variant("#10 x 1", 110),
            Variant("#10 x 1 1/2", 150), Variant("#12 x 2", 230), Variant("#14 x 3", 390),
        ],
    )

    private static let drywallScrews = Family(
        "Pija Tablaroca Punta Fina",
        code: "PTR",
        category: "Tornillería",
        unit: "CJA",
        tags: ["tornillos", "tablaroca"],
        aliases: ["tornillo para tablaroca", "pija negra", "caja de pijas"],
        labelSuffix: "\" (100 pzas)",
        attributes: ["pieces": "100"],
        variants: [
            Variant("#6 x 1", 4_500), Variant("#6 x 1 1/4", 5_200), Variant("#6 x 1 5/8", 6_400),
            Variant("#6 x 2", 7_900),
            Variant("#8 x 2 1/2", 11_500), Variant("#8 x 3", 13_900),
        ],
        brands: [Brand("Fiero", "FIE")],
    )

    private static let drywallScrewsLoose = Family(
        "Pija Framer Punta Broca",
        code: "PFR",
        category: "Tornillería",
        unit: "PAQ",
        tags: ["tornillos", "tablaroca"],
        aliases: ["pija para poste metálico", "framer"],
        labelSuffix: "\" (100 pzas)",
        attributes: ["pieces": "100"],
        variants: [Variant("#7 x 7/16", 4_200), Variant("#8 x 1/2", 4_900)],
        brands: [Brand("Fiero", "FIE")],
    )

    private static let chipboardScrews = Family(
        "Pija Aglomerado Dorada",
        code: "PAG",
        category: "Tornillería",
        unit: "PAQ",
        tags: ["tornillos", "madera"],
        aliases: ["pija para madera", "tornillo para madera"],
        labelSuffix: "\" (50 pzas)",
        attributes: ["pieces": "50"],
        variants: [
            Variant("#8 x 1", 3_200), Variant("#8 x 1 1/2", 4_400), Variant("#8 x 2", 5_600), Variant("#10 x 3", 9_200),
        ],
        brands: [Brand("Fiero", "FIE")],
    )

    private static let nuts = Family(
        "Tuerca Hex.",
        code: "TUE",
        category: "Tornillería",
        tags: ["tuercas"],
        aliases: ["tuerca hexagonal", "tuercas"],
        labelSuffix: "\"",
        variants: [
            Variant("1/4", 70), Variant("5/16", 110), Variant("3/8", 170), Variant("1/2", 360), Variant("5/8", 720),
        ],
    )

    private static let washers = Family(
        "Rondana Plana",
        code: "RON",
        category: "Tornillería",
        tags: ["rondanas"],
        aliases: ["arandela", "rondanas", "roldana"],
        labelSuffix: "\"",
        variants: [
            Variant("3/16", 40), Variant("1/4", 50), Variant("5/16", 80), Variant("3/8", 110), Variant("1/2", 220),
        ],
    )

    private static let nails = Family(
        "Clavo Estándar c/Cabeza",
        code: "CLA",
        category: "Clavos",
        unit: "KG",
        tags: ["clavos"],
        aliases: ["clavos", "clavo para madera", "clavo por kilo"],
        labelSuffix: "\"",
        variants: [
            Variant("1", 6_200), Variant("1 1/2", 5_400), Variant("2", 4_900), Variant("2 1/2", 4_700),
            Variant("3", 4_600),
            Variant("3 1/2", 4_600), Variant("4", 4_600),
        ],
    )

    private static let concreteNails = Family(
        "Clavo para Concreto",
        code: "CLC",
        category: "Clavos",
        unit: "KG",
        tags: ["clavos", "concreto"],
        aliases: ["clavo de acero", "clavo negro"],
        labelSuffix: "\"",
        variants: [Variant("1", 9_800), Variant("1 1/2", 9_200), Variant("2", 8_900), Variant("3", 8_600)],
    )

    private static let wallPlugs = Family(
        "Taquete Plástico",
        code: "TAQ",
        category: "Taquetes",
        unit: "PAQ",
        tags: ["taquetes"],
        aliases: ["taquetes", "tarugo", "taco para pared"],
        labelSuffix: "\" (50 pzas)",
        attributes: ["pieces": "50"],
        variants: [Variant("3/16", 1_900), Variant("1/4", 2_300), Variant("5/16", 3_200), Variant("3/8", 4_500)],
        brands: [Brand("Fiero", "FIE")],
    )

    private static let expansionPlugs = Family(
        "Taquete Expansivo",
        code: "TEX",
        category: "Taquetes",
        tags: ["taquetes", "anclas"],
        aliases: ["ancla", "taquete metálico", "arpón"],
        labelSuffix: "\"",
        variants: [Variant("1/4", 650), Variant("5/16", 890), Variant("3/8", 1_290), Variant("1/2", 2_290)],
        brands: [Brand("Fiero", "FIE")],
    )

    private static let threadedRod = Family(
        "Varilla Roscada",
        code: "VRO",
        category: "Tornillería",
        tags: ["varilla roscada"],
        aliases: ["espárrago", "varilla con rosca"],
        labelSuffix: "\" x 1 m",
        attributes: ["length": "1 m"],
        variants: [Variant("1/4", 2_900), Variant("5/16", 4_200), Variant("3/8", 5_900), Variant("1/2", 10_500)],
    )
}
