// Data: what the orchestrator says in Portuguese, as a shop in Brazil writes it.

extension Phrases {
    static let portuguese = Phrases(
        greeting: "Oi{, name}! Boas-vindas! Você está falando com {business}.",
        greetingAgain: "Oi{, name}! Que bom ter você de volta! Aqui é {business}.",
        invitation: "Como posso ajudar hoje?",
        suggestProducts: "Ver produtos",
        suggestQuotation: "Pedir um orçamento",
        suggestPerson: "Falar com uma pessoa",
        complaint:
            "Sinto muito pelo que aconteceu{, name}, e obrigado por avisar. Já passei o seu caso para uma pessoa "
            + "de {business}, que vai verificar e responder por aqui mesmo.",
        support: "Claro{, name}! Já passei a sua mensagem para uma pessoa de {business}, que responde por aqui mesmo "
            + "assim que puder.",
        askOrderNumber: "Se for sobre um pedido, me manda o número para acharem mais rápido.",
        orderNumberNoted: "Obrigado, já anotei junto com o seu caso. Quem for te atender vai ver aqui mesmo.",
        alreadyWithPerson: "Obrigado{, name}, a sua mensagem ficou junto com o seu caso. Assim que uma pessoa de "
            + "{business} verificar, ela responde por aqui.",
        thanks: "De nada{, name}! Se precisar de mais alguma coisa, é só chamar.",
        farewell: "Até logo{, name}! Obrigado por falar com {business}.",
        acknowledgement: "Perfeito! Posso ajudar com mais alguma coisa?",
        declined: "Sem problema{, name}. Se precisar de mais alguma coisa, é só chamar.",
        aboutMe: "Sou o assistente virtual de {business}.",
        notUnderstood: "Desculpe, não tenho certeza se entendi.",
        abilities: "Posso procurar produtos, informar preços e estoque, ou chamar uma pessoa. Do que você precisa?",
        abilitiesWithoutCatalog: "Posso anotar a sua mensagem e chamar uma pessoa. Do que você precisa?",
        unrouted: "Com prazer{, name}. Quem cuida disso é uma pessoa de {business}: já passei a sua mensagem, e a "
            + "resposta vem por aqui mesmo.",
        thanksWords: ["obrigado", "obrigada", "obg", "brigado", "brigada", "valeu", "agradeco", "grato", "grata"],
        farewellWords: ["tchau", "ate", "logo", "mais", "bye", "adeus", "falou"],
        assentWords: [
            "ok", "okay", "sim", "certo", "beleza", "blz", "perfeito", "entendi", "entendido", "otimo",
            "legal", "bom", "ta", "claro", "show", "massa",
        ],
        declineWords: ["nao", "nada", "nenhum", "nenhuma"],
        robotWords: ["robo", "bot", "maquina", "ia"]
    )
}
