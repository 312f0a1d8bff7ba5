// Cable by gauge, lamps, switches, sockets, breakers and conduit.

enum LaCentralElectrical {
    static var families: [Family] {
        [cableByMetre, cableRolls, duplexCable, ledBulbs, ledTubes, wiringDevices, breakers, conduit, boxes, supplies]
    }

    private static let gauge = ["conductor": "cobre", "voltage": "600 V"]

    private static let cableByMetre = Family(
        "Cable THW Cal.",
        code: "THW",
        category: "Material Eléctrico",
        unit: "M",
        tags: ["eléctrico", "cable"],
        aliases: ["cable eléctrico", "cable por metro", "alambre de luz"],
        labelAttribute: "gauge",
        attributes: gauge,
        variants: [
            Variant("14", 1_150), Variant("12", 1_690), Variant("10", 2_650), Variant("8", 4_390), Variant("6", 6_900),
        ],
        brands: [Brand("Condumex", "CON", 1080), Brand("IUSA", "IUS", 970, only: ["14", "12", "10", "8"])],
    )
    private static let cableRolls = Family(
        "Cable THW Rollo 100 m Cal.",
        code: "THWR",
        category: "Material Eléctrico",
        unit: "ROLLO",
        tags: ["eléctrico", "cable"],
        aliases: ["rollo de cable", "caja de cable"],
        labelAttribute: "gauge",
        attributes: gauge.merging(["length": "100 m"]) { own, _ in own },
        variants: [Variant("14", 104_900), Variant("12", 154_900), Variant("10", 242_900)],
        brands: [Brand("Condumex", "CON", 1080), Brand("IUSA", "IUS", 970)],
    )
    private static let duplexCable = Family(
        "Cable Uso Rudo",
        code: "URU",
        category: "Material Eléctrico",
        unit: "M",
        tags: ["eléctrico", "cable"],
        aliases: ["cable para extensión", "cable uso rudo por metro"],
        labelAttribute: "gauge",
        variants: [Variant("2 x 14", 3_490), Variant("2 x 12", 4_990), Variant("3 x 12", 6_990)],
        brands: [Brand("IUSA", "IUS")],
    )
    private static let ledBulbs = Family(
        "Foco LED A19",
        code: "FLE",
        category: "Iluminación",
        tags: ["iluminación", "led"],
        aliases: ["bombilla", "foco ahorrador", "lámpara led"],
        labelAttribute: nil,
        attributes: ["base": "E27", "voltage": "127 V"],
        variants: [
            led("9W", "Luz Blanca", 2_900), led("9W", "Luz Cálida", 2_900), led("12W", "Luz Blanca", 3_900),
            led("15W", "Luz Blanca", 4_900),
        ],
        brands: [
            Brand("Volteck", "VOL"),
            Brand("Philips", "PHI", 1550, only: ["9W Luz Blanca", "9W Luz Cálida", "12W Luz Blanca"]),
        ],
    )
    private static func led(_ power: String, _ light: String, _ price: Int64) -> Variant {
        Variant("\(power) \(light)", price, attributes: ["power": power, "light": light.lowercased()])
    }
    private static let ledTubes = Family(
        "",
        code: "LUM",
        category: "Iluminación",
        tags: ["iluminación", "led"],
        aliases: ["iluminación"],
        labelAttribute: nil,
        attributes: ["voltage": "127 V"],
        lines: [
            Line(
                Brand("Volteck", "VOL"),
                [
                    Variant("Tubo LED T8 18W 1.20 m", 8_900, aliases: ["lámpara de tubo", "tubo fluorescente"]),
                    Variant("Reflector LED 30W", 18_900, aliases: ["reflector exterior"]),
                    Variant("Reflector LED 50W", 26_900, aliases: ["reflector exterior"]),
                    Variant("Arbotante LED 10W", 22_900, aliases: ["lámpara de pared"]),
                    Variant("Portalámpara de Porcelana", 2_900, aliases: ["socket", "soquet", "rosetón"]),
                ]
            )
        ],
    )
    private static let wiringDevices = Family(
        "",
        code: "APA",
        category: "Apagadores y Contactos",
        tags: ["eléctrico", "apagadores", "contactos"],
        aliases: ["accesorios eléctricos"],
        labelAttribute: nil,
        variants: [
            Variant("Apagador Sencillo", 3_200, aliases: ["switch", "interruptor"]),
            Variant("Apagador de Escalera", 4_200, aliases: ["apagador 3 vías"]),
            Variant("Contacto Dúplex Polarizado", 4_500, aliases: ["enchufe", "tomacorriente", "toma de corriente"]),
            Variant("Placa Armada 2 Apagadores", 8_900, aliases: ["placa con apagadores"]),
            Variant("Placa Armada Apagador y Contacto", 9_500, aliases: ["placa con contacto"]),
            Variant("Placa 1 Ventana", 2_200, aliases: ["tapa de apagador"]),
            Variant("Placa 3 Ventanas", 2_400, aliases: ["tapa de apagador"]),
        ],
        brands: [
            Brand("Volteck", "VOL", 900),
            Brand(
                "Leviton",
                "LEV",
                1450,
                only: ["Apagador Sencillo", "Apagador de Escalera", "Contacto Dúplex Polarizado"]
            ),
        ],
    )
    private static let breakers = Family(
        "",
        code: "BRK",
        category: "Material Eléctrico",
        tags: ["eléctrico", "protección"],
        aliases: ["pastilla", "breaker", "interruptor termomagnético"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Square D", "SQD"),
                [
                    Variant("Pastilla QO 1 Polo 15 A", 16_900), Variant("Pastilla QO 1 Polo 20 A", 16_900),
                    Variant("Pastilla QO 1 Polo 30 A", 16_900), Variant("Pastilla QO 2 Polos 40 A", 46_900),
                    Variant(
                        "Centro de Carga QOD 2 Espacios",
                        32_900,
                        aliases: ["centro de carga", "caja de pastillas"]
                    ),
                ]
            )
        ],
    )
    private static let conduit = Family(
        "Poliducto Naranja Rollo 100 m",
        code: "POL",
        category: "Material Eléctrico",
        unit: "ROLLO",
        tags: ["eléctrico", "tubo"],
        aliases: ["poliducto", "manguera naranja"],
        labelSuffix: "\"",
        attributes: ["length": "100 m"],
        variants: [Variant("1/2", 39_900), Variant("3/4", 52_900), Variant("1", 82_900)],
    )
    private static let boxes = Family(
        "",
        code: "CAJ",
        category: "Material Eléctrico",
        tags: ["eléctrico", "cajas"],
        aliases: ["caja eléctrica", "caja de registro"],
        labelAttribute: nil,
        variants: [
            Variant("Chalupa Galvanizada 2\" x 4\"", 1_200, code: "CHALUPA", aliases: ["chalupa", "caja chalupa"]),
            Variant("Chalupa PVC 2\" x 4\"", 900, code: "CHALPVC", aliases: ["chalupa", "caja chalupa"]),
            Variant("Caja Cuadrada Galvanizada 4\" x 4\"", 2_200, code: "CUAD4"),
        ],
    )
    private static let supplies = Family(
        "",
        code: "ELE",
        category: "Material Eléctrico",
        tags: ["eléctrico", "consumibles"],
        aliases: ["material eléctrico"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("3M", "3M"),
                [
                    Variant("Cinta de Aislar Temflex 18 m", 3_900, aliases: ["cinta aislante", "tape"]),
                    Variant("Cinta de Aislar Super 33 20 m", 11_900, aliases: ["cinta aislante", "tape"]),
                ]
            ),
            Line(
                Brand("Volteck", "VOL"),
                [
                    Variant("Clavija Polarizada Uso Rudo", 3_200, aliases: ["enchufe macho", "clavija"]),
                    Variant("Extensión Doméstica 3 m", 6_900, aliases: ["extensión de luz"]),
                    Variant("Extensión Uso Rudo 10 m", 29_900, aliases: ["extensión de luz", "extensión naranja"]),
                    Variant("Multicontacto 6 Entradas", 14_900, aliases: ["regleta", "barra de contactos"]),
                ]
            ),
        ],
    )
}
