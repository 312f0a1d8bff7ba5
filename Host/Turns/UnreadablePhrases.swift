// Data: what stands for a message that the provider hands on to nobody, and what its customer
// is asked for, in the languages we speak.

/// Polls, calls, pictures that may be seen once: providers tell no more than that they came.
enum UnreadablePhrases {
    /// What the people of the business see. `locale` is BCP 47; a language that is not here is
    /// answered in Spanish.
    static func shown(in locale: String) -> String {
        switch language(locale) {
        case "en": "❔ (something that cannot be shown here)"
        case "pt": "❔ (algo que não pode ser mostrado aqui)"
        default: "❔ (algo que aquí no se puede mostrar)"
        }
    }

    static func pleaseWrite(in locale: String) -> String {
        switch language(locale) {
        case "en": "I can't open what you sent. Could you write it to me as text, or send a picture or a document?"
        case "pt": "Não consigo abrir o que você enviou. Pode escrever em texto, ou enviar uma foto ou um documento?"
        default: "No puedo abrir lo que enviaste. ¿Me lo escribes como texto, o me mandas una foto o un documento?"
        }
    }

    private static func language(_ locale: String) -> String? {
        locale.split(separator: "-").first.map { $0.lowercased() }
    }
}
