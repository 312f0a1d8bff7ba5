// Data: what a customer is told when a conversation changes hands, in the languages we
// speak.

/// The words of the host between agents and people.
enum HandOffPhrases {
    /// `locale` is BCP 47; a language that is not here is answered in Spanish.
    static func arrival(in locale: String) -> String { arrivals[language(locale)] ?? arrivals["es"] ?? "" }

    static func departure(in locale: String) -> String { departures[language(locale)] ?? departures["es"] ?? "" }

    /// Whether this is what a customer is told when a person comes.
    static func isArrival(_ text: String) -> Bool { arrivals.values.contains(text) }

    private static func language(_ locale: String) -> String {
        locale.split(separator: "-").first.map { $0.lowercased() } ?? "es"
    }

    private static let arrivals = [
        "es": "Ahora te atiende una persona de nuestro equipo. Ya tiene a la vista tu conversación.",
        "en": "A person of our team is with you now, and can see this conversation.",
        "pt": "Agora uma pessoa da nossa equipe atende você, e já vê esta conversa.",
    ]
    private static let departures = [
        "es": "Te vuelve a atender nuestro asistente. Si necesitas a una persona otra vez, pídela aquí mismo.",
        "en": "Our assistant is back with you. If you need a person again, just ask for one here.",
        "pt": "Nosso assistente volta a atender você. Se precisar de uma pessoa de novo, é só pedir aqui.",
    ]
}
