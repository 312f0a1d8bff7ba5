// Data: how the collecting agent speaks in Portuguese.

import OrkestaModel

extension CollectionPhrases {
    static let portuguese = CollectionPhrases(
        upcoming: "Oi{, name}! Aqui é da {business}. Um lembrete com antecedência: o seu pagamento vence em breve.",
        dueToday: "Oi{, name}! Aqui é da {business}. O seu pagamento vence hoje:",
        late: [
            .friendly:
                "Oi{, name}! Aqui é da {business}. Talvez você tenha esquecido: ainda há um pagamento em aberto.",
            .neutral: "Olá{, name}. Aqui é da {business}, sobre um pagamento que continua em aberto:",
            .firm: "Olá{, name}. A {business} não recebeu o seu pagamento e precisa que você regularize:",
            .final: "Olá{, name}. Este é o último aviso da {business} antes de uma pessoa rever a sua conta:",
        ],
        brokenPromise: "Olá{, name}. Combinamos que você pagaria {money} em {date} e ainda não vimos o pagamento:",
        thanksForRecord: "Obrigado por pagar sempre em dia.",
        willBeDue: "• {invoice}: {money}, vence em {date}",
        isDue: "• {invoice}: {money}, vence hoje",
        wasDue: "• {invoice}: {money}, venceu em {date}",
        openOf: "(de {total})",
        sum: "No total: {money}",
        payHere: "Pague aqui: {link}",
        more: "Você tem outros pagamentos em aberto; pergunte quanto deve e eu digo todos.",
        closing: [
            .friendly: "Se já pagou ou prefere outro dia, responda por aqui.",
            .neutral: "Se já pagou, ou não pode hoje, me diga por aqui e a gente vê.",
            .firm: "Se está difícil pagar, responda hoje e a gente encontra um jeito.",
            .final: "Ainda dá para resolver por aqui: pague pelo link ou me diga que dia você pode.",
        ],
        paidButton: "Já paguei",
        promiseButton: "Pago outro dia",
        partsButton: "Pagar em partes",
        yesButton: "Sim, combinado",
        noButton: "Não",
        promised: "Combinado{, name}! {money} em {date}. Até lá não escrevo mais sobre isso. Obrigado!",
        promisedPart:
            "Combinado{, name}! {money} em {date}, e o resto a gente vê depois. Até lá não escrevo mais sobre isso. Obrigado!",
        promisePast: "Esse dia já passou. Que dia você pode pagar?",
        promiseTooFar: "Tão longe não posso deixar; o mais tarde é {date}. Que dia antes disso você pode?",
        askDay: "Claro{, name}. Que dia você pode pagar? Pode responder, por exemplo, “na sexta” ou “dia 15”.",
        askDayHardship: "Entendo{, name}, acontece. Que dia você poderia pagar, mesmo que só uma parte?",
        monthEnds: "Esse mês termina em {date}. Que dia você pode pagar?",
        hardship: "Entendo{, name}, acontece. Posso oferecer isto:",
        offerPlan: "Você pode pagar {invoice} em {parts} vezes:",
        offerPlans: "Você pode pagar {invoice} em partes. Qual fica melhor?",
        planChoice: "Em {parts} vezes",
        installment: "• {money} em {date}",
        askAgree: "Pode ser?",
        planAccepted: "Feito{, name}! {invoice} fica em {parts} vezes:",
        claimed:
            "Obrigado por avisar{, name}. Ainda não vejo o pagamento de:\n{lines}\nTransferência ou dinheiro pode demorar um "
            + "pouco. Já pedi a uma pessoa da {business} que verifique; se tiver o comprovante, mande por aqui.",
        processing: "O seu pagamento está a caminho{, name}; assim que confirmar eu aviso:\n{lines}",
        nothingOwed: "Está tudo em dia{, name}. Nada em aberto com a {business}. Muito obrigado!",
        links: "Claro{, name}, você pode pagar aqui:",
        standing: "Isto é o que está em aberto:",
        acknowledged: "Obrigado{, name}! Qualquer coisa, estou aqui.",
        notUnderstood:
            "Desculpe, não entendi bem. Você pode dizer que dia paga, avisar que já pagou ou pedir para pagar em partes.",
        received: "Recebemos o seu pagamento{, name}! Muito obrigado.\nRecibo: {invoice}\nPago: {money}",
        receivedPart: "Recebemos {money} de {invoice}{, name}, obrigado! Falta pagar {balance}.",
        notPaid:
            "O pagamento de {invoice} não passou{, name}; nada foi cobrado. Você pode tentar de novo ou pagar de outra forma:",
        refunded:
            "Devolvemos {money} de {invoice}{, name}. Dependendo do seu banco, pode levar alguns dias para aparecer.",
        refundedToCredit: "Deixamos {money} de crédito por {invoice}{, name}. Você pode usar na próxima compra.",
        disputed:
            "Obrigado por me dizer{, name}. Vou parar de lembrar: uma pessoa da {business} vai verificar com você e responde "
            + "por aqui.",
        angered:
            "Sinto muito o incômodo{, name}. Não escrevo mais sobre isso: uma pessoa da {business} vai ver o seu caso. Se não "
            + "quiser mais avisos, responda SAIR.",
        personCalled: "Claro{, name}. Já avisei uma pessoa da {business}, que responde por aqui mesmo.",
        planToPerson:
            "Claro{, name}. Vou ver com uma pessoa da {business}, e respondemos por aqui se dá para pagar em partes.",
        noMorePromises:
            "Já tínhamos combinado várias vezes{, name}. Desta vez uma pessoa da {business} precisa ver isso e responde por "
            + "aqui. Se puder pagar hoje, o link que mandei continua valendo."
    )
}
