// Brakes: pads by FMSI number, shoes, discs and hydraulics.

enum JavazBrakes {
    static var families: [Family] { [frontPads, rearPads, shoes, discs, masterCylinders] }

    private static let frontPads = Family(
        "Balatas Del.",
        code: "BAL",
        category: "Frenos",
        unit: "JGO",
        tags: ["frenos", "balatas"],
        aliases: ["balatas delanteras", "pastillas de freno", "pastillas delanteras", "balata"],
        labelAttribute: nil,
        attributes: ["position": "delantera"],
        lines: [
            Line(
                Brand("Wagner", "WAG"),
                [
                    .fit(.tsuru, part: "D583", price: 38_500),
                    .fit(.versa, .march, part: "D1592", price: 52_000),
                    .fit(.tiida, part: "D1273", price: 56_000),
                    .fit(.aveo, part: "D1035", price: 45_500),
                    .fit(.chevy, part: "D796", price: 34_500),
                    .fit(.jettaA4, .golfA4, part: "D768", price: 54_000),
                    .fit(.jettaA6, part: "D1324", price: 69_500),
                    .fit(.np300, part: "D1730", price: 78_000),
                    .fit(.hilux, part: "D976", price: 81_000),
                    .fit(.ranger, part: "D833", price: 64_500),
                    .fit(.f150, part: "D931", price: 76_500),
                ]
            ),
            Line(
                Brand("Brembo", "BRE", 1480),
                [
                    .fit(.tsuru, part: "D583", price: 38_500),
                    .fit(.versa, .march, part: "D1592", price: 52_000),
                    .fit(.aveo, part: "D1035", price: 45_500),
                    .fit(.jettaA4, .golfA4, part: "D768", price: 54_000),
                    .fit(.jettaA6, part: "D1324", price: 69_500),
                    .fit(.civic, part: "D914", price: 72_000),
                    .fit(.corolla, part: "D1210", price: 74_000),
                    .fit(.hilux2016, part: "D2218", price: 92_000),
                ]
            ),
            Line(
                Brand("Fritec", "FRI", 820),
                [
                    .fit(.tsuru, part: "D583", price: 38_500),
                    .fit(.platina, part: "D1063", price: 39_500),
                    .fit(.chevy, part: "D796", price: 34_500),
                    .fit(.pointer, .gol, part: "D280", price: 36_000),
                    .fit(.pickUpD22, part: "D668", price: 48_000),
                    .fit(.spark, part: "D1321", price: 46_000),
                    .fit(.attitude, part: "D1156", price: 47_500),
                ]
            ),
        ],
    )

    private static let rearPads = Family(
        "Balatas Tras.",
        code: "BAL",
        category: "Frenos",
        unit: "JGO",
        tags: ["frenos", "balatas"],
        aliases: ["balatas traseras", "pastillas de freno traseras", "balata trasera"],
        labelAttribute: nil,
        attributes: ["position": "trasera"],
        variants: [
            .fit(.jettaA4, .golfA4, part: "D340", price: 43_000),
            .fit(.jettaA6, part: "D1108", price: 51_000),
            .fit(.sentra2013, part: "D1288", price: 49_500),
            .fit(.civic, part: "D537", price: 47_000),
            .fit(.crv, part: "D1086", price: 56_500),
            .fit(.mazda3, part: "D973", price: 54_500),
        ],
        brands: [Brand("Wagner", "WAG")],
    )

    private static let shoes = Family(
        "Zapatas de Freno Tras.",
        code: "ZAP",
        category: "Frenos",
        unit: "JGO",
        tags: ["frenos", "zapatas"],
        aliases: ["balatas de tambor", "zapatas", "balatas traseras de tambor"],
        labelAttribute: nil,
        attributes: ["position": "trasera"],
        variants: [
            .fit(.tsuru, price: 36_500), .fit(.versa, .march, price: 42_500), .fit(.aveo, price: 41_000),
            .fit(.chevy, price: 33_000), .fit(.pointer, .gol, price: 34_500), .fit(.np300, price: 59_000),
            .fit(.hilux, price: 64_000), .fit(.ranger, price: 54_500),
        ],
        brands: [Brand("Fritec", "FRI")],
    )

    private static let discs = Family(
        "Disco de Freno Del.",
        code: "DIS",
        category: "Frenos",
        tags: ["frenos", "discos"],
        aliases: ["disco", "rotor de freno", "discos delanteros"],
        labelAttribute: nil,
        attributes: ["position": "delantera"],
        lines: [
            Line(
                Brand("Brembo", "BRE", 1350),
                [
                    .fit(.versa, .march, price: 78_000), .fit(.jettaA4, .golfA4, price: 86_000),
                    .fit(.jettaA6, price: 112_000), .fit(.civic, price: 105_000), .fit(.corolla, price: 109_000),
                ]
            ),
            Line(
                Brand("Fritec", "FRI"),
                [
                    .fit(.tsuru, price: 54_500), .fit(.versa, .march, price: 78_000), .fit(.aveo, price: 69_000),
                    .fit(.chevy, price: 48_500), .fit(.jettaA4, .golfA4, price: 86_000), .fit(.ranger, price: 124_000),
                    .fit(.np300, price: 128_000), .fit(.hilux, price: 134_000),
                ]
            ),
        ],
    )

    private static let masterCylinders = Family(
        "Cilindro Maestro",
        code: "CMA",
        category: "Frenos",
        tags: ["frenos", "hidráulico"],
        aliases: ["bomba de frenos", "cilindro maestro de frenos"],
        labelAttribute: nil,
        variants: [
            .fit(.tsuru, price: 76_500), .fit(.chevy, price: 72_500), .fit(.jettaA4, price: 118_000),
            .fit(.pickUpD22, price: 105_000),
        ],
        brands: [Brand("TRW", "TRW")],
    )
}
