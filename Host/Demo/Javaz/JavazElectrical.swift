// Electrical: batteries by BCI group, bulbs, fuses, alternators and starters.

enum JavazElectrical {
    static var families: [Family] { [batteries, headlampBulbs, smallBulbs, ledBulbs, fuses, alternators, starters] }

    private static let batteries = Family(
        "Batería",
        code: "BAT",
        category: "Baterías",
        tags: ["baterías", "eléctrico"],
        aliases: ["acumulador", "pila de carro", "bateria 12v"],
        labelAttribute: "group",
        brandPlacement: .beforeVariant,
        attributes: ["voltage": "12 V"],
        variants: [
            battery("L-22F-450", 279_000, "450"), battery("L-35-500", 308_000, "500"),
            battery("L-42-500", 298_000, "500"),
            battery("L-47-550", 345_000, "550"), battery("L-51R-500", 339_000, "500"),
            battery("L-58-550", 329_000, "550"),
            battery("L-65-750", 429_000, "750"), battery("L-99-450", 289_000, "450"),
            battery("L-34/78-750", 439_000, "750"),
        ],
        brands: [
            Brand("LTH", "LTH"),
            Brand(
                "América",
                "AME",
                860,
                only: ["L-22F-450", "L-35-500", "L-42-500", "L-47-550", "L-65-750", "L-99-450"]
            ),
        ],
    )

    private static func battery(_ group: String, _ price: Int64, _ amperes: String) -> Variant {
        Variant(group, price, code: group.filter { $0 != "/" }, attributes: ["cranking_amperes": amperes])
    }

    private static let headlampBulbs = Family(
        "Foco Halógeno",
        code: "FOC",
        category: "Focos",
        tags: ["focos", "eléctrico"],
        aliases: ["bombilla", "foco de faro", "lámpara"],
        labelAttribute: "measure",
        attributes: ["voltage": "12 V"],
        variants: [
            Variant("H1 12V 55W", 8_500), Variant("H3 12V 55W", 8_500), Variant("H4 12V 60/55W", 9_800),
            Variant("H7 12V 55W", 11_500), Variant("H11 12V 55W", 18_500), Variant("9004 12V 65/45W", 11_500),
            Variant("9005 12V 65W", 14_500), Variant("9006 12V 55W", 14_500), Variant("9007 12V 65/55W", 12_500),
        ],
        brands: [
            Brand("Osram", "OSR"),
            Brand("Philips", "PHI", 1120, only: ["H1 12V 55W", "H4 12V 60/55W", "H7 12V 55W", "H11 12V 55W"]),
        ],
    )

    private static let smallBulbs = Family(
        "Foco Miniatura",
        code: "FMI",
        category: "Focos",
        tags: ["focos", "eléctrico"],
        aliases: ["bombilla", "foco chico", "foco de cuarto"],
        labelAttribute: "measure",
        attributes: ["voltage": "12 V"],
        variants: [
            Variant("1156 1 Polo 12V", 1_400, aliases: ["foco de reversa", "foco de un filamento"]),
            Variant("1157 2 Polos 12V", 1_600, aliases: ["foco de stop", "foco de freno"]),
            Variant("1141 1 Polo 12V", 1_400), Variant("1034 2 Polos 12V", 1_500),
            Variant("194 Pellizco 12V", 900, aliases: ["foco pellizco", "foco de tablero"]),
            Variant("67 1 Polo 12V", 1_000), Variant("3157 12V", 3_400), Variant("7443 12V", 3_600),
        ],
        brands: [Brand("Tung-Sol", "TUN")],
    )

    private static let ledBulbs = Family(
        "Kit Focos LED",
        code: "LED",
        category: "Focos",
        unit: "PAR",
        tags: ["focos", "led", "eléctrico"],
        aliases: ["focos led", "bombillas led", "leds para faros"],
        labelAttribute: "measure",
        attributes: ["voltage": "12 V"],
        variants: [
            Variant("H4 6000K", 64_500), Variant("H7 6000K", 62_500), Variant("H11 6000K", 64_500),
            Variant("9005 6000K", 62_500), Variant("9006 6000K", 62_500),
        ],
        brands: [Brand("Tunix", "TNX")],
    )

    private static let fuses = Family(
        "Fusible Tipo Uña",
        code: "FUS",
        category: "Eléctrico",
        tags: ["fusibles", "eléctrico"],
        aliases: ["fusible", "fusible de cuchilla"],
        labelAttribute: "amperage",
        variants: [
            Variant("10 A", 350), Variant("15 A", 350), Variant("20 A", 350), Variant("30 A", 350),
        ],
        brands: [Brand("Littelfuse", "LIT")],
    )

    private static let alternators = Family(
        "Alternador",
        code: "ALT",
        category: "Eléctrico",
        tags: ["eléctrico", "carga"],
        aliases: ["generador"],
        labelAttribute: nil,
        attributes: ["voltage": "12 V"],
        variants: [
            .fit(.tsuru, price: 289_500), .fit(.jettaA4, .golfA4, price: 349_500), .fit(.chevy, price: 269_500),
            .fit(.aveo, price: 329_500),
        ],
        brands: [Brand("Bosch", "BOS")],
    )

    private static let starters = Family(
        "Marcha",
        code: "MAR",
        category: "Eléctrico",
        tags: ["eléctrico", "arranque"],
        aliases: ["motor de arranque", "arrancador"],
        labelAttribute: nil,
        attributes: ["voltage": "12 V"],
        variants: [
            .fit(.tsuru, price: 239_500), .fit(.jettaA4, .golfA4, price: 289_500), .fit(.chevy, price: 219_500),
            .fit(.np300, price: 349_500),
        ],
        brands: [Brand("Valeo", "VAL")],
    )
}
