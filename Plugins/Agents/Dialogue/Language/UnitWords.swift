// Data: the units that customers name, under the names that the host gives
// units of sale (PZA, KG, L, ...).

/// A unit of sale or of measure that a customer named.
public struct NamedUnit: Sendable, Hashable {
    /// As the host's catalog writes it.
    public let code: String

    public init(_ code: String) { self.code = code }

    /// Whether parts of one can be sold: half a kilo can, half a piece cannot.
    public var isDivisible: Bool { Self.divisible.contains(code) }

    /// What it measures, and how much in the dimension's base (g, ml, mm);
    /// nil for pieces and packages.
    var measure: (dimension: Dimension, size: Int64)? {
        switch code {
        case "G": (.mass, 1)
        case "KG": (.mass, 1_000)
        case "TON": (.mass, 1_000_000)
        case "ML": (.volume, 1)
        case "L": (.volume, 1_000)
        case "MM": (.length, 1)
        case "CM": (.length, 10)
        case "M": (.length, 1_000)
        default: nil
        }
    }

    /// How many pieces it holds; nil for other units.
    var pieces: Int64? {
        switch code {
        case "PZA": 1
        case "PAR": 2
        case "DOC": 12
        default: nil
        }
    }

    /// A package is part of a product's name as often as it is a unit.
    var isPackage: Bool { measure == nil && pieces == nil }

    enum Dimension: Sendable { case mass, volume, length }

    /// The host's own list: see `SaleUnit.isDivisible`.
    private static let divisible: Set<String> = [
        "KG", "G", "MG", "LB", "OZ", "TON", "L", "ML", "GAL", "M", "CM", "MM", "FT", "IN", "M2", "M3",
    ]
}

enum UnitWords {
    /// The unit of a folded word; nil when it is none.
    static func unit(_ word: String) -> NamedUnit? { table[word] }

    private static let table: [String: NamedUnit] = {
        var table: [String: NamedUnit] = [:]
        for row in rows.split(separator: "\n") {
            let words = row.split(separator: " ")
            guard let code = words.first else { continue }
            for word in words.dropFirst() { table[String(word)] = NamedUnit(String(code)) }
        }
        return table
    }()

    private static let rows = """
        PZA pza pzas pz pzs pieza piezas piesa piesas unidad unidades und pc pcs piece pieces unit units peca pecas unidade
        KG kg kgs kilo kilos kilito kilogramo kilogramos kilogram kilograms quilo quilos quilograma quilogramas
        G g gr grs gramo gramos gram grams grama gramas
        L l lt lts litro litros liter liters litre litres
        ML ml mililitro mililitros milliliter milliliters
        M m mt mts mtr mtrs metro metros meter meters metre metres
        CM cm cms centimetro centimetros centimeter centimeters
        PAR par pares pair pairs
        DOC docena docenas dozen dozens duzia duzias
        JGO jgo jgos juego juegos set sets kit kits jogo jogos
        CAJA caja cajas cja cjas box boxes caixa caixas
        PAQ paq paqs paquete paquetes pack packs pacote pacotes
        BOLSA bolsa bolsas bag bags saquinho saquinhos
        BTO bulto bultos bto btos saco sacos costal costales sack sacks
        ROLLO rollo rollos roll rolls rolo rolos
        CUB cubeta cubetas cub bucket buckets balde baldes
        GAL galon galones gal gallon gallons galao galoes
        TON tonelada toneladas ton tons
        """
}
