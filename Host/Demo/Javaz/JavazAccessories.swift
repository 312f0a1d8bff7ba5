// Accessories: wiper blades, care products, roadside gear.

enum JavazAccessories {
    static var families: [Family] { [wipers, flatWipers, care, roadside] }

    private static let wipers = Family(
        "Pluma Limpiaparabrisas",
        code: "LIM",
        category: "Limpiaparabrisas",
        tags: ["limpiaparabrisas", "accesorios"],
        aliases: ["limpiador", "plumas", "escobilla", "hule limpiaparabrisas"],
        labelSuffix: "\"",
        variants: [
            Variant("16", 8_500), Variant("18", 8_900), Variant("20", 9_500), Variant("22", 10_500),
            Variant("24", 11_500),
        ],
        brands: [Brand("Trico", "TRI")],
    )

    private static let flatWipers = Family(
        "Pluma Limpiaparabrisas Plana Aerofit",
        code: "LIP",
        category: "Limpiaparabrisas",
        tags: ["limpiaparabrisas", "accesorios"],
        aliases: ["limpiador", "plumas", "escobilla plana"],
        labelSuffix: "\"",
        variants: [
            Variant("16", 16_500), Variant("18", 17_500), Variant("20", 18_500), Variant("22", 19_500),
            Variant("26", 21_500),
        ],
        brands: [Brand("Bosch", "BOS")],
    )

    private static let care = Family(
        "",
        code: "CUI",
        category: "Cuidado del Auto",
        tags: ["limpieza", "accesorios"],
        aliases: ["limpieza de auto"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Meguiar's", "MEG"),
                [
                    Variant("Shampoo Gold Class 473 ml", 19_500, aliases: ["jabón para carro"]),
                    Variant("Cera Líquida Cleaner Wax 473 ml", 28_500, aliases: ["cera para carro"]),
                ]
            ),
            Line(
                Brand("Armor All", "ARM"),
                [
                    Variant("Protector Original 295 ml", 13_500, aliases: ["abrillantador", "almorol"])
                ]
            ),
            Line(
                Brand("Simoniz", "SIM"),
                [
                    Variant("Cera en Pasta 200 g", 12_500, aliases: ["cera para carro"]),
                    Variant("Abrillantador de Llantas 500 ml", 9_900, aliases: ["brillo para llantas"]),
                ]
            ),
        ],
    )

    private static let roadside = Family(
        "",
        code: "ACC",
        category: "Accesorios",
        tags: ["accesorios", "emergencia"],
        aliases: ["accesorios para auto"],
        labelAttribute: nil,
        lines: [
            Line(
                Brand("Mikel's", "MIK"),
                [
                    Variant("Gato Hidráulico de Botella 2 T", 49_500, aliases: ["gato", "gato para carro"]),
                    Variant("Gato de Patín 2 T", 98_500, aliases: ["gato de patín", "gato para carro"]),
                    Variant("Llave de Cruz 20\"", 32_500, code: "CRUZ20", aliases: ["cruceta"]),
                    Variant(
                        "Cables Pasa Corriente 2.5 m",
                        24_500,
                        aliases: ["cables para pasar corriente", "puentes"]
                    ),
                    Variant("Triángulo de Seguridad", 14_500, unit: "PAR", aliases: ["triángulos reflejantes"]),
                    Variant("Embudo Flexible", 5_900, aliases: ["embudo"]),
                    Variant("Multímetro Digital Automotriz", 39_500, aliases: ["probador de corriente", "tester"]),
                ]
            )
        ],
    )
}
