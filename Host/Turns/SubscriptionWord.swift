// Data: the words and short sentences by which customers end and resume messages that
// they did not ask for, as laws and providers have them. A message that says anything
// more is an agent's to understand.

/// What a customer's message wants of the messages that come unasked.
enum SubscriptionWord: Sendable {
    case stop
    case resume

    /// Nil for any other message.
    init?(_ text: String) {
        // What longer texts say is more than that; they need not be taken apart.
        guard text.utf8.count <= Self.bytesMax else { return nil }
        let said = text.lowercased().split { !$0.isLetter }.joined(separator: " ")
        if Self.stopping.contains(said) {
            self = .stop
        } else if Self.resuming.contains(said) {
            self = .resume
        } else {
            return nil
        }
    }

    /// What the customer is told. `locale` is BCP 47; a language that is not here is
    /// answered in Spanish.
    func confirmation(in locale: String) -> String {
        let language = locale.split(separator: "-").first.map { $0.lowercased() }
        switch (self, language) {
        case (.stop, "en"):
            return "Done: we won't write to you first any more. You can still write to us. Send START to undo this."
        case (.stop, "pt"):
            return
                "Pronto: não vamos mais escrever primeiro. Você pode continuar escrevendo. Envie VOLTAR para desfazer."
        case (.stop, _):
            return "Listo: ya no te escribiremos primero. Tú puedes seguir escribiéndonos. Envía ALTA para deshacerlo."
        case (.resume, "en"): return "Done: we may write to you again. Send STOP at any time."
        case (.resume, "pt"): return "Pronto: podemos escrever para você de novo. Envie SAIR quando quiser."
        case (.resume, _): return "Listo: podemos volver a escribirte. Envía BAJA cuando quieras."
        }
    }

    private static let bytesMax = 40
    /// “Cancelar” alone is not among them: orders and appointments are cancelled too.
    private static let stopping: Set<String> = [
        "baja", "alto", "desuscribir", "desuscribirme", "dar de baja", "darme de baja", "dame de baja",
        "denme de baja", "quiero darme de baja", "cancelar suscripción", "cancelar suscripcion",
        "no molestar", "no molesten", "no me molesten", "no me molestes", "no me escriban", "no me escribas",
        "ya no me escriban", "ya no me escribas", "no me escriban más", "no me escriban mas", "no me escribas más",
        "no me escribas mas", "no me manden mensajes", "no me mandes mensajes",
        "stop", "stopall", "stop all", "unsubscribe", "opt out", "optout", "do not disturb", "don t write to me",
        "do not write to me", "stop writing to me",
        "sair", "parar", "descadastrar", "cancelar inscrição", "cancelar inscricao", "não perturbe", "nao perturbe",
        "não me escreva", "nao me escreva", "não me escrevam", "nao me escrevam", "não me escreva mais",
        "nao me escreva mais",
    ]
    private static let resuming: Set<String> = ["alta", "start", "unstop", "voltar", "suscribir"]
}
