// Data: a second set of messages, written from imagination before any error of
// the model was looked at, and never trained on. Only its totals were looked at
// while examples were added, so they come near what a new customer will meet.

import OrchestratorUnderstanding

enum FreshMessages {
    static func of(_ language: Language) -> [LabelledLines] {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }

    private static let spanish: [LabelledLines] = [
        LabelledLines(
            .greeting,
            """
            que onda, buenas
            holi buen dia
            buenas noches jefe
            q tal como estan
            hola soy Lupita
            bnas tardes
            qué hubo
            saludos cordiales
            hola hola, hay alguien ahi
            muy buenos días tengan ustedes
            """
        ),
        LabelledLines(
            .productSearch,
            """
            ando buscando un termostato para el chevy monza
            manejan tubo galvanizado de 3/4?
            de casualidad tendran croquetas para cachorro
            q marcas de aceite sintetico tienes
            nesecito unas bisagras reforsadas
            hay leche de almendra?
            me urge un alternador p jetta 2012, tienen?
            tendras brocas para concreto de media
            que foco me queda para un sentra 2015
            venden detergente a granel
            """
        ),
        LabelledLines(
            .purchase,
            """
            va, me llevo las tres
            apuntame 4 cajas de huevo
            si lo quiero, como le hacemos
            agregale otro kilo de arroz al pedido
            mandame 2 botes de pintura blanca
            quitame el refresco y deja lo demas
            quiero hacer un pedido para hoy
            me das 5 metros de manguera
            compro los dos amortiguadores
            apartame uno porfa, paso al rato
            """
        ),
        LabelledLines(
            .quotation,
            """
            en cuanto me sale el saco de cemento
            a como el kilo de clavo
            me pasas precio de 20 varillas de 3/8
            cuanto seria por mayoreo
            hazme un presupuesto para impermeabilizar
            q presio tienen las balatas del tsuru
            hay descuento si compro 10?
            cotizame porfa: 3 focos, 1 apagador
            cuanto cuestan los pañales etapa 4
            me urge cotizacion formal a nombre de mi empresa
            """
        ),
        LabelledLines(
            .complaint,
            """
            me mandaron otra pieza que no era
            ya van tres dias y no llega mi pedido
            la bateria que me vendieron no prende
            que mal servicio dan de verdad
            me cobraron dos veces en la tarjeta
            el queso venia echado a perder
            estoy muy molesta, nadie me contesta
            llego abierto el paquete y le faltan piezas
            es un robo lo que hicieron
            no me quieren hacer valida la garantia
            """
        ),
        LabelledLines(
            .support,
            """
            a que hora cierran los sabados
            hacen envios a puebla
            puedo pagar con transferencia
            necesito factura de mi compra
            por donde va mi pedido
            donde estan ubicados
            pasame con una persona por favor
            cuanto tarda en llegar a guadalajara
            aceptan vales de despensa
            como le hago para devolver algo
            """
        ),
        LabelledLines(
            .other,
            """
            jajaja ok
            muchas gracias que amable
            sale, nos vemos luego
            quien gano el partido ayer
            eres un robot?
            esta lloviendo bien fuerte
            te mando un abrazo
            asdfgh
            """
        ),
    ]

    private static let english: [LabelledLines] = [
        LabelledLines(
            .greeting,
            """
            hey there good morning
            yo what's good
            hello, is this the hardware store
            hiii how's it going
            greetings from texas
            helo anybody there
            good day to you
            hey it's mike
            """
        ),
        LabelledLines(
            .productSearch,
            """
            do you guys carry stainless hinges
            i'm after a battery for a 2014 corolla
            any gluten free cookies?
            looking 4 a cheap cordless drill
            got half inch pvc pipe
            which oil should i put in my jetta
            need a new faucet for the kitchen, what do you have
            is there any lactose free milk
            do u sell dog food
            wich brake pads fit a sentra 2016
            """
        ),
        LabelledLines(
            .purchase,
            """
            ok i'll take both of them
            add two more to my cart please
            put me down for 3 gallons of white paint
            i want to order the first one
            yes buy it
            can you set one aside for me, i'll take it
            remove the soda from my order
            let me get 5 bags of cement
            i'd like to place an order for today
            make it four instead of two
            """
        ),
        LabelledLines(
            .quotation,
            """
            how much for a dozen eggs
            whats the price of the wagner pads
            can i get a quote for 50 sheets of plywood
            any discount if i buy in bulk
            how much would 3 of those run me
            price on the 19 liter bucket?
            send me an estimate please
            what do you charge for a headlight
            is there a wholesale price
            how mcuh is the drill
            """
        ),
        LabelledLines(
            .complaint,
            """
            you sent me the wrong part again
            my order was supposed to be here tuesday
            this thing broke after one day
            i got charged twice
            the milk was spoiled
            worst customer service ever
            nobody has answered me for a week, i'm really upset
            i want my money back, it doesn't work
            half of my stuff is missing
            """
        ),
        LabelledLines(
            .support,
            """
            what time do you close on sunday
            do you deliver to my area
            can i pay with cash on delivery
            where's my package right now
            i need an invoice for my purchase
            let me talk to a human
            how do i return something
            how long does shipping take
            can i change my delivery address
            """
        ),
        LabelledLines(
            .other,
            """
            thanks so much, you rock
            who won the game last night
            it's raining cats and dogs here
            what's the capital of france
            hmm let me think
            """
        ),
    ]

    private static let portuguese: [LabelledLines] = [
        LabelledLines(
            .greeting,
            """
            opa, bom dia
            oi gente, tudo certo
            boa noite moça
            olá, aqui é o Marcos
            tudo bem com vocês
            oi, tem alguém aí
            """
        ),
        LabelledLines(
            .productSearch,
            """
            vcs tem pastilha de freio pro gol g5
            to procurando uma torneira de cozinha
            vende ração pra gato castrado?
            tem leite sem lactose
            qual óleo vai no palio 2010
            preciso de um chuveiro elétrico, o que vocês têm
            tem lampada de led 9w
            voces trabalham com tinta spray
            queria ver umas fechaduras
            procuro bateria 60 amperes
            """
        ),
        LabelledLines(
            .purchase,
            """
            pode separar um pra mim
            quero comprar o primeiro da lista
            coloca mais 2 quilos de feijão no pedido
            fecha o pedido então
            me manda 3 sacos de cimento
            tira o refrigerante e deixa o resto
            sim, vou querer
            quero 4 unidades desse
            anota aí: 2 caixas de leite
            """
        ),
        LabelledLines(
            .quotation,
            """
            quanto tá o saco de cimento
            qual o preço da lata de 18 litros
            me faz um orçamento de 50 tijolos
            tem desconto à vista?
            quanto sai por 10 peças
            me passa o valor do amortecedor
            quanto custa a dúzia de ovos
            preciso de uma cotação pra empresa
            no atacado fica quanto
            qto é o quilo do arroz
            """
        ),
        LabelledLines(
            .complaint,
            """
            veio a peça errada
            meu pedido tá atrasado faz uma semana
            o produto chegou quebrado
            que atendimento péssimo
            o leite tava estragado
            quero meu dinheiro de volta, não funciona
            faltou metade das coisas na entrega
            ninguém me responde, absurdo
            comprei ontem e já parou de funcionar
            """
        ),
        LabelledLines(
            .support,
            """
            que horas vocês fecham
            entregam no centro?
            aceita pix
            cadê meu pedido
            preciso da nota fiscal
            quero falar com um atendente
            como faço pra trocar um produto
            quanto tempo demora a entrega
            dá pra parcelar no cartão
            """
        ),
        LabelledLines(
            .other,
            """
            kkkkk
            valeu, obrigadão
            você é um robô?
            quem ganhou o jogo ontem
            hoje tá um calor danado
            hum deixa eu ver
            parabéns pelo dia
            """
        ),
    ]
}
