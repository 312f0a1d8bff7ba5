// Data: what the three demo trades use together, to recommend before a shop's
// own baskets tell more.

enum Complements {
    /// What goes with a product of this name, as queries.
    static func of(_ name: WordsOfName) -> [String] {
        let stems = name.words.map { WordStem.of(Array($0.utf8)) }
        return table.filter { entry in entry.stems.allSatisfy(stems.contains) }.flatMap(\.wanted)
    }

    private static let table: [(stems: [[UInt8]], wanted: [String])] = lines.split(separator: "\n").compactMap { line in
        let sides = line.split(separator: ":")
        guard sides.count == 2 else { return nil }
        return (
            WordsOfName(String(sides[0])).words.map { WordStem.of(Array($0.utf8)) },
            sides[1].split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init)
        )
    }

    private static let lines = """
        balata: liquido de frenos, disco de freno
        disco freno: balata, liquido de frenos
        filtro aceite: aceite de motor, filtro de aire
        aceite motor: filtro de aceite, filtro de aire
        bujia: cables de bujia, filtro de aire
        amortiguador: base de amortiguador, rotula
        bomba agua: anticongelante, banda
        radiador: anticongelante, manguera
        termostato: anticongelante
        bateria: terminal de bateria
        banda tiempo: bomba de agua, tensor
        pintura: brocha, rodillo, thinner
        esmalte: brocha, thinner, lija
        impermeabilizante: rodillo, brocha
        tornillo: tuerca, rondana, taquete
        taquete: pija, broca
        clavo: martillo
        tubo pvc: pegamento pvc, codo pvc, cople pvc
        cemento: arena, varilla, pala
        pegazulejo: boquilla, llana
        foco: socket
        cable: apagador, contacto, cinta de aislar
        chapa: bisagra
        taladro: broca
        arroz: frijol, aceite vegetal
        pasta: pure de tomate, queso
        cafe: azucar, leche
        leche: cereal, galletas
        tortilla: frijol, queso
        refresco: papas, vasos desechables
        detergente: suavizante, cloro
        papel higienico: servilletas
        panal: toallitas humedas
        shampoo: acondicionador, jabon
        """
}
