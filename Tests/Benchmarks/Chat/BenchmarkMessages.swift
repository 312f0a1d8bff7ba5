// Data: what the customers of the benchmark write, by tenant.

enum BenchmarkMessages {
    private static let greetings = [
        "Hola", "Buenos días", "Hola, buenas tardes", "Buenas noches, ¿hay alguien?", "Qué tal, buen día", "Hola!!",
    ]
    private static let openings = ["", "Busco ", "¿Tienen ", "Necesito ", "Qué precio tiene ", "Me interesa "]
    private static let products: [[String]] = [
        [
            "balatas delanteras para Tsuru", "filtro de aceite Versa", "bujías NGK", "aceite 10w40",
            "amortiguador de Jetta",
            "bomba de agua Chevy", "anticongelante", "batería para Aveo", "disco de freno Tiida", "limpiaparabrisas",
        ],
        [
            "tornillos de 1/2 pulgada", "cemento gris", "pintura blanca 19 litros", "chapa para baño",
            "tubo pvc 4 pulgadas",
            "martillo", "clavos de 2 pulgadas", "cable calibre 12", "candado de 50 mm", "brocha de 3 pulgadas",
        ],
        [
            "leche deslactosada", "arroz 1 kilo", "coca cola 600", "papel de baño", "detergente en polvo",
            "frijol negro",
            "atún en agua", "galletas marías", "aceite de cocina", "huevo blanco",
        ],
    ]

    /// 3 of 10 are greetings, 7 of 10 product searches.
    static func message(_ number: Int, tenant: Int) -> String {
        let turn = number / products.count
        guard turn % 10 >= 3 else { return greetings[turn / 10 % greetings.count] }
        return openings[turn % openings.count] + product(turn, tenant: tenant)
    }

    static func product(_ number: Int, tenant: Int) -> String {
        let list = products[tenant]
        return list[number / 10 % list.count]
    }
}
