// Filters: oil by interchange number, air, petrol and cabin by vehicle.

enum JavazFilters {
    static var families: [Family] { [oil, air, petrol, cabin] }

    private static let oil = Family(
        "Filtro Aceite",
        code: "FAC",
        category: "Filtros",
        tags: ["filtros", "afinación"],
        aliases: ["filtro de aceite", "filtro para aceite"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Gonher", "GON"),
                [
                    .fit(.tsuru, .versa, .march, part: "GP-607", price: 8_900),
                    .fit(.jettaA4, .golfA4, part: "GP-287", price: 10_500),
                    .fit(.aveo, .chevy, part: "GP-47", price: 8_500),
                    .fit(.corolla, .yaris, part: "GP-967", price: 9_900),
                    .fit(.civic, .crv, part: "GP-317", price: 9_900),
                    .fit(.f150, .ranger, part: "GP-2", price: 9_500),
                    .fit(.silverado, part: "GP-980", price: 11_500),
                    .fit(.vocho, part: "GP-1600", price: 7_500),
                ]
            ),
            Line(
                Brand("Interfil", "INT", 1050),
                [
                    .fit(.tsuru, .versa, .march, part: "OF-6607", price: 8_900),
                    .fit(.jettaA4, .golfA4, part: "OF-2870", price: 10_500),
                    .fit(.jettaA6, part: "OF-5217", price: 12_500),
                    .fit(.aveo, .chevy, part: "OF-3387", price: 8_500),
                    .fit(.hilux, .hilux2016, part: "OF-4967", price: 12_000),
                    .fit(.attitude, .i10, part: "OF-9688", price: 9_800),
                ]
            ),
            Line(
                Brand("Fram", "FRA", 1300),
                [
                    .fit(.np300, .tiida, part: "PH6607", price: 9_500),
                    .fit(.jettaA4, .golfA4, part: "PH2870A", price: 10_500),
                    .fit(.civic, .crv, part: "PH7317", price: 9_900),
                    .fit(.f150, .ranger, part: "PH2", price: 9_500),
                ]
            ),
        ],
    )

    private static let air = Family(
        "Filtro Aire",
        code: "FAI",
        category: "Filtros",
        tags: ["filtros", "afinación"],
        aliases: ["filtro de aire", "filtro para aire"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Gonher", "GON"),
                [
                    .fit(.tsuru, price: 11_500), .fit(.versa, .march, price: 13_500), .fit(.aveo, price: 12_500),
                    .fit(.chevy, price: 9_800), .fit(.jettaA4, .golfA4, price: 14_500), .fit(.np300, price: 19_500),
                    .fit(.ranger, price: 17_500), .fit(.f150, price: 19_500),
                ]
            ),
            Line(
                Brand("Interfil", "INT", 1080),
                [
                    .fit(.tsuru, price: 11_500), .fit(.versa, .march, price: 13_500), .fit(.jettaA6, price: 18_500),
                    .fit(.vento, price: 16_500), .fit(.spark, price: 13_000), .fit(.hilux, price: 21_500),
                    .fit(.corolla, price: 16_500), .fit(.civic, price: 17_500),
                ]
            ),
        ],
    )

    private static let petrol = Family(
        "Filtro Gasolina",
        code: "FGA",
        category: "Filtros",
        tags: ["filtros", "afinación"],
        aliases: ["filtro de gasolina", "filtro de combustible"],
        labelAttribute: nil,
        variants: [
            .fit(.tsuru, price: 9_500), .fit(.jettaA4, .golfA4, price: 16_500), .fit(.chevy, .corsa, price: 8_500),
            .fit(.pointer, price: 9_000), .fit(.platina, price: 14_500), .fit(.ranger, price: 13_500),
            .fit(.f150, price: 12_500), .fit(.pickUpD22, price: 10_500), .fit(.vocho, price: 4_500),
        ],
        brands: [Brand("Gonher", "GON")],
    )

    private static let cabin = Family(
        "Filtro Cabina",
        code: "FCA",
        category: "Filtros",
        tags: ["filtros"],
        aliases: ["filtro de cabina", "filtro de polen", "filtro de aire acondicionado"],
        labelAttribute: nil,
        variants: [
            .fit(.versa, .march, price: 14_500), .fit(.jettaA6, price: 19_500), .fit(.vento, price: 18_500),
            .fit(.corolla, .yaris, price: 17_500), .fit(.civic, .crv, price: 19_000), .fit(.aveo2018, price: 16_500),
        ],
        brands: [Brand("Interfil", "INT")],
    )
}
