// Data: the words with which customers choose among what they were shown, in
// the three languages at once (folded; they do not contradict one another).

enum ChoiceWords {
    static let last: Set<String> = ["ultimo", "ultima", "last"]

    /// Numbers say a place only when nothing but ``glue`` stands around them.
    static let cardinals: [String: Int] = [
        "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
        "diez": 10, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "um": 1, "uma": 1, "dois": 2, "duas": 2, "quatro": 4, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
    ]

    static let glue: Set<String> = [
        "el", "la", "los", "las", "lo", "de", "del", "numero", "num", "no", "opcion", "por", "favor", "porfa", "es",
        "y",
        "the", "number", "option", "please", "one", "that", "this", "it", "is", "about", "what", "and",
        "o", "a", "os", "as", "da", "do", "opcao", "e",
    ]

    /// Words that ask for a thing that was chosen; with them a number counts pieces.
    static let wanting: Set<String> = [
        "quiero", "quisiera", "dame", "deme", "me", "interesa", "gusta", "llevo", "llevar", "muestrame", "ver", "ese",
        "esa", "este", "esta", "detalle", "detalles", "mas", "info", "sobre", "comprar", "compro", "si", "ok", "precio",
        "cuanto", "cuesta", "tienes", "tienen", "mejor",
        "i", "want", "like", "would", "ll", "id", "ill", "take", "give", "show", "tell", "buy", "more", "details",
        "yes",
        "much", "how", "get",
        "quero", "queria", "levo", "vou", "levar", "mostra", "mostre", "esse", "essa", "gostei", "sim", "quanto",
        "custa", "detalhes", "mais", "preco", "gostaria",
    ]

    static let cheapest: Set<String> = [
        "barato", "barata", "economico", "economica", "cheapest", "cheap", "cheaper", "conta",
    ]

    static let assent: Set<String> = [
        "si", "sip", "claro", "quiero", "yes", "yeah", "yep", "sure", "please", "sim", "quero", "por", "favor", "ese",
        "esse", "isso", "lo", "eso",
    ]

    static let pieces: Set<String> = [
        "pieza", "piezas", "pza", "pzas", "unidad", "unidades", "piece", "pieces", "unit", "units", "peca", "pecas",
        "unidade", "them", "esos", "esas", "estos", "estas", "deles", "delas", "bolsas", "cajas",
    ]
}
