// Lists of products as customers write and paste them, taken apart.

import AgentDialogue
import OrkestaModel
import Testing

@Suite struct WishTests {
    /// "quantity unit | name", one a line; nothing where nothing was said.
    private func read(_ text: String, _ language: Language = .spanish) -> [String] {
        WishReader(language).wishes(in: Words(text)).map { wish in
            let quantity = wish.amount.map { $0.quantity?.description ?? "\($0)" }
            return [quantity, wish.unit?.code, "| \(wish.text)"].compactMap(\.self).joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("cotízame 3 balatas y 2 litros de aceite", ["3 | balatas", "2 L | aceite"]),
        ("quiero medio kilo de jamón", ["0.5 KG | jamón"]),
        ("kilo y medio de frijol", ["1.5 KG | frijol"]),
        ("dos kilos y medio de arroz", ["2.5 KG | arroz"]),
        ("un cuarto de kilo de queso", ["0.25 KG | queso"]),
        ("1 1/2 litros de thinner", ["1.5 L | thinner"]),
        ("veinticinco tornillos y doscientos treinta clavos", ["25 | tornillos", "230 | clavos"]),
        ("una docena de huevo", ["1 DOC | huevo"]), ("media docena de huevos", ["0.5 DOC | huevos"]),
        ("un par de guantes", ["1 PAR | guantes"]),
        ("2 cajas de clavos", ["2 CAJA | cajas de clavos"]), ("3 cubetas", ["3 | cubetas"]),
        ("5L de pintura blanca, 3 brochas", ["5 L | pintura blanca", "3 | brochas"]),
        ("me das 1,000 tornillos 1/4", ["1000 | tornillos 1/4"]),
        ("codo de 1/2 pulgada", ["| codo de 1/2 pulgada"]), ("1/2 pulgada codo", ["| 1/2 pulgada codo"]),
        ("balatas para jetta 2015", ["| balatas para jetta 2015"]),
        ("martillo, 3", ["3 | martillo"]),
        ("filtro de aceite x2", ["2 | filtro de aceite"]), ("filtro de aire x 4", ["4 | filtro de aire"]),
        ("cemento gris: 10", ["10 | cemento gris"]), ("cemento gris 10 bultos", ["10 BTO | cemento gris"]),
        ("TORN HEX 1/2X2 GALV C/100 - 5 cajas", ["5 CAJA | TORN HEX 1/2X2 GALV C/100"]),
        ("hola, quiero 2 de MAR-16OZ-STA por favor", ["2 | MAR-16OZ-STA"]),
        ("necesito un taladro y una extensión", ["1 | taladro", "1 | extensión"]),
        ("mil doscientos ladrillos", ["1200 | ladrillos"]),
        ("una cosa más: 3 kilos de clavo", ["3 KG | clavo"]),
    ])
    func spanish(text: String, wishes: [String]) { #expect(read(text) == wishes) }

    @Test(arguments: [
        ("I need 3 hammers and 2 liters of paint", ["3 | hammers", "2 L | paint"]),
        ("half a dozen eggs", ["0.5 DOC | eggs"]), ("a pair of gloves", ["1 PAR | gloves"]),
        ("half a kilo of ham", ["0.5 KG | ham"]), ("two and a half kilos of rice", ["2.5 KG | rice"]),
        ("one hundred twenty screws", ["120 | screws"]), ("a hammer and a drill", ["1 | hammer", "1 | drill"]),
        ("and one more thing: 3 kg of nails", ["3 KG | nails"]),
    ])
    func english(text: String, wishes: [String]) { #expect(read(text, .english) == wishes) }

    @Test(arguments: [
        ("quero 3 martelos e 2 litros de tinta", ["3 | martelos", "2 L | tinta"]),
        ("meio quilo de presunto", ["0.5 KG | presunto"]), ("duas dúzias de ovos", ["2 DOC | ovos"]),
        ("cento e vinte parafusos", ["120 | parafusos"]), ("1,5 kg de arroz", ["1.5 KG | arroz"]),
        ("1.000 parafusos", ["1000 | parafusos"]),
    ])
    func portuguese(text: String, wishes: [String]) { #expect(read(text, .portuguese) == wishes) }

    @Test func aPastedList() {
        let list = """
            Buenas tardes, me cotiza por favor:
            1) 3 pz balata delantera jetta a4
            2) Filtro de aceite - 2
            • 4 bujías NGK
            aceite 20w50 x 6

            Gracias
            """
        #expect(
            read(list) == [
                "3 PZA | balata delantera jetta a4", "2 | Filtro de aceite", "4 | bujías NGK", "6 | aceite 20w50",
            ]
        )
    }

    @Test func aListWithoutEndIsCut() {
        let list = (1...500).map { "\($0) martillos" }.joined(separator: "\n")
        #expect(read(list).count == WishReader.wishesMax)
    }
}
