// Oils by viscosity and presentation, coolant, brake fluid, additives and chemicals.

enum JavazFluids {
    static var families: [Family] {
        [oil20W50, oil25W50, oil15W40, oil10W30, oil5W30, oil0W20, bulkOil, transmissionOil, gearOil, coolant]
            + [brakeFluid, powerSteeringFluid, chemicals]
    }

    private static let bottle = Variant("946 ml", 12_000, aliases: ["litro de aceite"])
    private static let jug = Variant(
        "Garrafa 4.73 L",
        56_000,
        code: "GARR",
        aliases: ["garrafa de aceite", "garrafa de 5 litros"],
    )
    private static let pail = Variant(
        "Cubeta 19 L",
        205_000,
        code: "CUB19",
        unit: "CUBETA",
        aliases: ["cubeta de aceite"]
    )

    private static func motorOil(
        _ viscosity: String,
        _ kind: String,
        _ variants: [Variant],
        _ brands: [Brand]
    )
        -> Family
    {
        Family(
            "Aceite Motor \(viscosity) \(kind)",
            code: "ACE-\(viscosity)",
            category: "Aceites",
            tags: ["aceites", "afinación"],
            aliases: ["aceite para motor", "aceite \(viscosity.lowercased())"],
            labelAttribute: "presentation",
            brandPlacement: .beforeVariant,
            attributes: ["viscosity": viscosity, "oil_type": kind.lowercased()],
            variants: variants,
            brands: brands,
        )
    }

    private static let oil20W50 = motorOil(
        "20W50",
        "Mineral",
        [bottle, jug, pail],
        [
            Brand("Quaker State", "QST", 980),
            Brand("Castrol", "CAS", 1120, product: "GTX", only: ["946 ml", "Garrafa 4.73 L"]),
            Brand("Mobil", "MOB", 1060, product: "Super 1000", only: ["946 ml", "Garrafa 4.73 L"]),
            Brand("Bardahl", "BAR", 940, only: ["946 ml", "Garrafa 4.73 L"]), Brand("Akron", "AKR", 860),
        ]
    )
    private static let oil25W50 = motorOil(
        "25W50",
        "Mineral Alto Kilometraje",
        [bottle, jug],
        [
            Brand("Quaker State", "QST", 1040), Brand("Bardahl", "BAR", 1000),
        ]
    )
    private static let oil15W40 = motorOil(
        "15W40",
        "Mineral Diésel",
        [bottle, jug, pail],
        [
            Brand("Mobil", "MOB", 1250, product: "Delvac MX"), Brand("Roshfrans", "ROS", 1080),
        ]
    )
    private static let oil10W30 = motorOil(
        "10W30",
        "Mineral",
        [bottle, jug],
        [
            Brand("Castrol", "CAS", 1150, product: "GTX"), Brand("Quaker State", "QST", 1010),
            Brand("Akron", "AKR", 890),
        ]
    )
    private static let oil5W30 = motorOil(
        "5W30",
        "Sintético",
        [bottle, jug],
        [
            Brand("Castrol", "CAS", 1850, product: "Magnatec"), Brand("Mobil", "MOB", 1980, product: "Super 3000"),
            Brand("Quaker State", "QST", 1720), Brand("Roshfrans", "ROS", 1540), Brand("Akron", "AKR", 1480),
        ]
    )
    private static let oil0W20 = motorOil(
        "0W20",
        "Sintético",
        [bottle, jug],
        [
            Brand("Mobil 1", "MOB", 2350), Brand("Castrol", "CAS", 2280, product: "Edge"),
        ]
    )

    private static let bulkOil = Family(
        "Aceite Motor a Granel",
        code: "ACE-GRA",
        category: "Aceites",
        unit: "L",
        tags: ["aceites"],
        aliases: ["aceite suelto", "aceite por litro", "litro de aceite"],
        labelAttribute: "viscosity",
        variants: [Variant("SAE 40", 7_200), Variant("20W50", 7_800), Variant("15W40", 8_400)],
        brands: [Brand("Akron", "AKR")],
    )

    private static let transmissionOil = Family(
        "Aceite Transmisión Automática",
        code: "ATF",
        category: "Aceites",
        tags: ["aceites", "transmisión"],
        aliases: ["aceite para transmisión automática", "atf", "aceite hidráulico"],
        labelAttribute: "specification",
        labelSuffix: " 946 ml",
        attributes: ["presentation": "946 ml"],
        variants: [Variant("Dexron III", 11_800), Variant("Dexron VI", 19_500), Variant("Mercon V", 18_500)],
        brands: [Brand("Quaker State", "QST"), Brand("Roshfrans", "ROS", 890, only: ["Dexron III", "Dexron VI"])],
    )

    private static let gearOil = Family(
        "Aceite Transmisión Estándar",
        code: "TRA",
        category: "Aceites",
        tags: ["aceites", "transmisión"],
        aliases: ["aceite para transmisión estándar", "aceite de diferencial", "valvulina"],
        labelAttribute: "viscosity",
        labelSuffix: " 946 ml",
        attributes: ["presentation": "946 ml"],
        variants: [Variant("80W90", 12_500), Variant("75W90", 21_500), Variant("SAE 140", 11_500)],
        brands: [Brand("Roshfrans", "ROS")],
    )

    private static let coolant = Family(
        "Anticongelante",
        code: "ANT",
        category: "Anticongelantes",
        tags: ["enfriamiento", "líquidos"],
        aliases: ["refrigerante", "coolant", "agua para radiador"],
        labelAttribute: nil,
        brandPlacement: .beforeVariant,
        lines: [
            Line(
                Brand("Prestone", "PRE"),
                [
                    Variant(
                        "Concentrado 3.78 L",
                        39_500,
                        unit: "GALON",
                        aliases: ["galón de anticongelante"],
                        attributes: gallon
                    ),
                    Variant(
                        "50/50 3.78 L",
                        28_500,
                        unit: "GALON",
                        aliases: ["galón de anticongelante"],
                        attributes: gallon
                    ),
                    Variant("50/50 1 L", 9_800, attributes: ["presentation": "1 L"]),
                ]
            ),
            Line(
                Brand("Bardahl", "BAR"),
                [
                    Variant(
                        "Verde 3.78 L",
                        16_500,
                        unit: "GALON",
                        aliases: ["galón de anticongelante"],
                        attributes: gallon
                    ),
                    Variant(
                        "Rosa 3.78 L",
                        19_500,
                        unit: "GALON",
                        aliases: ["galón de anticongelante"],
                        attributes: gallon
                    ),
                    Variant("Verde 1 L", 5_900, attributes: ["presentation": "1 L"]),
                ]
            ),
            Line(
                Brand("Peak", "PEA"),
                [
                    Variant(
                        "50/50 3.78 L",
                        24_500,
                        unit: "GALON",
                        aliases: ["galón de anticongelante"],
                        attributes: gallon
                    )
                ]
            ),
        ],
    )
    private static let gallon = ["presentation": "3.78 L"]

    private static let brakeFluid = Family(
        "Líquido para Frenos",
        code: "LFR",
        category: "Líquidos y Aditivos",
        tags: ["frenos", "líquidos"],
        aliases: ["líquido de frenos", "aceite de frenos"],
        labelAttribute: "presentation",
        lines: [
            Line(Brand("Bosch", "BOS"), [Variant("DOT 4 500 ml", 14_500), Variant("DOT 3 350 ml", 7_900)]),
            Line(Brand("Wagner", "WAG"), [Variant("DOT 3 350 ml", 6_900), Variant("DOT 3 980 ml", 15_500)]),
        ],
    )

    private static let powerSteeringFluid = Family(
        "Líquido para Dirección Hidráulica",
        code: "LDH",
        category: "Líquidos y Aditivos",
        tags: ["dirección", "líquidos"],
        aliases: ["aceite de dirección", "líquido de dirección"],
        labelAttribute: "presentation",
        variants: [Variant("350 ml", 6_900), Variant("946 ml", 13_500)],
        brands: [Brand("Bardahl", "BAR")],
    )

    private static let chemicals = Family(
        "",
        code: "QUI",
        category: "Líquidos y Aditivos",
        tags: ["químicos", "aditivos"],
        aliases: ["químicos automotrices"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Bardahl", "BAR"),
                [
                    Variant(
                        "Limpiador de Inyectores 355 ml",
                        10_500,
                        aliases: ["limpia inyectores", "aditivo de gasolina"]
                    ),
                    Variant("Aditivo para Aceite No. 2 473 ml", 14_500, aliases: ["aditivo de motor"]),
                    Variant("Tapafugas Radiador 355 ml", 9_500, aliases: ["sellador de radiador"]),
                ]
            ),
            Line(
                Brand("WD-40", "WD4"),
                [
                    Variant("Aflojatodo 311 g", 15_900, aliases: ["wd40", "lubricante en aerosol"]),
                    Variant("Aflojatodo 155 g", 9_900, aliases: ["wd40", "lubricante en aerosol"]),
                ]
            ),
            Line(
                Brand("CRC", "CRC"),
                [
                    Variant(
                        "Limpiador de Partes de Freno 397 g",
                        13_900,
                        aliases: ["limpiador de frenos", "brake cleaner"]
                    ),
                    Variant("Limpiador de Cuerpo de Aceleración 340 g", 15_500, aliases: ["carb clean", "carburador"]),
                ]
            ),
            Line(
                Brand("Permatex", "PER"),
                [
                    Variant(
                        "Silicón Gris Alta Temperatura 85 g",
                        14_900,
                        aliases: ["silicon para juntas", "formador de juntas"]
                    ),
                    Variant("Fijador de Roscas Azul 6 ml", 12_900, aliases: ["traba roscas"]),
                ]
            ),
        ],
    )
}
