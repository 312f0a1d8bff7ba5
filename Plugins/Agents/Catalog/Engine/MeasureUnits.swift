// Data: the units that customers and suppliers write, by dimension, with their
// size in a base unit small enough to keep every fraction of an inch whole.

/// What is measured; the raw value is part of the normal form.
enum Dimension: String, Sendable {
    case length, volume, mass, voltage, power, current, charge, memory, frequency, pressure, pieces
}

/// A unit of measure.
struct MeasureUnit: Sendable, Equatable {
    let dimension: Dimension
    /// How it is written in an attribute.
    let symbol: String
    /// How many base units it holds (nanometres, microlitres, micrograms, microvolts, …).
    let size: Int64
    /// The unit of sale it stands for; nil when nothing is sold by it.
    let saleUnit: String?
    /// Whether it must follow its number without a space: "a" and "v" are words too.
    let mustBeGlued: Bool
}

enum MeasureUnits {
    /// The unit of a folded word; nil when it is none.
    static func unit(_ word: [UInt8]) -> MeasureUnit? { table[word] }

    /// Every word for a unit, sorted.
    static var names: [[UInt8]] { table.keys.sorted { $0.lexicographicallyPrecedes($1) } }

    private static let table: [[UInt8]: MeasureUnit] = {
        var table: [[UInt8]: MeasureUnit] = [:]
        for row in rows {
            for name in row.names.split(separator: " ") {
                let isGlued = row.glued.split(separator: " ").contains(name)
                table[Array(name.utf8)] = MeasureUnit(
                    dimension: row.dimension,
                    symbol: row.symbol,
                    size: row.size,
                    saleUnit: row.saleUnit,
                    mustBeGlued: isGlued
                )
            }
        }
        return table
    }()

    private struct Row {
        let dimension: Dimension
        let symbol: String
        let size: Int64
        let saleUnit: String?
        let names: String
        let glued: String

        init(
            _ dimension: Dimension,
            _ symbol: String,
            _ size: Int64,
            sale: String? = nil,
            _ names: String,
            glued: String = ""
        ) {
            self.dimension = dimension
            self.symbol = symbol
            self.size = size
            self.saleUnit = sale
            self.names = names
            self.glued = glued
        }
    }

    private static let rows: [Row] = [
        Row(.length, "mm", 1_000_000, "mm milimetro milimetros millimeter millimeters"),
        Row(.length, "cm", 10_000_000, "cm cms centimetro centimetros centimeter centimeters"),
        Row(.length, "m", 1_000_000_000, sale: "M", "m mt mts mtr mtrs metro metros meter meters metre metres"),
        Row(.length, "km", 1_000_000_000_000, "km kilometro kilometros"),
        Row(.length, "in", 25_400_000, "in inch inches pulg pulgada pulgadas plg polegada polegadas"),
        Row(.length, "ft", 304_800_000, "ft pie pies foot feet"),
        Row(.volume, "ml", 1_000, "ml mililitro mililitros milliliter milliliters cc"),
        Row(.volume, "cl", 10_000, "cl centilitro centilitros"),
        Row(.volume, "L", 1_000_000, sale: "L", "l lt lts ltr ltrs litro litros liter liters litre litres"),
        Row(.volume, "gal", 3_785_412, sale: "GALON", "gal gals galon galones gallon gallons galao"),
        Row(.mass, "mg", 1_000, "mg miligramo miligramos"),
        Row(.mass, "g", 1_000_000, sale: "G", "g gr grs grm gms gramo gramos gram grams grama gramas"),
        Row(
            .mass,
            "kg",
            1_000_000_000,
            sale: "KG",
            "kg kgs kgr kilo kilos kilogramo kilogramos kilogram kilograms quilo quilos quilograma quilogramas"
        ),
        Row(.mass, "lb", 453_592_370, sale: "LB", "lb lbs libra libras pound pounds"),
        Row(.mass, "oz", 28_349_523, "oz onza onzas ounce ounces"),
        Row(.mass, "t", 1_000_000_000_000, sale: "TON", "ton tons tonelada toneladas"),
        Row(.voltage, "V", 1_000_000, "v volt volts voltio voltios vcd vca vdc vac", glued: "v"),
        Row(.power, "W", 1_000_000, "w watt watts vatio vatios", glued: "w"),
        Row(.power, "kW", 1_000_000_000, "kw kilowatt kilowatts"),
        Row(.power, "hp", 745_699_872, "hp"),
        Row(.current, "A", 1_000_000, "a amp amps amper amperes amperios", glued: "a"),
        Row(.current, "mA", 1_000, "ma", glued: "ma"),
        Row(.charge, "Ah", 1_000_000, "ah", glued: "ah"),
        Row(.charge, "mAh", 1_000, "mah"),
        Row(.memory, "MB", 1_000, "mb"),
        Row(.memory, "GB", 1_000_000, "gb"),
        Row(.memory, "TB", 1_000_000_000, "tb"),
        Row(.frequency, "Hz", 1, "hz hertz"),
        Row(.frequency, "MHz", 1_000_000, "mhz"),
        Row(.frequency, "GHz", 1_000_000_000, "ghz"),
        Row(.pressure, "psi", 1, "psi"),
        Row(
            .pieces,
            "PZA",
            1,
            sale: "PZA",
            "pz pza pzas pzs pieza piezas pc pcs piece pieces peca pecas unidad unidades und unid unidade"
        ),
    ]
}
