// Data: what is said when a voice note cannot be understood, in the languages we speak.

enum VoicePhrases {
    /// `locale` is BCP 47; a language that is not here is answered in Spanish.
    static func pleaseWrite(in locale: String) -> String {
        switch locale.split(separator: "-").first.map({ $0.lowercased() }) {
        case "en": "I can't listen to your voice note just now. Could you write it to me?"
        case "pt": "Não consigo ouvir seu áudio agora. Você pode escrever para mim?"
        default: "Ahora no puedo escuchar tu nota de voz. ¿Me lo escribes, por favor?"
        }
    }
}
