// Data: what the orchestrator says in Spanish, as a shop in Mexico writes it.

extension Phrases {
    static let spanish = Phrases(
        greeting: "¡Hola{, name}! Te damos la bienvenida a {business}.",
        greetingAgain: "¡Hola de nuevo{, name}! Qué gusto verte otra vez por {business}.",
        invitation: "¿En qué te ayudo hoy?",
        suggestProducts: "Ver productos",
        suggestQuotation: "Pedir una cotización",
        suggestPerson: "Hablar con una persona",
        complaint: "Lamento mucho lo que pasó{, name}, y gracias por avisarnos. Ya le pasé tu caso a una persona de "
            + "{business}: lo va a revisar y te responde por este mismo chat.",
        support: "Claro que sí{, name}. Ya le pasé tu mensaje a una persona de {business}; te responde por este mismo "
            + "chat en cuanto pueda.",
        askOrderNumber: "Si se trata de un pedido, mándame el número para que lo encuentren más rápido.",
        orderNumberNoted: "Gracias, ya quedó anotado junto con tu caso. La persona que te atienda lo verá aquí mismo.",
        alreadyWithPerson:
            "Gracias{, name}, tu mensaje quedó junto con tu caso. En cuanto una persona de {business} lo "
            + "revise, te responde por aquí.",
        thanks: "¡Con gusto{, name}! Si necesitas algo más, aquí estoy.",
        farewell: "¡Hasta luego{, name}! Gracias por escribir a {business}.",
        acknowledgement: "¡Perfecto! ¿Te ayudo con algo más?",
        declined: "Sin problema{, name}. Si necesitas algo más, aquí estoy.",
        aboutMe: "Soy el asistente virtual de {business}.",
        notUnderstood: "Perdón, no estoy seguro de haberte entendido.",
        abilities: "Puedo buscar productos, decirte precios y existencias, o comunicarte con una persona. "
            + "¿Qué necesitas?",
        abilitiesWithoutCatalog: "Puedo tomar tu mensaje y comunicarte con una persona. ¿Qué necesitas?",
        unrouted: "Con gusto{, name}. Eso te lo resuelve directamente una persona de {business}: ya le pasé tu mensaje "
            + "y te responde por este mismo chat.",
        thanksWords: ["gracias", "agradezco", "agradecido", "agradecida"],
        farewellWords: ["adios", "bye", "chao", "hasta", "luego", "vemos", "nos", "despido"],
        assentWords: [
            "ok", "okay", "oki", "vale", "va", "sale", "si", "sip", "perfecto", "entendido", "listo",
            "excelente", "super", "genial", "claro", "bueno", "bien", "orale", "enterado", "enterada",
        ],
        declineWords: ["no", "nop", "nel", "nada", "ninguno", "ninguna", "asi", "mejor"],
        robotWords: ["robot", "bot", "maquina", "ia"]
    )
}
