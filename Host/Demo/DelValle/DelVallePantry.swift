// Staples: oil, rice, beans, sugar, flour, pasta, soup, coffee, cereal, bread, eggs, spices.

enum DelVallePantry {
    static var families: [Family] {
        [
            oil, rice, beans, bulk, sugar, salt, flour, pasta, soups, coffee, chocolate, cereal, oats, bread, tortillas,
            cakes, eggs, spices, baking, babyFood,
        ]
    }

    private static func groceries(
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

    private static let oil = groceries(
        "Aceite Vegetal",
        "ACV",
        "Aceites",
        ["despensa", "cocina"],
        ["aceite comestible", "aceite de cocina"],
        [
            Line(Brand("Nutrioli", "NUT"), [Variant("850 ml", 4_900), Variant("400 ml", 2_900)]),
            Line(Brand("1-2-3", "123"), [Variant("1 L", 4_800), Variant("500 ml", 2_800), Variant("1.5 L", 7_200)]),
            Line(Brand("Capullo", "CAP"), [Variant("840 ml", 5_600)]),
            Line(Brand("Patrona", "PAT"), [Variant("850 ml", 3_900)]),
            Line(Brand("Ave", "AVE"), [Variant("850 ml", 3_600)]),
        ]
    )
    private static let rice = groceries(
        "Arroz",
        "ARR",
        "Arroz y Frijol",
        ["despensa", "granos"],
        ["arroz blanco"],
        [
            Line(
                Brand("Verde Valle", "VEV"),
                [Variant("Súper Extra 900 g", 3_900), Variant("Súper Extra 500 g", 2_400)]
            ),
            Line(Brand("Morelos", "MOR"), [Variant("900 g", 4_200)]),
            Line(Brand("Schettino", "SCH"), [Variant("900 g", 3_200)]),
        ]
    )
    private static let beans = groceries(
        "Frijol",
        "FRJ",
        "Arroz y Frijol",
        ["despensa", "granos"],
        ["frijoles"],
        [
            Line(
                Brand("Verde Valle", "VEV"),
                [Variant("Negro 900 g", 4_600), Variant("Pinto 900 g", 4_500), Variant("Peruano 900 g", 5_600)]
            ),
            Line(Brand("Schettino", "SCH"), [Variant("Negro 900 g", 3_900)]),
        ]
    )
    private static let bulk = Family(
        "",
        code: "GRA",
        category: "Granel",
        unit: "KG",
        tags: ["despensa", "granel"],
        aliases: ["a granel", "por kilo", "suelto"],
        labelAttribute: nil,
        variants: [
            Variant("Azúcar Estándar a Granel", 2_900, aliases: ["azúcar", "azúcar morena"]),
            Variant("Arroz a Granel", 2_600, aliases: ["arroz por kilo"]),
            Variant("Frijol Negro a Granel", 3_800, aliases: ["frijoles", "frijol por kilo"]),
            Variant("Frijol Flor de Mayo a Granel", 4_400, aliases: ["frijoles", "frijol por kilo"]),
            Variant("Lenteja a Granel", 3_600, aliases: ["lentejas"]),
            Variant("Garbanzo a Granel", 4_600, aliases: ["garbanzos"]),
            Variant("Maíz Pozolero a Granel", 3_900, aliases: ["maíz cacahuazintle"]),
            Variant("Chile Guajillo a Granel", 18_900, code: "GUAJ", aliases: ["chile seco"]),
            Variant("Chile Ancho a Granel", 21_900, code: "ANCHO", aliases: ["chile seco"]),
            Variant("Jamaica a Granel", 16_900, aliases: ["flor de jamaica"]),
            Variant("Croqueta Perro a Granel", 3_400, aliases: ["croquetas sueltas"]),
        ],
    )
    private static let sugar = groceries(
        "Azúcar",
        "AZU",
        "Azúcar y Sal",
        ["despensa"],
        ["azucar de mesa", "endulzante"],
        [
            Line(Brand("Zulka", "ZUL"), [Variant("Morena 1 kg", 3_800), Variant("Morena 2 kg", 7_400)]),
            Line(.none, [Variant("Estándar Bolsa 2 kg", 6_200), Variant("Glass 500 g", 2_900)]),
        ]
    )
    private static let salt = groceries(
        "Sal",
        "SAL",
        "Azúcar y Sal",
        ["despensa"],
        ["sal de mesa", "sal refinada"],
        [
            Line(Brand("La Fina", "LAF"), [Variant("1 kg", 1_900), Variant("Bote 750 g", 2_400)]),
            Line(Brand("Elefante", "ELE"), [Variant("1 kg", 1_500)]),
        ]
    )
    private static let flour = groceries(
        "Harina",
        "HAR",
        "Harinas",
        ["despensa", "repostería"],
        ["harina para cocinar"],
        [
            Line(
                Brand("Maseca", "MAS"),
                [Variant("de Maíz 1 kg", 2_400, aliases: ["masa para tortillas"]), Variant("para Tamal 1 kg", 2_900)]
            ),
            Line(Brand("Minsa", "MIN"), [Variant("de Maíz 1 kg", 2_200, aliases: ["masa para tortillas"])]),
            Line(
                Brand("Tres Estrellas", "TRE"),
                [
                    Variant("de Trigo 1 kg", 2_700),
                    Variant("Hot Cakes 800 g", 4_200, aliases: ["hotcakes", "pancakes"]),
                ]
            ),
            Line(Brand("San Antonio", "SAN"), [Variant("de Trigo 1 kg", 2_300)]),
            Line(Brand("Gamesa", "GAM"), [Variant("Hot Cakes 500 g", 3_400, aliases: ["hotcakes", "pancakes"])]),
        ]
    )
    private static let pasta = groceries(
        "Pasta",
        "PAS",
        "Pastas y Sopas",
        ["despensa", "pastas"],
        ["sopa de pasta", "sopita", "fideos"],
        [
            Line(
                Brand("La Moderna", "MOD"),
                [
                    Variant("Fideo No. 2 200 g", 1_100), Variant("Codo No. 2 200 g", 1_100),
                    Variant("Letras 200 g", 1_100),
                    Variant("Estrella 200 g", 1_100), Variant("Spaghetti 200 g", 1_200, aliases: ["espagueti"]),
                ]
            ),
            Line(
                Brand("Yemina", "YEM"),
                [Variant("Fideo 200 g", 1_000), Variant("Pluma 200 g", 1_000), Variant("Municiones 200 g", 1_000)]
            ),
            Line(Brand("Barilla", "BAR"), [Variant("Spaghetti No. 5 500 g", 4_200, aliases: ["espagueti"])]),
        ]
    )
    private static let soups = groceries(
        "Sopa Instantánea",
        "SOP",
        "Pastas y Sopas",
        ["despensa", "sopas"],
        ["sopa de vaso", "ramen"],
        [
            Line(
                Brand("Maruchan", "MAR"),
                [
                    Variant("Camarón 64 g", 1_900, aliases: ["maruchan"]),
                    Variant("Camarón, Limón y Habanero 64 g", 1_900, code: "CLH64G", aliases: ["maruchan"]),
                    Variant("Pollo 64 g", 1_900, aliases: ["maruchan"]),
                ]
            ),
            Line(
                Brand("Nissin", "NIS", product: "Cup Noodles"),
                [Variant("Camarón 64 g", 1_800), Variant("Res 64 g", 1_800)]
            ),
        ]
    )
    private static let coffee = groceries(
        "Café",
        "CAF",
        "Café y Té",
        ["despensa", "café"],
        ["cafe"],
        [
            Line(
                Brand("Nescafé", "NES"),
                [
                    Variant("Clásico 120 g", 11_900, aliases: ["café soluble"]),
                    Variant("Clásico 225 g", 19_900, aliases: ["café soluble"]), Variant("Decaf 170 g", 17_900),
                ]
            ),
            Line(
                Brand("Legal", "LEG"),
                [
                    Variant("Molido 400 g", 9_900, aliases: ["café de olla", "café de grano"]),
                    Variant("Soluble 180 g", 8_900, aliases: ["café soluble"]),
                ]
            ),
            Line(Brand("Blasón", "BLA"), [Variant("Molido Gourmet 400 g", 16_900, aliases: ["café de grano"])]),
        ]
    )
    private static let chocolate = groceries(
        "",
        "CHO",
        "Café y Té",
        ["despensa", "bebidas calientes"],
        ["bebida caliente"],
        [
            Line(
                Brand("Abuelita", "ABU"),
                [Variant("Chocolate de Mesa 540 g", 10_900, aliases: ["chocolate abuelita", "tablilla de chocolate"])]
            ),
            Line(
                Brand("Choco Milk", "CHM"),
                [Variant("Polvo Chocolate 350 g", 5_400, aliases: ["chocomilk", "chocolate en polvo"])]
            ),
            Line(Brand("Nesquik", "NQK"), [Variant("Polvo Chocolate 357 g", 6_200, aliases: ["chocolate en polvo"])]),
            Line(
                Brand("McCormick", "MCC"),
                [
                    Variant("Té de Manzanilla 25 Sobres", 3_200, unit: "CJA", aliases: ["te", "manzanilla"]),
                    Variant("Té de Limón 25 Sobres", 3_200, unit: "CJA", aliases: ["te", "té limón"]),
                ]
            ),
        ]
    )
    private static let cereal = groceries(
        "Cereal",
        "CER",
        "Cereales",
        ["despensa", "desayuno"],
        ["cereal de caja", "hojuelas"],
        [
            Line(
                Brand("Kellogg's", "KEL"),
                [
                    Variant("Corn Flakes 500 g", 6_900), Variant("Zucaritas 490 g", 7_900),
                    Variant("Choco Krispis 480 g", 8_200),
                    Variant("Froot Loops 370 g", 7_600),
                ]
            ),
            Line(Brand("Nestlé", "NTL"), [Variant("Nesquik 330 g", 6_800), Variant("Cheerios 300 g", 6_900)]),
            Line(Brand("Maizoro", "MZO"), [Variant("Hojuelas Azucaradas 400 g", 4_400)]),
        ]
    )
    private static let oats = groceries(
        "Avena",
        "AVN",
        "Cereales",
        ["despensa", "desayuno"],
        ["avena en hojuelas"],
        [
            Line(Brand("Quaker", "QUA"), [Variant("Bolsa 400 g", 2_400), Variant("Bote 475 g", 4_400)]),
            Line(Brand("3 Minutos", "3MI"), [Variant("Bolsa 400 g", 2_100)]),
        ]
    )
    private static let bread = groceries(
        "Pan",
        "PAN",
        "Pan y Tortillas",
        ["panadería"],
        ["pan empacado"],
        [
            Line(
                Brand("Bimbo", "BIM"),
                [
                    Variant("Blanco Grande 680 g", 5_200, aliases: ["pan de caja"]),
                    Variant("Integral Grande 675 g", 5_800, aliases: ["pan de caja"]),
                    Variant("Medias Noches 8 pzas", 4_500, aliases: ["pan para hot dog"]),
                    Variant("Bimbollos 8 pzas", 5_200, aliases: ["pan para hamburguesa"]),
                    Variant("Tostado Clásico 210 g", 3_600),
                    Variant("Molido Clásico 210 g", 3_400, aliases: ["empanizador"]),
                ]
            ),
            Line(Brand("Tía Rosa", "TIA"), [Variant("Doraditas 4 pzas", 2_200)]),
        ]
    )
    private static let tortillas = groceries(
        "Tortillas de Harina",
        "TOR",
        "Pan y Tortillas",
        ["panadería"],
        ["tortilla", "tortillas"],
        [
            Line(Brand("Tía Rosa", "TIA"), [Variant("Tortillinas 12 pzas", 2_700)])
        ]
    )
    private static let cakes = groceries(
        "Pastelito",
        "PSL",
        "Pan y Tortillas",
        ["panadería", "antojos"],
        ["pastelitos", "panqué"],
        [
            Line(
                Brand("Marinela", "MRN"),
                [
                    Variant("Gansito 50 g", 2_100, aliases: ["gansito"]), Variant("Pingüinos 80 g", 2_600),
                    Variant("Choco Roles 122 g", 2_700),
                ]
            )
        ]
    )
    private static let eggs = Family(
        "Huevo Blanco",
        code: "HUE",
        category: "Huevo",
        tags: ["frescos"],
        aliases: ["huevos", "blanquillos"],
        labelAttribute: "presentation",
        brandPlacement: .beforeVariant,
        lines: [
            Line(
                .none,
                [
                    Variant("a Granel", 4_600, unit: "KG", aliases: ["kilo de huevo"]),
                    Variant("Cono 30 pzas", 8_400, unit: "PAQ", aliases: ["cartera de huevo", "tapa de huevo"]),
                ]
            ),
            Line(
                Brand("San Juan", "SJU"),
                [
                    Variant("12 pzas", 4_400, unit: "PAQ", aliases: ["docena de huevo"]),
                    Variant("18 pzas", 6_200, unit: "PAQ"),
                ]
            ),
            Line(Brand("Bachoco", "BAC"), [Variant("18 pzas", 6_100, unit: "PAQ")]),
        ],
    )
    private static let spices = groceries(
        "",
        "ESP",
        "Condimentos",
        ["despensa", "condimentos"],
        ["sazonador", "especias"],
        [
            Line(
                Brand("Knorr", "KNO"),
                [
                    Variant("Suiza Caldo de Pollo 100 g", 2_900, aliases: ["consomé", "knorr suiza"]),
                    Variant("Tomate 8 Cubos 88 g", 2_400, aliases: ["consomate", "cubos de caldo"]),
                ]
            ),
            Line(
                Brand("McCormick", "MCC"),
                [
                    Variant("Pimienta Negra Molida 36 g", 4_400, aliases: ["pimienta"]),
                    Variant("Ajo en Polvo 66 g", 4_600, aliases: ["ajo molido"]),
                ]
            ),
            Line(Brand("Maggi", "MAG"), [Variant("Jugo Sazonador 100 ml", 4_600, aliases: ["jugo maggi"])]),
            Line(
                Brand("Crosse & Blackwell", "CRO"),
                [Variant("Salsa Inglesa 145 ml", 4_400, aliases: ["salsa inglesa"])]
            ),
            Line(Brand("Tajín", "TAJ"), [Variant("Clásico 142 g", 4_200, aliases: ["chile en polvo", "chile limón"])]),
        ]
    )
    private static let baking = groceries(
        "",
        "REP",
        "Repostería",
        ["despensa", "repostería"],
        ["postres"],
        [
            Line(
                Brand("Royal", "ROY"),
                [Variant("Polvo para Hornear 220 g", 4_900, aliases: ["espauda", "levadura en polvo"])]
            ),
            Line(
                Brand("D'Gari", "DGA"),
                [
                    Variant("Gelatina Fresa 140 g", 1_500, aliases: ["gelatina de agua"]),
                    Variant("Gelatina Limón 140 g", 1_500, aliases: ["gelatina de agua"]),
                ]
            ),
            Line(
                Brand("Maizena", "MAI"),
                [
                    Variant("Fécula de Maíz 160 g", 2_400, aliases: ["maicena"]),
                    Variant("Atole Vainilla 47 g", 900, aliases: ["atole"]),
                ]
            ),
            Line(
                Brand("Karo", "KAR"),
                [Variant("Miel de Maíz 500 ml", 5_400, aliases: ["jarabe", "miel para hot cakes"])]
            ),
        ]
    )
    private static let babyFood = groceries(
        "",
        "BEB",
        "Bebé",
        ["bebé"],
        ["para bebé"],
        [
            Line(
                Brand("Gerber", "GER"),
                [
                    Variant("Papilla Manzana 113 g", 1_700, aliases: ["papilla"]),
                    Variant("Papilla Mango 113 g", 1_700, code: "PAPMNG113G", aliases: ["papilla"]),
                ]
            ),
            Line(Brand("Nido", "NID"), [Variant("Kinder 1+ 800 g", 21_900, aliases: ["leche en polvo", "fórmula"])]),
            Line(
                Brand("Huggies", "HUG"),
                [
                    Variant("Pañal Etapa 3 40 pzas", 26_900, unit: "PAQ", aliases: ["pañales"]),
                    Variant("Toallitas Húmedas 80 pzas", 4_900, unit: "PAQ", aliases: ["toallitas para bebé"]),
                ]
            ),
        ]
    )
}
