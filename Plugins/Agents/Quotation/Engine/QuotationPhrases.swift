// Data: what the quotation agent says, as templates, in three languages.

import AgentDialogue

/// A language's texts. `{business}` is the shop's name, `{, name}` is ", Ana" or
/// nothing, `{order}` ORD-12, `{money}` a figure of the host's.
struct QuotationPhrases: Sendable {
    let askLines: String
    let askAccept: String
    let acceptButton: String
    let changeButton: String
    let askChange: String
    let notUnderstood: String
    let bestPrice: String
    let approvalGranted: String
    let approvalRefused: String
    let changed: String
    let accepted: String
    let cancelled: String
    let personCalled: String
    let failed: String
    /// For the person who reads the case.
    let personSummary: String
    let failedSummary: String

    static func of(_ language: Language) -> QuotationPhrases {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }

    private static let spanish = QuotationPhrases(
        askLines: "Con gusto te cotizo. Mándame qué productos necesitas y cuántos de cada uno; puede ser una lista.",
        askAccept: "¿La aceptas, o cambiamos algo?",
        acceptButton: "Sí, acepto",
        changeButton: "Cambiar algo",
        askChange: "Claro, ¿qué cambiamos? Puedes agregar o quitar productos, o cambiar cantidades.",
        notUnderstood:
            "Perdón, no te entendí bien. Puedes agregar o quitar productos, cambiar cantidades, o aceptar la "
            + "cotización.",
        bestPrice: "Es el mejor precio que te puedo dar:",
        approvalGranted: "¡Buenas noticias{, name}! Autorizaron el descuento que pediste:",
        approvalRefused: "Pregunté por el descuento que pediste y esta vez no se autorizó. Te la puedo dejar así:",
        changed: "La cotización cambió mientras tanto; esta es la que vale ahora:",
        accepted: "¡Gracias{, name}! Tu pedido {order} quedó confirmado por {money}. Aquí puedes verlo y pagarlo:",
        cancelled: "Sin problema{, name}, dejé la cotización. Cuando quieras hacemos otra.",
        personCalled:
            "Claro que sí{, name}. Ya le avisé a una persona de {business}; te responde por este mismo chat y tiene "
            + "a la vista tu cotización.",
        failed: "Perdón, algo me falló de este lado. Ya le avisé a una persona de {business} para que te mande tu "
            + "cotización.",
        personSummary: "El cliente pidió hablar con una persona sobre su cotización.",
        failedSummary: "El agente de cotizaciones no pudo completar la cotización."
    )

    private static let english = QuotationPhrases(
        askLines: "Gladly. Send me which products you need and how many of each; a list is fine.",
        askAccept: "Do you accept it, or shall we change something?",
        acceptButton: "Yes, I accept",
        changeButton: "Change something",
        askChange: "Sure, what shall we change? You can add or remove products, or change quantities.",
        notUnderstood:
            "Sorry, I didn't quite get that. You can add or remove products, change quantities, or accept the "
            + "quote.",
        bestPrice: "This is the best price I can give you:",
        approvalGranted: "Good news{, name}! The discount you asked for was approved:",
        approvalRefused:
            "I asked about the discount you wanted, and it wasn't approved this time. I can offer you this:",
        changed: "The quote has changed meanwhile; this is the one that counts now:",
        accepted: "Thank you{, name}! Your order {order} is confirmed for {money}. Here you can see it and pay for it:",
        cancelled: "No problem{, name}, I dropped the quote. We can make another whenever you like.",
        personCalled:
            "Of course{, name}. I have told a person at {business}, who will answer you in this chat and can see "
            + "your quote.",
        failed:
            "Sorry, something went wrong on this side. I have told a person at {business}, who will send you your quote.",
        personSummary: "The customer asked for a person about their quote.",
        failedSummary: "The quotation agent could not complete the quote."
    )

    private static let portuguese = QuotationPhrases(
        askLines: "Com prazer. Me manda quais produtos você precisa e quantos de cada; pode ser uma lista.",
        askAccept: "Você aceita, ou mudamos algo?",
        acceptButton: "Sim, aceito",
        changeButton: "Mudar algo",
        askChange: "Claro, o que mudamos? Você pode incluir ou tirar produtos, ou mudar as quantidades.",
        notUnderstood:
            "Desculpe, não entendi bem. Você pode incluir ou tirar produtos, mudar quantidades, ou aceitar o "
            + "orçamento.",
        bestPrice: "É o melhor preço que posso fazer:",
        approvalGranted: "Boa notícia{, name}! Autorizaram o desconto que você pediu:",
        approvalRefused:
            "Perguntei sobre o desconto que você pediu e desta vez não foi autorizado. Posso deixar assim:",
        changed: "O orçamento mudou nesse meio tempo; este é o que vale agora:",
        accepted: "Obrigado{, name}! O seu pedido {order} está confirmado por {money}. Aqui você pode ver e pagar:",
        cancelled: "Sem problema{, name}, deixei o orçamento de lado. Quando quiser, fazemos outro.",
        personCalled:
            "Claro{, name}. Já avisei uma pessoa de {business}, que responde por aqui mesmo e vê o seu orçamento.",
        failed: "Desculpe, algo falhou deste lado. Já avisei uma pessoa de {business}, que vai te mandar o orçamento.",
        personSummary: "O cliente pediu para falar com uma pessoa sobre o orçamento.",
        failedSummary: "O agente de orçamentos não conseguiu concluir o orçamento."
    )
}
