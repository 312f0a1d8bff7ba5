// Data: what is said when no person took a conversation that was given to them.

/// The words with which an agent ends its silence.
public enum PersonPhrases {
    /// `{, name}` and `{business}` are to be filled in.
    public static func nobodyCame(_ language: Language) -> String {
        switch language {
        case .spanish:
            "Perdón por la espera{, name}. La persona de {business} todavía no se desocupa, pero tu caso sigue abierto y te "
                + "responde por aquí. Mientras tanto, ¿te ayudo yo con algo?"
        case .english:
            "Sorry for the wait{, name}. The person at {business} is still busy, but your case is open and they will answer "
                + "you here. Meanwhile, can I help you with anything?"
        case .portuguese:
            "Desculpe a espera{, name}. A pessoa de {business} ainda está ocupada, mas o seu caso continua aberto e ela "
                + "responde por aqui. Enquanto isso, posso ajudar com algo?"
        }
    }
}
