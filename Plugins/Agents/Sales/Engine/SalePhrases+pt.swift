// Data: how the sales agent speaks in Portuguese, as at a counter in Brazil.

extension SalePhrases {
    static let portuguese = SalePhrases(
        askProduct: "O que você gostaria de levar, e quantos?",
        askMore: "Claro, o que mais eu anoto?",
        anythingElse: "Mais alguma coisa, ou fechamos o seu pedido?",
        closeButton: "Fechar pedido",
        showButton: "Ver meu pedido",
        basketTitle: "Até agora você tem:",
        declined: "Sem problema{, name}. Se precisar de algo, estou aqui.",
        notUnderstood:
            "Desculpe, não entendi bem. Você pode me pedir produtos, tirar ou mudar quantidades, ver o seu pedido "
            + "ou fechar.",
        sorry: "Desculpe, não entendi bem.",
        askConfirm: "Posso confirmar o pedido?",
        confirmButton: "Sim, confirmo",
        changeButton: "Mudar algo",
        askChange: "Claro, o que mudamos? Você pode incluir ou tirar produtos, ou mudar as quantidades.",
        quoteChanged: "O seu orçamento mudou; este é o que vale agora:",
        quoteExpired: "O orçamento que eu tinha passado venceu.",
        discountNeedsBasket: "Vamos ver isso sim. Primeiro me diz quais produtos você quer levar.",
        noDiscount: "Esse desconto eu não consigo dar, mas confirmo o pedido com este preço com prazer.",
        bestPrice: "É o melhor preço que posso fazer:",
        approvalGranted: "Boa notícia{, name}! Autorizaram o desconto que você pediu:",
        approvalRefused:
            "Perguntei sobre o desconto que você pediu e desta vez não foi autorizado. Posso deixar assim:",
        orderMade: "Pronto{, name}! O seu pedido {order} está confirmado por {money}.",
        stockHeld: "Separei os produtos para você até {date}.",
        payTitle: "Pague aqui o seu pedido {order}: {money}",
        payAgain: "Claro, aqui está de novo o link do seu pedido {order} de {money}.",
        payAgainTitle: "Pague aqui o seu pedido {order}",
        newOrder: "Começamos um pedido novo; o anterior continua esperando o pagamento.",
        notPaidYet:
            "Ainda não recebi a confirmação do pagamento do seu pedido {order}. Assim que chegar, eu aviso por aqui.",
        linkExpired:
            "O link do seu pedido {order} venceu e os produtos deixaram de estar separados. Avisei uma pessoa de "
            + "{business}, que escreve para você por aqui.",
        paid: "Recebemos o seu pagamento{, name}! Muito obrigado.",
        receiptOrder: "Pedido: {order}",
        receiptInvoice: "Recibo: {invoice}",
        receiptAmount: "Pago: {money}",
        receiptMethod: "Forma de pagamento: {words}",
        receiptDate: "Data: {date}",
        paidThanks: "Já estamos preparando o seu pedido. Obrigado por comprar em {business}!",
        paidPartly: "Recebemos {money} do seu pedido {order}. Falta pagar {balance}.",
        paymentFailed:
            "O pagamento do seu pedido {order} não passou; nada foi cobrado. Você pode tentar de novo com o mesmo "
            + "link ou com outra forma de pagamento.",
        refunded: "Devolvemos {money} do seu pedido {order}. O banco pode levar alguns dias para mostrar.",
        refundedToCredit: "Você ficou com {money} de crédito pelo pedido {order}. Pode usar na próxima compra.",
        methods: [
            "card": "cartão", "oxxo": "OXXO", "spei": "transferência", "cash": "dinheiro", "wallet": "carteira digital",
            "credit": "crédito na loja",
        ],
        welcomeBack: "Que bom falar com você de novo{, name}! Revisei o seu pedido.",
        askContinue: "Vamos continuar de onde paramos?",
        orderWaits: "O seu pedido {order} de {money} está pronto, só falta o pagamento.",
        nothingToCancel:
            "Você não tem nada anotado, então não há o que cancelar. Se fala de um pedido já feito, posso chamar uma "
            + "pessoa.",
        askCancel: "Tem certeza de que quer cancelar o seu pedido?",
        cancelButton: "Sim, cancelar",
        goOnButton: "Continuar meu pedido",
        goesOn: "Ótimo, vamos continuar. Mais alguma coisa?",
        cancelled: "Pronto, cancelei o seu pedido. Se precisar de algo mais tarde, é só chamar.",
        personCalled:
            "Claro{, name}. Já avisei uma pessoa de {business}, que responde por aqui mesmo e vê o seu pedido.",
        failed:
            "Desculpe, algo falhou deste lado. Já avisei uma pessoa de {business} para te ajudar; o seu pedido continua "
            + "guardado.",
        personSummary: "O cliente pediu para falar com uma pessoa durante a compra.",
        failedSummary: "O agente de vendas não conseguiu concluir a compra.",
        linkExpiredSummary: "O cliente quer pagar com um link vencido."
    )
}
