// Paper, personal care, candles, batteries, pets, disposables.

enum DelValleHousehold {
    static var families: [Family] {
        [paper, bodySoap, hairCare, oralCare, personal, home, batteries, dogFood, catFood, disposables, pharmacy]
    }

    private static func household(
        _ name: String,
        _ code: String,
        _ category: String,
        _ tags: [String],
        _ aliases: [String],
        _ lines: [Line],
    ) -> Family {
        Family(
            name,
            code: code,
            category: category,
            tags: tags,
            aliases: aliases,
            labelAttribute: "presentation",
            brandPlacement: .beforeVariant,
            lines: lines,
        )
    }

    private static let paper = Family(
        "",
        code: "PAP",
        category: "Papel",
        tags: ["papel", "hogar"],
        aliases: ["papel"],
        labelAttribute: "presentation",
        lines: [
            Line(
                Brand("Pétalo", "PET"),
                [
                    Variant("Papel Higiénico 4 Rollos", 3_400, unit: "PAQ", aliases: ["papel de baño"]),
                    Variant("Papel Higiénico 12 Rollos", 9_900, unit: "PAQ", aliases: ["papel de baño"]),
                    Variant("Servilletas 220 pzas", 3_200, unit: "PAQ", aliases: ["servilletas de papel"]),
                    Variant(
                        "Toalla de Cocina 1 Rollo",
                        2_900,
                        unit: "ROLLO",
                        aliases: ["papel de cocina", "servitoalla"]
                    ),
                ]
            ),
            Line(
                Brand("Regio", "REG"),
                [
                    Variant("Papel Higiénico 4 Rollos", 3_900, unit: "PAQ", aliases: ["papel de baño"]),
                    Variant("Servilletas 250 pzas", 3_900, unit: "PAQ", aliases: ["servilletas de papel"]),
                ]
            ),
            Line(
                Brand("Suavel", "SVL"),
                [Variant("Papel Higiénico 4 Rollos", 2_700, unit: "PAQ", aliases: ["papel de baño"])]
            ),
            Line(
                Brand("Kleenex", "KLE"),
                [Variant("Pañuelos 90 pzas", 2_700, unit: "CJA", aliases: ["kleenex", "pañuelos desechables"])]
            ),
        ],
    )
    private static let bodySoap = household(
        "Jabón de Tocador",
        "JTO",
        "Cuidado Personal",
        ["higiene"],
        ["jabón de baño", "jabón de manos"],
        [
            Line(
                Brand("Palmolive", "PAL"),
                [Variant("Neutro Balance 150 g", 2_200), Variant("Aloe y Oliva 150 g", 2_200)]
            ),
            Line(Brand("Zest", "ZES"), [Variant("Aqua 150 g", 2_100)]),
            Line(Brand("Escudo", "ESC"), [Variant("Antibacterial 150 g", 2_300)]),
            Line(Brand("Dove", "DOV"), [Variant("Original 135 g", 3_200)]),
        ]
    )
    private static let hairCare = household(
        "Shampoo",
        "SHA",
        "Cuidado Personal",
        ["higiene"],
        ["champú", "jabón para el pelo"],
        [
            Line(
                Brand("Head & Shoulders", "HYS"),
                [
                    Variant("Limpieza Renovadora 375 ml", 8_900),
                    Variant("Sobre 18 ml", 700, aliases: ["sobrecito de shampoo"]),
                ]
            ),
            Line(Brand("Sedal", "SED"), [Variant("Ceramidas 620 ml", 6_400)]),
            Line(Brand("Savilé", "SAV"), [Variant("Sábila y Miel 700 ml", 5_200)]),
        ]
    )
    private static let oralCare = household(
        "",
        "DEN",
        "Cuidado Personal",
        ["higiene"],
        ["higiene bucal"],
        [
            Line(
                Brand("Colgate", "COL"),
                [
                    Variant("Pasta Dental Triple Acción 100 ml", 3_900, aliases: ["pasta de dientes"]),
                    Variant("Pasta Dental Total 75 ml", 5_400, aliases: ["pasta de dientes"]),
                    Variant("Cepillo Dental Premier", 2_200, aliases: ["cepillo de dientes"]),
                ]
            ),
            Line(
                Brand("Crest", "CRE"),
                [Variant("Pasta Dental Complete 100 ml", 3_600, aliases: ["pasta de dientes"])]
            ),
        ]
    )
    private static let personal = household(
        "",
        "PER",
        "Cuidado Personal",
        ["higiene"],
        ["cuidado personal"],
        [
            Line(Brand("Rexona", "REX"), [Variant("Desodorante Roll-On 50 ml", 4_200, aliases: ["desodorante"])]),
            Line(Brand("Speed Stick", "SPE"), [Variant("Desodorante Barra 50 g", 4_400, aliases: ["desodorante"])]),
            Line(
                Brand("Gillette", "GIL"),
                [Variant("Rastrillo Prestobarba 2", 2_400, aliases: ["rastrillo", "navaja de rasurar"])]
            ),
            Line(
                Brand("Saba", "SAA"),
                [Variant("Toallas Femeninas con Alas 10 pzas", 3_400, unit: "PAQ", aliases: ["toallas sanitarias"])]
            ),
            Line(
                Brand("Nivea", "NIV"),
                [Variant("Crema Corporal Soft 100 ml", 6_400, aliases: ["crema para el cuerpo"])]
            ),
        ]
    )
    private static let home = household(
        "",
        "HOG",
        "Hogar",
        ["hogar"],
        ["artículo para el hogar"],
        [
            Line(
                .none,
                [
                    Variant("Veladora Vaso Limonero", 1_900, aliases: ["veladora", "vela"]),
                    Variant("Veladora Guadalupana No. 10", 2_900, aliases: ["veladora", "vela"]),
                    Variant("Vela Blanca 4 pzas", 2_200, unit: "PAQ", aliases: ["velas"]),
                ]
            ),
            Line(
                Brand("La Central", "LCE"),
                [Variant("Cerillos Clásicos 50 Luces", 300, unit: "CJA", aliases: ["cerillos", "fósforos"])]
            ),
            Line(Brand("Bic", "BIC"), [Variant("Encendedor Maxi", 2_200, aliases: ["encendedor", "mechero"])]),
            Line(
                Brand("Raid", "RAI"),
                [Variant("Insecticida Casa y Jardín 400 ml", 7_900, aliases: ["mata moscas", "spray para cucarachas"])]
            ),
            Line(
                Brand("Glade", "GLD"),
                [Variant("Aromatizante Lavanda 400 ml", 5_400, aliases: ["desodorante ambiental"])]
            ),
        ]
    )
    private static let batteries = household(
        "Pilas",
        "PIL",
        "Hogar",
        ["hogar", "pilas"],
        ["pila", "baterías"],
        [
            Line(
                Brand("Duracell", "DUR"),
                [
                    Variant("AA 4 pzas", 9_900, unit: "PAQ"), Variant("AAA 4 pzas", 9_900, unit: "PAQ"),
                    Variant("9V 1 pza", 11_900),
                ]
            ),
            Line(
                Brand("Energizer", "ENR"),
                [Variant("AA 2 pzas", 5_400, unit: "PAQ"), Variant("AAA 2 pzas", 5_400, unit: "PAQ")]
            ),
        ]
    )
    private static let dogFood = household(
        "Croquetas Perro",
        "CPE",
        "Mascotas",
        ["mascotas"],
        ["croquetas", "comida para perro"],
        [
            Line(
                Brand("Pedigree", "PED"),
                [Variant("Adulto 2 kg", 14_900), Variant("Adulto 4 kg", 27_900), Variant("Cachorro 2 kg", 16_400)]
            ),
            Line(
                Brand("Dog Chow", "DOG"),
                [
                    Variant("Adulto 2 kg", 17_900),
                    Variant("Adulto 20 kg", 112_900, unit: "BULTO", aliases: ["bulto de croquetas"]),
                ]
            ),
            Line(
                Brand("Ganador", "GAN"),
                [Variant("Adulto 20 kg", 79_900, unit: "BULTO", aliases: ["bulto de croquetas"])]
            ),
        ]
    )
    private static let catFood = household(
        "Alimento Gato",
        "CGA",
        "Mascotas",
        ["mascotas"],
        ["croquetas de gato", "comida para gato"],
        [
            Line(Brand("Whiskas", "WHI"), [Variant("Croquetas 1.5 kg", 13_900), Variant("Sobre Atún 85 g", 1_300)]),
            Line(Brand("Cat Chow", "CAT"), [Variant("Croquetas 1.5 kg", 16_900)]),
        ]
    )
    private static let disposables = household(
        "",
        "DES",
        "Desechables",
        ["desechables"],
        ["desechable", "para fiesta"],
        [
            Line(
                Brand("Reyma", "REY"),
                [
                    Variant("Vaso Térmico No. 8 25 pzas", 2_400, unit: "PAQ", aliases: ["vasos de unicel"]),
                    Variant("Plato Térmico No. 8 20 pzas", 3_400, unit: "PAQ", aliases: ["platos de unicel"]),
                    Variant("Cuchara Mediana 25 pzas", 1_900, unit: "PAQ", aliases: ["cucharas desechables"]),
                    Variant("Vaso Plástico No. 12 50 pzas", 4_900, unit: "PAQ", aliases: ["vasos de plástico"]),
                ]
            ),
            Line(
                Brand("Reynolds", "RYN"),
                [Variant("Papel Aluminio 7.6 m", 3_900, unit: "ROLLO", aliases: ["aluminio"])]
            ),
            Line(
                Brand("Kleen Pack", "KPK"),
                [
                    Variant(
                        "Película Adherente 30 m",
                        3_400,
                        unit: "ROLLO",
                        aliases: ["plástico para envolver", "egapack"]
                    )
                ]
            ),
        ]
    )
    private static let pharmacy = household(
        "",
        "FAR",
        "Farmacia",
        ["farmacia"],
        ["medicina", "remedio"],
        [
            Line(
                Brand("Alka-Seltzer", "ALK"),
                [Variant("Efervescente 12 Tabletas", 4_400, unit: "CJA", aliases: ["alka", "para la indigestión"])]
            ),
            Line(
                Brand("Aspirina", "ASP"),
                [Variant("500 mg 20 Tabletas", 4_600, unit: "CJA", aliases: ["para el dolor"])]
            ),
            Line(
                Brand("Jaloma", "JAL"),
                [
                    Variant("Alcohol 70° 250 ml", 2_900, aliases: ["alcohol"]), Variant("Agua Oxigenada 112 ml", 1_700),
                    Variant("Algodón 50 g", 2_400),
                ]
            ),
        ]
    )
}
