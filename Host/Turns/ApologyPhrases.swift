// Data: what is said when no agent can answer, in the languages we speak.

/// Polite, and true: a person has been given the case.
enum ApologyPhrases {
    /// `locale` is BCP 47; a language that is not here is answered in Spanish.
    static func apology(in locale: String) -> String {
        switch locale.split(separator: "-").first.map({ $0.lowercased() }) {
        case "en":
            "Sorry, I could not handle your message just now. A member of our team will get back to you soon."
        case "pt":
            "Desculpe, não consegui atender sua mensagem agora. Uma pessoa da nossa equipe vai responder em breve."
        default:
            "Disculpa, no pude atender tu mensaje en este momento. Una persona de nuestro equipo te responderá pronto."
        }
    }
}
