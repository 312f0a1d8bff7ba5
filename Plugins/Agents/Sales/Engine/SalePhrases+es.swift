// Data: how the sales agent speaks in Spanish, as at a counter in Mexico.

extension SalePhrases {
    static let spanish = SalePhrases(
        askProduct: "¿Qué producto te gustaría llevar, y cuántos?",
        askMore: "Claro, ¿qué más te anoto?",
        anythingElse: "¿Algo más, o cerramos tu pedido?",
        closeButton: "Cerrar mi pedido",
        showButton: "Ver mi pedido",
        basketTitle: "Llevas:",
        declined: "Sin problema{, name}. Si necesitas algo, aquí estoy.",
        notUnderstood:
            "Perdón, no te entendí bien. Puedes pedirme productos, quitar o cambiar cantidades, ver tu pedido o "
            + "cerrarlo.",
        sorry: "Perdón, no te entendí bien.",
        askConfirm: "¿Te confirmo el pedido?",
        confirmButton: "Sí, confirmo",
        changeButton: "Cambiar algo",
        askChange: "Claro, ¿qué cambiamos? Puedes agregar o quitar productos, o cambiar las cantidades.",
        quoteChanged: "Hubo un cambio en tu cotización; esta es la que vale ahora:",
        quoteExpired: "La cotización que te había dado ya venció.",
        discountNeedsBasket: "Con gusto lo vemos. Primero dime qué productos quieres llevar.",
        noDiscount: "Ese descuento no te lo puedo dar, pero con gusto te confirmo el pedido a este precio.",
        bestPrice: "Es el mejor precio que te puedo dar:",
        approvalGranted: "¡Buenas noticias{, name}! Autorizaron el descuento que pediste:",
        approvalRefused: "Pregunté por el descuento que pediste y esta vez no se autorizó. Te lo puedo dejar así:",
        orderMade: "¡Listo{, name}! Tu pedido {order} quedó confirmado por {money}.",
        stockHeld: "Te aparté los productos hasta el {date}.",
        payTitle: "Paga aquí tu pedido {order}: {money}",
        payAgain: "Claro, aquí está de nuevo el link de tu pedido {order} por {money}.",
        payAgainTitle: "Paga aquí tu pedido {order}",
        newOrder: "Empezamos un pedido nuevo; el anterior sigue esperando su pago.",
        notPaidYet:
            "Todavía no me llega la confirmación del pago de tu pedido {order}. En cuanto llegue, te aviso por aquí.",
        linkExpired:
            "El link de tu pedido {order} ya venció y los productos dejaron de estar apartados. Le avisé a una "
            + "persona de {business} para que lo reactive; te escribe por aquí.",
        paid: "¡Recibimos tu pago{, name}! Muchas gracias.",
        receiptOrder: "Pedido: {order}",
        receiptInvoice: "Recibo: {invoice}",
        receiptAmount: "Pagado: {money}",
        receiptMethod: "Forma de pago: {words}",
        receiptDate: "Fecha: {date}",
        paidThanks: "Ya estamos preparando tu pedido. ¡Gracias por comprar en {business}!",
        paidPartly: "Recibimos {money} para tu pedido {order}. Falta por pagar {balance}.",
        paymentFailed:
            "El pago de tu pedido {order} no pasó; no se te cobró nada. Puedes intentarlo otra vez con el mismo "
            + "link o con otra forma de pago.",
        refunded: "Te devolvimos {money} de tu pedido {order}. Según tu banco, puede tardar unos días en verse.",
        refundedToCredit: "Te dejamos {money} a favor por tu pedido {order}. Puedes usarlos en tu próxima compra.",
        methods: [
            "card": "tarjeta", "oxxo": "OXXO", "spei": "transferencia", "cash": "efectivo", "wallet": "monedero",
            "credit": "saldo a favor",
        ],
        welcomeBack: "¡Qué gusto leerte de nuevo{, name}! Revisé tu pedido.",
        askContinue: "¿Seguimos donde nos quedamos?",
        orderWaits: "Tu pedido {order} por {money} está listo y solo falta el pago.",
        nothingToCancel:
            "No tienes nada anotado, así que no hay nada que cancelar. Si hablas de un pedido que ya hiciste, te comunico "
            + "con una persona.",
        askCancel: "¿Seguro que cancelo tu pedido?",
        cancelButton: "Sí, cancelar",
        goOnButton: "Seguir con mi pedido",
        goesOn: "Perfecto, seguimos. ¿Te anoto algo más?",
        cancelled: "Listo, cancelé tu pedido. Si más adelante necesitas algo, con gusto te atiendo.",
        personCalled:
            "Claro que sí{, name}. Ya le avisé a una persona de {business}; te responde por este mismo chat y tiene "
            + "a la vista tu pedido.",
        failed:
            "Perdón, algo me falló de este lado. Ya le avisé a una persona de {business} para que te ayude; tu pedido "
            + "sigue guardado.",
        personSummary: "El cliente pidió hablar con una persona durante su compra.",
        failedSummary: "El agente de ventas no pudo completar la compra.",
        linkExpiredSummary: "El cliente quiere pagar con un link vencido."
    )
}
