// Data: what is broken at home or on the road, by people who want what mends it,
// and the same words about something that they bought here. Written before the
// examples of problems were, and never trained on; no pattern can even produce a
// line of it (`noPatternProducesAProblem`).

import OrchestratorUnderstanding

enum ProblemMessages {
    static func of(_ language: Language) -> [LabelledLines] {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }

    private static let spanish: [LabelledLines] = [
        LabelledLines(
            .productSearch,
            """
            se me está goteando la llave del lavabo, ¿qué me llevo?
            mi fregadero gotea todo el día y ya me desespera
            la taza del baño no deja de tirar agua
            salió una mancha de humedad en la recámara
            la puerta de mi cuarto rechina horrible
            cada que llueve se mete el agua por el techo
            en la cochera no se ve ni dónde pisas
            está bien oscuro el pasillo de mi casa
            se me atoró el cajón del ropero y no abre
            se despegó la suela de mi bota
            se me cuarteó el piso del patio
            mi pared tiene grietas, ¿con qué las tapo?
            se tapó el caño de la cocina
            el lavamanos no traga
            traigo una fuga en el jardín, por donde va el tubo
            mi carro chilla cuando freno
            el tsuru se me calienta en las subidas
            mi moto no quiere arrancar con frío
            la regadera apenas echa un chorrito
            entra un airecito helado por debajo de la puerta
            los zancudos no nos dejan dormir
            se me metieron ratones a la bodega
            la ventana ya no cierra y se cuela el polvo
            la cerca se me está llenando de óxido
            se botó la pintura de la fachada
            mi cama cruje cada que me muevo
            el wc se queda corriendo toda la noche
            hay un tornillo barrido que no sale con nada
            se le zafó una pata a la mesa
            algo para que no se salga el agua del lavabo
            """
        ),
        LabelledLines(
            .complaint,
            """
            la llave que me vendieron el sábado ya está goteando
            el taladro que les compré dejó de jalar
            instalé la regadera de ustedes y tira agua por todos lados
            la pintura que me llevé ayer se está botando
            compré aquí un foco y a los dos días se fundió
            la manguera de mi pedido venía picada
            el candado que me dieron se atora, cámbienmelo
            me mandaron el espejo estrellado
            la bisagra nueva que traje de su tienda rechina igual
            el tinaco que me entregaron tiene una fuga
            """
        ),
        LabelledLines(
            .support,
            """
            ¿la garantía cubre si la llave gotea?
            ¿me pueden mandar a alguien que instale el boiler?
            ¿a qué hora pasa el camión con mi tinaco?
            ¿puedo cambiar la llave por otra medida?
            ocupo la factura del lavabo que compré
            ¿ya salió mi pedido de la bomba?
            """
        ),
    ]

    private static let english: [LabelledLines] = [
        LabelledLines(
            .productSearch,
            """
            my sink keeps leaking
            water drips under my sink, which part fixes that
            the tap in our kitchen won't stop dripping
            there's a puddle under the toilet every morning
            my bedroom door squeaks like crazy
            rain comes in through the ceiling
            it's pitch dark in my garage
            no light in the hallway
            the drawer of my dresser is stuck
            the sole came off my boot
            the patio floor has a big crack
            our kitchen drain is clogged
            the water won't go down in the shower
            my garden hose has a hole
            my car screeches when i brake
            the engine gets too hot uphill
            my bike chain keeps falling off
            there's a cold draft under the front door
            mosquitoes won't let us sleep
            we've got mice in the basement
            the window doesn't shut and dust blows in
            our fence is getting rusty
            paint is peeling off the front wall
            my bed creaks whenever i move
            the toilet runs all night
            i can't get a stripped screw out
            a leg came loose on my table
            damp spots on the bedroom wall
            shelf fell down, what holds it up better
            the lock is hard to turn
            """
        ),
        LabelledLines(
            .complaint,
            """
            the faucet you sold me on saturday is dripping already
            the drill i bought from you quit working
            i put in your shower head and it leaks everywhere
            the paint i got here last week is peeling off
            bought a bulb here and it burned out in two days
            the hose in my order came with a hole
            the padlock you gave me gets stuck, replace it
            you delivered the mirror cracked
            the new hinge from your store squeaks just the same
            the water tank you sent has a leak
            """
        ),
        LabelledLines(
            .support,
            """
            does the warranty cover it if the faucet drips
            can you send somebody to install the water heater
            what time does the truck bring my tank
            wrong size faucet, how do exchanges work
            i need the invoice for the sink i bought
            has my order with the pump left yet
            """
        ),
    ]

    private static let portuguese: [LabelledLines] = [
        LabelledLines(
            .productSearch,
            """
            a torneira fica pingando, tem alguma coisa?
            minha pia não para de vazar
            a privada solta água a noite toda
            apareceu uma mancha de umidade no quarto
            a porta do meu quarto range demais
            quando chove entra água pelo teto
            tô sem luz na garagem
            o corredor aqui de casa é muito escuro
            a gaveta da cômoda emperrou e não abre
            descolou a sola da minha bota
            o piso do quintal rachou
            minha parede tá cheia de trinca, tapo com o quê?
            o ralo da cozinha entupiu
            a água do banheiro não desce
            minha mangueira tá furada
            meu carro chia quando eu freio
            o gol esquenta na subida
            minha moto não quer pegar no frio
            o chuveiro só sai um fiozinho
            entra um vento gelado por baixo da porta
            os pernilongos não deixam a gente dormir
            tem rato no meu depósito
            a janela não fecha direito e entra poeira
            a grade tá enferrujando toda
            a tinta da fachada tá caindo
            minha cama estala quando eu me mexo
            o vaso fica correndo água
            tem um parafuso espanado que não sai
            o pé da minha mesa tá dançando, cai logo logo
            a oficina está no escuro, o que resolve isso?
            """
        ),
        LabelledLines(
            .complaint,
            """
            a torneira que vocês me venderam no sábado já tá pingando
            a furadeira que vocês me venderam morreu no segundo uso
            instalei o chuveiro de vocês e vaza por todo lado
            passei a tinta de vocês e já descascou tudo
            comprei uma lâmpada aí e queimou em dois dias
            a mangueira do meu pedido veio furada
            o cadeado que me deram emperra, troquem
            entregaram o espelho trincado
            a dobradiça nova da loja de vocês range igual
            a caixa d'água que mandaram tem vazamento
            """
        ),
        LabelledLines(
            .support,
            """
            se a torneira pingar, a garantia paga?
            tem como um técnico de vocês instalar o chuveiro aqui?
            que horas passa o caminhão com a minha caixa d'água?
            peguei a torneira na medida errada, dá pra trocar?
            preciso da nota da pia que comprei
            meu pedido da bomba já saiu?
            """
        ),
    ]
}
