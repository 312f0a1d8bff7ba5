// Data: what is said when neither a reply nor its fallback may be sent, in the
// languages we speak.

/// A sentence without a claim, and an offer that the host keeps.
enum FirewallPhrases {
    /// `locale` is BCP 47; a language that is not here is answered in Spanish.
    static func neutral(in locale: String) -> String {
        switch locale.split(separator: "-").first.map({ $0.lowercased() }) {
        case "en": "I can't confirm that figure right now. Would you like a member of our team to check it for you?"
        case "pt": "Não consigo confirmar esse dado agora. Você quer que uma pessoa da nossa equipe verifique?"
        default: "No puedo confirmar ese dato en este momento. ¿Quieres que lo revise una persona de nuestro equipo?"
        }
    }
}
