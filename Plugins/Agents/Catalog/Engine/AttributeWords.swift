// Data: the words of a product line that say a property of it: its finish, its
// colour, what it is made of, where it is mounted.

enum AttributeWords {
    /// The property that a folded word says, in any number or gender, and its usual form; nil for other words.
    static func attribute(of word: [UInt8]) -> (name: String, value: String)? { table[WordStem.of(word)] }

    private static let table: [[UInt8]: (name: String, value: String)] = {
        var table: [[UInt8]: (name: String, value: String)] = [:]
        for line in lines.split(separator: "\n") {
            let sides = line.split(separator: ":")
            guard sides.count == 2 else { continue }
            for word in sides[1].split(separator: " ") {
                table[WordStem.of(Array(word.utf8))] = (String(sides[0]), String(word))
            }
        }
        return table
    }()

    private static let lines = """
        finish: galvanizado cromado niquelado pavonado pulido mate brillante satinado anodizado zincado
        color: blanco negro rojo azul verde amarillo gris naranja cafe beige transparente white black red branco preto
        material: acero inoxidable aluminio bronce laton cobre pvc cpvc plastico madera vidrio hule ceramica nylon carton
        shape: hexagonal cuadrado redondo plano ovalado
        position: delantero trasero izquierdo derecho superior inferior
        content: deslactosado descremado semidescremado light entero integral organico
        """
}
