// Lines a shopkeeper would look for first, with the unit and price they expect (pesos).

import HostDemo
import Testing

/// One expected line of a price list.
struct ExpectedLine: Sendable {
    let name: String
    let unit: String
    let pesos: ClosedRange<Int64>

    init(_ name: String, _ unit: String, _ pesos: ClosedRange<Int64>) {
        self.name = name
        self.unit = unit
        self.pesos = pesos
    }
}

extension DemoTenantsTests {
    @Test(arguments: [
        ExpectedLine("Balatas Del. D1324 Jetta A6 2.0 2011-2018 Wagner", "JGO", 400...1_200),
        ExpectedLine("Balatas Del. D583 Tsuru III 1.6 1992-2017 Brembo", "JGO", 350...900),
        ExpectedLine("Disco de Freno Del. NP300 2.5 2016-2023 Fritec", "PZA", 800...2_000),
        ExpectedLine("Filtro Aire Tsuru III 1.6 1992-2017 Gonher", "PZA", 70...200),
        ExpectedLine("Filtro Gasolina Chevy 1.6 1994-2012 / Corsa 1.8 2002-2008 Gonher", "PZA", 50...200),
        ExpectedLine("Bujía BPR6ES Chevy 1.6 1994-2012 / Corsa 1.8 2002-2008 NGK", "PZA", 40...120),
        ExpectedLine("Aceite Motor 20W50 Mineral Quaker State 946 ml", "PZA", 80...180),
        ExpectedLine("Aceite Motor 5W30 Sintético Castrol Magnatec Garrafa 4.73 L", "PZA", 700...1_400),
        ExpectedLine("Aceite Motor a Granel 20W50 Akron", "L", 50...130),
        ExpectedLine("Anticongelante Prestone 50/50 3.78 L", "GALON", 180...450),
        ExpectedLine("Amortiguador Del. Gas Hilux 2.7 2006-2015 Monroe", "PZA", 800...2_000),
        ExpectedLine("Rótula Inf. Ranger 2.3 2001-2012 Moog", "PZA", 250...700),
        ExpectedLine("Batería LTH L-42-500", "PZA", 2_000...4_000),
        ExpectedLine("Foco Halógeno H4 12V 60/55W Osram", "PZA", 60...200),
        ExpectedLine("Pluma Limpiaparabrisas 20\" Trico", "PZA", 60...200),
    ])
    func javazSells(_ line: ExpectedLine) throws { try expect(line, at: "equipo-automotriz-javaz") }

    @Test(arguments: [
        ExpectedLine("Tornillo Hex. G5 1/4 x 1\"", "PZA", 1...5),
        ExpectedLine("Pija Tablaroca Punta Fina #6 x 1\" (100 pzas) Fiero", "CJA", 30...90),
        ExpectedLine("Clavo Estándar c/Cabeza 2 1/2\"", "KG", 35...80),
        ExpectedLine("Tubo CPVC 1/2\" x 3 m FlowGuard", "PZA", 60...150),
        ExpectedLine("Cable THW Cal. 12 Condumex", "M", 12...30),
        ExpectedLine("Cable THW Rollo 100 m Cal. 12 IUSA", "ROLLO", 1_000...2_500),
        ExpectedLine("Foco LED A19 9W Luz Blanca Volteck", "PZA", 20...60),
        ExpectedLine("Pintura Vinílica Comex Vinimex Blanco 19 L", "CUBETA", 2_000...4_500),
        ExpectedLine("Pintura Vinílica Berel Kalos Blanco 4 L", "GALON", 400...1_000),
        ExpectedLine("Cemento Gris CPC 30R Cruz Azul 50 kg", "BULTO", 200...350),
        ExpectedLine("Varilla Corrugada G42 3/8\" x 12 m DeAcero", "PZA", 130...280),
        ExpectedLine("Martillo Uña Curva 16 oz Truper", "PZA", 120...300),
        ExpectedLine("Candado Gancho Corto 50 mm Phillips", "PZA", 150...400),
        ExpectedLine("Lija de Agua Grano 220 Fandeli", "PZA", 8...25),
        ExpectedLine("Guantes de Carnaza Truper", "PAR", 50...150),
    ])
    func laCentralSells(_ line: ExpectedLine) throws { try expect(line, at: "ferreteria-la-central") }

    @Test(arguments: [
        ExpectedLine("Aceite Vegetal Nutrioli 850 ml", "PZA", 35...70),
        ExpectedLine("Azúcar Estándar a Granel", "KG", 22...40),
        ExpectedLine("Huevo Blanco a Granel", "KG", 30...65),
        ExpectedLine("Leche Lala Entera 1 L", "L", 24...38),
        ExpectedLine("Refresco Coca-Cola 600 ml", "PZA", 16...26),
        ExpectedLine("Refresco Coca-Cola 2.5 L", "PZA", 38...60),
        ExpectedLine("Agua Natural Ciel 1.5 L", "PZA", 12...28),
        ExpectedLine("Atún Dolores en Agua 133 g", "PZA", 17...35),
        ExpectedLine("Galletas Gamesa Marías 170 g", "PZA", 14...30),
        ExpectedLine("Pan Bimbo Blanco Grande 680 g", "PZA", 40...65),
        ExpectedLine("Detergente Roma Polvo 1 kg", "PZA", 30...55),
        ExpectedLine("Cloro Cloralex 950 ml", "PZA", 13...30),
        ExpectedLine("Papel Higiénico 4 Rollos Pétalo", "PAQ", 25...50),
        ExpectedLine("Croquetas Perro Dog Chow Adulto 20 kg", "BULTO", 800...1_500),
        ExpectedLine("Pilas Duracell AA 4 pzas", "PAQ", 70...140),
    ])
    func delValleSells(_ line: ExpectedLine) throws { try expect(line, at: "abarrotes-del-valle") }

    private func expect(_ line: ExpectedLine, at tenantID: String) throws {
        let tenant = try #require(DemoTenants.all().first { $0.id == tenantID })
        let item = try #require(tenant.items.first { $0.name == line.name }, "\(line.name) is not sold")
        #expect(item.unit == line.unit)
        #expect(line.pesos.contains(item.priceMinor / 100), "\(line.name): \(item.priceMinor)")
    }
}
