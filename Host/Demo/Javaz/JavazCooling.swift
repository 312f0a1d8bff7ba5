// Engine: water pumps, thermostats, belts, timing kits and mounts.

enum JavazCooling {
    static var families: [Family] { [waterPumps, thermostats, serpentineBelts, timingKits, mounts] }

    private static let waterPumps = Family(
        "Bomba de Agua",
        code: "BAG",
        category: "Enfriamiento",
        tags: ["enfriamiento"],
        aliases: ["bomba para agua", "bomba del anticongelante"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Dolz", "DOL", 1150),
                [
                    .fit(.jettaA4, .golfA4, price: 54_500), .fit(.chevy, .corsa, price: 49_500),
                    .fit(.aveo, price: 62_500),
                    .fit(.platina, price: 58_500),
                ]
            ),
            Line(
                Brand("GMB", "GMB"),
                [
                    .fit(.tsuru, price: 46_500), .fit(.versa, .march, price: 72_500), .fit(.np300, price: 94_500),
                    .fit(.hilux, price: 98_500), .fit(.corolla, price: 89_500), .fit(.ranger, price: 84_500),
                ]
            ),
        ],
    )

    private static let thermostats = Family(
        "Termostato",
        code: "TRM",
        category: "Enfriamiento",
        tags: ["enfriamiento"],
        aliases: ["termostato de motor"],
        labelAttribute: nil,
        variants: [
            .fit(.tsuru, price: 14_500), .fit(.jettaA4, .golfA4, price: 17_500), .fit(.chevy, price: 13_500),
            .fit(.aveo, price: 28_500), .fit(.versa, .march, price: 24_500), .fit(.f150, price: 16_500),
        ],
        brands: [Brand("Gates", "GAT")],
    )

    private static let serpentineBelts = Family(
        "Banda Accesorios",
        code: "BAN",
        category: "Bandas",
        tags: ["bandas", "motor"],
        aliases: ["banda serpentina", "banda de alternador", "correa poly v"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Gates", "GAT"),
                [
                    .fit(.jettaA4, .golfA4, part: "6PK1050", price: 32_500),
                    .fit(.aveo, part: "6PK1255", price: 36_500),
                    .fit(.versa, .march, part: "7PK1210", price: 38_500), .fit(.np300, part: "7PK2300", price: 59_500),
                    .fit(.silverado, part: "6PK2415", price: 54_500),
                ]
            ),
            Line(
                Brand("Continental", "CON", 1080),
                [
                    .fit(.tsuru, part: "4PK855", price: 19_500), .fit(.chevy, part: "5PK970", price: 22_500),
                    .fit(.corolla, part: "7PK1516", price: 42_500), .fit(.hilux, part: "7PK1855", price: 48_500),
                ]
            ),
        ],
    )

    private static let timingKits = Family(
        "Kit de Distribución",
        code: "KDI",
        category: "Bandas",
        unit: "JGO",
        tags: ["bandas", "motor", "distribución"],
        aliases: ["banda de tiempo", "kit de tiempo", "kit de banda de distribución"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Gates", "GAT"),
                [
                    .fit(.jettaA4, .golfA4, price: 124_500), .fit(.chevy, .corsa, price: 98_500),
                    .fit(.aveo, price: 129_500),
                    .fit(.platina, price: 134_500),
                ]
            ),
            Line(
                Brand("INA", "INA", 1120),
                [
                    .fit(.jettaA4, .golfA4, price: 124_500), .fit(.pointer, price: 104_500),
                    .fit(.attitude, price: 118_500),
                ]
            ),
        ],
    )

    private static let mounts = Family(
        "Soporte Motor Der.",
        code: "SOP",
        category: "Motor",
        tags: ["motor", "soportes"],
        aliases: ["soporte de motor", "mono block", "base de motor"],
        labelAttribute: nil,
        variants: [
            .fit(.tsuru, price: 42_500), .fit(.jettaA4, .golfA4, price: 54_500), .fit(.chevy, price: 36_500),
            .fit(.aveo, price: 58_500), .fit(.versa, .march, price: 69_500),
        ],
        brands: [Brand("Eagle", "EAG")],
    )
}
