// What a message asks of the products listed before it, in the three languages
// at once (the words do not contradict one another).

import AgentDialogue

/// A wish about the last list rather than for another product.
enum FollowUp: Equatable {
    case moreOptions
    /// Cheaper than what was shown.
    case cheaper
    case otherBrand

    private static let wordsMax = 8
    private static let more: Set<String> = [
        "mas", "opciones", "opcion", "otros", "otras", "otro", "otra", "modelos", "alternativas", "more", "options",
        "other", "others", "else", "mais", "opcoes", "outros", "outras", "alternatives",
    ]
    private static let asking: Set<String> = [
        "que", "tienes", "tienen", "hay", "muestrame", "ver", "dame", "quiero", "a", "show", "me", "do", "you", "have",
        "any", "what", "the", "see", "tem", "voce", "voces", "mostra", "quero", "y", "e", "and", "los", "las", "por",
        "favor", "please", "algunas", "algunos", "are", "there", "can", "i",
    ]
    private static let brands: Set<String> = ["marca", "marcas", "brand", "brands"]
    private static let others: Set<String> = [
        "otra", "otras", "diferente", "distinta", "other", "another", "different", "outra", "outras", "cual", "cuales",
        "que", "which", "quais",
    ]
    private static let cheaperWords: Set<String> = [
        "barato", "barata", "baratos", "baratas", "economico", "economica", "economicos", "economicas", "cheaper",
    ]
    private static let comparing: Set<String> = [
        "algo", "otro", "otra", "hay", "tienes", "tienen", "something", "anything", "tem", "uno", "una", "alguno",
        "alguna", "one", "baratos", "baratas", "economicos", "economicas", "cheaper",
    ]

    /// Nil when the message asks for something else.
    init?(_ message: Words) {
        let words = Set(message.folded)
        guard !words.isEmpty, message.count <= Self.wordsMax else { return nil }
        if !words.isDisjoint(with: Self.brands), !words.isDisjoint(with: Self.others) {
            self = .otherBrand
            return
        }
        if !words.isDisjoint(with: Self.cheaperWords), !words.isDisjoint(with: Self.comparing), words.count <= 5 {
            self = .cheaper
            return
        }
        let rest = words.subtracting(Self.asking)
        guard !rest.isEmpty, rest.isSubset(of: Self.more) else { return nil }
        self = .moreOptions
    }
}
