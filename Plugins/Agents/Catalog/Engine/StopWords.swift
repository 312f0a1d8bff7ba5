// Data: words that ask, greet or glue in Spanish, Portuguese and English. A
// search ignores them as long as another word remains.

enum StopWords {
    /// Whether a folded word carries no meaning in a query.
    static func contains(_ word: String) -> Bool { words.contains(word) }

    /// Whether a folded word is a longer one of them written in haste, a letter left out, doubled or swapped with the
    /// next: "pra", "paraa", "apra". The first letter is never left out, so that hardly one is a word of its own.
    static func isHasty(_ word: [UInt8]) -> Bool { hasty.contains(word) }

    private static let hasty: Set<[UInt8]> = {
        var hasty: Set<[UInt8]> = []
        for word in words.map({ Array($0.utf8) }) where word.count >= 4 {
            for place in word.indices {
                let (before, behind) = (word[..<place], word[place...])
                hasty.insert(before + [word[place]] + behind)
                if place > 0 {
                    hasty.insert(Array(before + behind.dropFirst()))
                    hasty.insert(before.dropLast() + [word[place], word[place - 1]] + behind.dropFirst())
                }
            }
        }
        return hasty
    }()

    private static let words: Set<String> = Set(
        [spanish, portuguese, english].flatMap { $0.split { $0 == " " || $0 == "\n" }.map(String.init) }
    )

    private static let spanish = """
        a al algo alguien algun alguna algunas algunos ando aqui aun ayuda ayudame ayudar bien buen buena buenas buenos
        buscar busca buscando busco cada como con conseguir consigo costaria cotizacion cotizame cotizar costo cual
        cuales cuando cuanto cuanta cuantas cuantos cuesta cuestan da dame dan das de del desde dia dias disculpa
        disculpe disponible disponibles donde e el ella ellos en encontrar encuentro encargo entonces era eres es esa
        ese eso esta estan estas este esto estos estoy favor gracias ha hacen han hasta hay haya hola hoy
        igual ir joven la las le les lo los manejan manejas maneja me mi mis mostrar mucho muy nada necesita
        necesitamos necesito ninguna no nos nosotros o ocupo ocupamos oiga oye otra otro para pero poder
        podra podria podrian podrias pon poquito por porfa porfavor porque pregunta precio precios puede pueden puedo
        pues que quien quiera quiere quieren quiero quisiera quisieramos saber se sea senor ser si sirva sobre solo
        somos son soy su sus tal tambien tan tanto tardes tendra tendran tendras tenga tengan tengo tenemos tiene
        tienen tienes todavia todo tu tus u un una unas uno unos urge usted ustedes va vas vende venden vendes ver
        vez vendo y ya yo manda mandame enviame quisieras quedan queda existencia
        """

    private static let portuguese = """
        ao aos as ate bom boa com da das do dos dia em eu ele ela eles essa esse esta estou gostaria mais meu minha na
        nas nao no nos oi ola onde os ou para pelo pela por preciso precisando procuro procurando quanto quanta quantos
        quantas qual quais quer queria quero sao se ser seu sua tarde tem tens ter tenho te uma um umas uns vende
        vendem voce voces custa obrigado obrigada
        """

    private static let english = """
        a about an and any are at be but buy by can could cost costs do does for from get give got had has have hello
        hey hi how i if in is it its just let like looking looks me much my need needs of on or our please price
        prices sell selling show so some thanks thank that the them there these this those to us want wanted we
        what when where which will would you your
        """
}
