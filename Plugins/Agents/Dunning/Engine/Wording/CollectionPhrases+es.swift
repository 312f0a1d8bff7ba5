// Data: how the collecting agent speaks in Spanish, as a shop in Mexico writes to
// customers that it wants to keep.

import OrkestaModel

extension CollectionPhrases {
    static let spanish = CollectionPhrases(
        upcoming: "¡Hola{, name}! Te escribe {business}. Te recuerdo con tiempo que pronto vence tu pago:",
        dueToday: "¡Hola{, name}! Te escribe {business}. Hoy vence tu pago:",
        late: [
            .friendly: "¡Hola{, name}! Te escribe {business}. Quizá se te pasó: todavía tienes un pago pendiente.",
            .neutral: "Hola{, name}. Te escribe {business} por un pago que sigue pendiente:",
            .firm: "Hola{, name}. En {business} no hemos recibido tu pago y necesitamos que te pongas al corriente:",
            .final:
                "Hola{, name}. Este es el último aviso de {business} antes de que una persona revise tu cuenta:",
        ],
        brokenPromise: "Hola{, name}. Habíamos quedado en que pagarías {money} el {date} y todavía no lo vemos:",
        thanksForRecord: "Gracias por pagar siempre a tiempo.",
        willBeDue: "• {invoice}: {money}, vence el {date}",
        isDue: "• {invoice}: {money}, vence hoy",
        wasDue: "• {invoice}: {money}, venció el {date}",
        openOf: "(de {total})",
        sum: "En total: {money}",
        payHere: "Paga aquí: {link}",
        more: "Además tienes otros pagos pendientes; pregúntame cuánto debes y te los digo todos.",
        closing: [
            .friendly: "Si ya pagaste o prefieres otro día, contéstame por aquí.",
            .neutral: "Si ya pagaste, o no puedes hoy, dime por aquí y lo vemos.",
            .firm: "Si hay algún problema para pagar, contéstame hoy y buscamos la forma.",
            .final: "Todavía lo podemos arreglar por aquí: paga con la liga o dime qué día puedes.",
        ],
        paidButton: "Ya pagué",
        promiseButton: "Pago otro día",
        partsButton: "Pagar en partes",
        yesButton: "Sí, de acuerdo",
        noButton: "No",
        promised:
            "De acuerdo{, name}. Quedamos en {money} para el {date}. Hasta entonces no te vuelvo a escribir por esto. ¡Gracias!",
        promisedPart:
            "De acuerdo{, name}. Quedamos en {money} para el {date}; lo demás lo vemos después. Hasta entonces no te vuelvo a "
            + "escribir por esto. ¡Gracias!",
        promisePast: "Ese día ya pasó. ¿Qué día sí puedes pagar?",
        promiseTooFar: "Tan lejos no te lo puedo dejar; lo más tarde es el {date}. ¿Qué día puedes antes?",
        askDay: "Claro{, name}. ¿Qué día puedes pagar? Puedes contestar, por ejemplo, “el viernes” o “el 15”.",
        askDayHardship: "Entiendo{, name}, a todos nos pasa. ¿Qué día podrías pagar, aunque sea una parte?",
        monthEnds: "Ese mes termina el {date}. ¿Qué día puedes pagar?",
        hardship: "Entiendo{, name}, a todos nos pasa. Te puedo ofrecer esto:",
        offerPlan: "Puedes pagar {invoice} en {parts} pagos:",
        offerPlans: "Puedes pagar {invoice} en partes. ¿Cuál te acomoda?",
        planChoice: "En {parts} pagos",
        installment: "• {money} el {date}",
        askAgree: "¿Te parece bien?",
        planAccepted: "¡Hecho{, name}! {invoice} queda en {parts} pagos:",
        claimed:
            "Gracias por avisar{, name}. Todavía no veo el pago de:\n{lines}\nSi fue por transferencia o en efectivo puede "
            + "tardar un poco. Ya le avisé a una persona de {business} para que lo revise; si tienes el comprobante, mándalo "
            + "por aquí.",
        processing: "Tu pago ya está en camino{, name}; en cuanto se confirme te aviso:\n{lines}",
        nothingOwed: "Estás al corriente{, name}. No hay nada pendiente con {business}. ¡Muchas gracias!",
        links: "Claro{, name}, aquí puedes pagar:",
        standing: "Esto es lo que tienes pendiente:",
        acknowledged: "¡Gracias a ti{, name}! Cualquier cosa, aquí estoy.",
        notUnderstood:
            "Perdón, no te entendí bien. Puedes decirme qué día pagas, avisarme si ya pagaste o pedirme pagar en partes.",
        received: "¡Recibimos tu pago{, name}! Muchas gracias.\nRecibo: {invoice}\nPagado: {money}",
        receivedPart: "Recibimos {money} de {invoice}{, name}, ¡gracias! Falta por pagar {balance}.",
        notPaid:
            "El pago de {invoice} no pasó{, name}; no se te cobró nada. Puedes intentarlo otra vez o con otra forma de pago:",
        refunded: "Te devolvimos {money} de {invoice}{, name}. Según tu banco, puede tardar unos días en verse.",
        refundedToCredit: "Te dejamos {money} a favor por {invoice}{, name}. Puedes usarlos en tu próxima compra.",
        disputed:
            "Gracias por decírmelo{, name}. Dejo de recordártelo: una persona de {business} lo va a revisar contigo y te "
            + "responde por aquí.",
        angered:
            "Lamento la molestia{, name}. Ya no te escribo por esto: una persona de {business} va a ver tu caso. Si no quieres "
            + "recibir más avisos, responde BAJA.",
        personCalled: "Claro{, name}. Ya le avisé a una persona de {business}; te responde por este mismo chat.",
        planToPerson:
            "Claro{, name}. Lo veo con una persona de {business}, y te responde por aquí si se puede en partes.",
        noMorePromises:
            "Ya habíamos quedado varias veces{, name}. Esta vez lo tiene que ver una persona de {business}: te responde por "
            + "aquí. Si puedes pagar hoy, la liga que te mandé sigue sirviendo."
    )
}
