// Ignition and engine management: spark plugs, leads, coils, sensors, pumps.

enum JavazIgnition {
    static var families: [Family] { [plugs, leads, coils, sensors, throttleSensors, fuelPumps] }

    private static let plugs = Family(
        "Bujía",
        code: "BUJ",
        category: "Encendido",
        tags: ["afinación", "encendido"],
        aliases: ["bujias", "bujía de encendido", "chispero"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("NGK", "NGK"),
                [
                    .fit(.tsuru, part: "BKR5E-11", price: 6_800),
                    .fit(.chevy, .corsa, part: "BPR6ES", price: 5_900),
                    .fit(.vocho, part: "B5HS", price: 5_500),
                    .fit(.pointer, part: "BUR6ET", price: 8_900),
                    .fit(.jettaA4, .golfA4, part: "BKUR6ET-10", price: 11_500),
                    .fit(.aveo, part: "BKR6E-11", price: 7_200),
                    .fit(.f150, part: "TR55", price: 8_200),
                ]
            ),
            Line(
                Brand("NGK", "NGK", product: "Iridium"),
                [
                    .fit(.versa, .march, part: "LZKAR6AP-11", price: 21_500),
                    .fit(.civic, part: "IZFR6K-11", price: 28_500),
                    .fit(.hilux2016, part: "LFR6AIX", price: 24_500),
                ]
            ),
            Line(
                Brand("Bosch", "BOS"),
                [
                    .fit(.jettaA4, .golfA4, part: "FR7DC", price: 7_900),
                    .fit(.gol, .vento, part: "FR7HC", price: 8_900),
                    .fit(.fiesta, part: "HR7DC", price: 8_600),
                ]
            ),
            Line(
                Brand("Champion", "CHA"),
                [
                    .fit(.ranger, part: "RS12YC", price: 7_400),
                    .fit(.silverado, part: "RS14LC", price: 7_900),
                    .fit(.platina, part: "RC10YC", price: 6_500),
                ]
            ),
            Line(
                Brand("Denso", "DEN"),
                [
                    .fit(.corolla, .yaris, part: "SK16R11", price: 23_500),
                    .fit(.hilux, part: "K20HR-U11", price: 9_800),
                ]
            ),
        ],
    )

    private static let leads = Family(
        "Cables de Bujía",
        code: "CBU",
        category: "Encendido",
        unit: "JGO",
        tags: ["afinación", "encendido"],
        aliases: ["juego de cables", "cables para bujías", "cables de encendido"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Bosch", "BOS"),
                [
                    .fit(.jettaA4, .golfA4, price: 64_500), .fit(.pointer, price: 49_500), .fit(.tsuru, price: 52_000),
                ]
            ),
            Line(
                Brand("LS", "LS"),
                [
                    .fit(.tsuru, price: 34_500), .fit(.chevy, .corsa, price: 32_500), .fit(.aveo, price: 38_500),
                    .fit(.pickUpD22, price: 39_500), .fit(.ranger, price: 46_500), .fit(.vocho, price: 24_500),
                ]
            ),
        ],
    )

    private static let coils = Family(
        "Bobina de Encendido",
        code: "BOB",
        category: "Encendido",
        tags: ["encendido"],
        aliases: ["bobina", "bobina de ignición"],
        labelAttribute: nil,
        variants: [
            .fit(.versa, .march, price: 58_500), .fit(.jettaA4, .golfA4, price: 94_500), .fit(.chevy, price: 69_500),
            .fit(.aveo, price: 89_500), .fit(.platina, price: 52_500), .fit(.fiesta, price: 98_500),
        ],
        brands: [Brand("Bosch", "BOS")],
    )

    private static let sensors = Family(
        "Sensor de Oxígeno",
        code: "SOX",
        category: "Sensores",
        tags: ["sensores", "inyección"],
        aliases: ["sonda lambda", "sensor o2"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Bosch", "BOS"),
                [
                    .fit(.jettaA4, .golfA4, price: 118_000), .fit(.chevy, .corsa, price: 89_500),
                    .fit(.aveo, price: 94_500),
                ]
            ),
            Line(Brand("NTK", "NTK"), [.fit(.tsuru, price: 98_500), .fit(.versa, .march, price: 134_500)]),
        ],
    )

    private static let throttleSensors = Family(
        "Sensor",
        code: "SEN",
        category: "Sensores",
        tags: ["sensores", "inyección"],
        aliases: ["sensor de inyección"],
        labelAttribute: nil,
        variants: [
            sensor("TPS", "posición del acelerador", .tsuru, 48_500),
            sensor("TPS", "posición del acelerador", .chevy, 32_500),
            sensor("MAF", "masa de aire", .jettaA4, 124_500),
            sensor("MAF", "masa de aire", .versa, 98_500),
            sensor("MAP", "presión del múltiple", .aveo, 46_500),
            sensor("CKP", "posición del cigüeñal", .chevy, 34_500),
            sensor("CKP", "posición del cigüeñal", .jettaA4, 56_500),
            sensor("CMP", "posición del árbol de levas", .versa, 44_500),
            sensor("Temperatura", "temperatura del anticongelante", .tsuru, 18_500),
            sensor("Detonación", "detonación", .tsuru, 39_500),
        ],
        brands: [Brand("Tomco", "TOM")],
    )

    private static let fuelPumps = Family(
        "Bomba de Gasolina",
        code: "BGA",
        category: "Inyección",
        tags: ["inyección", "combustible"],
        aliases: ["bomba de combustible", "repuesto de bomba de gasolina"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Bosch", "BOS"),
                [
                    .fit(.tsuru, price: 89_500), .fit(.jettaA4, .golfA4, price: 164_500), .fit(.chevy, price: 84_500),
                ]
            ),
            Line(
                Brand("Carter", "CAR"),
                [
                    .fit(.aveo, price: 94_500), .fit(.ranger, price: 149_500), .fit(.f150, price: 168_500),
                ]
            ),
        ],
    )

    /// A sensor named by the abbreviation the trade uses and, for search, by what it measures.
    private static func sensor(_ kind: String, _ meaning: String, _ vehicle: Vehicle, _ price: Int64) -> Variant {
        Variant(
            "\(kind) \(vehicle.label)",
            price,
            code: kind.prefix(4).uppercased() + "-" + vehicle.code,
            aliases: ["sensor de " + meaning],
            attributes: ["fits": vehicle.label, "make": vehicle.make, "sensor": kind],
        )
    }
}
