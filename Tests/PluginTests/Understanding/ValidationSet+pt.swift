// Data: Brazilian Portuguese validation messages, written before and apart from the
// training examples, and never added to them. One message a line.

import OrchestratorUnderstanding

extension ValidationSet {
    static let portuguese: [LabelledLines] = [
        LabelledLines(
            .greeting,
            """
            bom diaa
            alo tem alguem ai
            muito prazer em conhecer
            oi sou a carla
            qual é parceiro
            oiii 😊
            oi como estão as coisas
            dia
            tarde
            noite
            e aee
            como andam vcs
            oi boa noite pessoal da loja
            oiee bom diaa
            boa tarde como vcs estao
            boa noite, ainda acordados?
            olá a todos da loja
            oi vim dar um alo
            oi oi boa tardee
            ola bom dia querido
            oi flor
            oi meu bem bom dia
            bom dia seu antonio
            eae meu camarada
            eae galera
            fala galera
            fala doutor
            fala comigo
            diz aí
            opa beleza meu chapa
            bão demais e vc
            tô bem e vc?
            to bem graças a deus e o senhor
            como tem andado
            como anda a vida
            como vai essa força
            como passou o fim de semana
            como estão todos por aí
            quanto tempo hein
            há tempos não falo com vcs
            oi de volta
            olha eu aqui de novo, oi
            alguém pra me atender?
            alguem me responde oi
            oi quem fala?
            prazer em falar com vocês
            é um prazer te conhecer também
            oi sou novo por aqui
            boa tarde me chamo fernanda
            ótimo dia
            uma ótima tarde a todos
            saudações meu amigo
            qualé meu mano
            suave na nave?
            tranquilidade?
            tamo junto fala ai
            tudo em cima?
            oi oi cheguei pessoal
            boa tarde meu consagrado
            oi querida como está
            bom diaaa flor
            salve rapaziada
            fala meu chapa como tá
            olá como estão todos hoje
            e aí tudo sussa
            boa noitee tudo bem com vcs
            oi tudo bem por aí na loja
            bom dia bom dia como vai a família
            """
        ),
        LabelledLines(
            .productSearch,
            """
            tem pastilha de freio pro gol g5?
            procuro um amortecedor traseiro do celta
            tem arroz tipo 1
            trabalham com pneu aro 13
            lâmpada h7
            bomba de combustivel corsa
            tem em estoque o radiador do fiesta
            vende feijão carioca?
            quero ver os martelos
            me mostra as opções de torneira
            tem café em pó
            que tipo de parafuso tem
            me manda o catálogo
            o que vocês vendem
            que produtos vc tem ai
            tem ração pra cachorro
            óleo 5w30 sintético
            cano pvc 100mm
            tem aditivo de radiador
            essa pastilha serve no voyage?
            esse filtro serve pro motor 1.0
            tem na cor azul?
            qual tamanho de broca vcs tem
            qual a diferença entre o 10w40 e o 5w30
            qual bateria vc indica pra um onix
            algo pra tirar ferrugem
            tem alguma coisa pra desentupir pia
            sabão em pó omo
            tem leite sem lactose
            disjuntor 40 amperes
            cabo flexivel 2,5
            tem fralda tamanho g
            gostaria de saber se tem cuba de inox
            queria ver os modelos de chuveiro
            tem peça pra titan 150?
            é da marca tramontina?
            não tem alicate de pressão aí não
            quais sabores de suco
            qual o cardápio
            ainda tem o saco de argamassa?
            tem mangueira de jardim
            pilha aa tem?
            escapamento do gol quadrado
            sou mecânico e procuro pivô da hilux
            vcs tem disponivel palheta de 22
            tens rolamento dianteiro
            tem biscoito recheado
            vendem telha de barro
            to atras de um compressor de ar
            por um acaso chegou o filtro do civic
            vi no instagram uma parafusadeira, ainda tem
            teriam ai lixa 200
            queria dar uma olhada nos azulejos
            procuro uma peça pro meu santana 95
            que tipo de pão vcs fazem
            gostaria de conhecer seus produtos
            quais cervejas cês tem gelada
            vcs trabalham com material elétrico
            tem como achar essa peça?
            tem outra cor sem ser preto
            será q vcs tem o cabo de embreagem
            to precisando de prego de telha
            vcs tem válvula de descarga
            to precisando de parafuso galvanizado
            tem papel alumínio
            me interessa ver furadeira de bancada
            o que serve pra limpar carburador
            """
        ),
        LabelledLines(
            .purchase,
            """
            vou levar dois
            vou querer 3
            quero 3 litros de óleo
            me manda 5 sacos de cimento
            me vê 2 kilos de açúcar
            fecha o pedido
            compra confirmada
            anota ai 4 velas
            me vende 6 rolos
            coloca também uma caixa de prego
            bota mais 3 latas
            fico com o mais barato
            qro 2 desse
            manda o de 5 litros
            me da 200g de presunto
            vou querer 8 metros de cabo
            manda o link que eu pago, vou levar
            quero finalizar a compra
            pode separar que eu busco as 5
            sim quero essa bomba
            tira o leite e coloca 3 sucos
            repete o pedido da semana passada
            levo todas
            dois desse
            me dá 1 caixa
            2 cocas e um salgadinho pfv
            manda 3 aqui em casa
            me vê duas pizzas
            de acordo, pode gerar o pedido
            gostaria de adquirir dois
            eu quero uma coxinha e um suco
            reserva pra mim 10 telhas
            fecha com a bosch
            manda entregar 20 peças
            aceito, pode faturar e enviar
            quero 1 pacote de café e 2 de açúcar
            pode colocar 12 cervejas
            vou pegar o kit completo
            pronto quero os quatro
            então manda os dois mesmo
            me arruma 3 caixas
            me separa ai duas baterias
            salva dois pra mim
            anota aí pra mim 5 pacotes
            deixa anotado 10 sacos
            me ve ai uma duzia de ovos
            manda ver
            pode lançar o pedido
            pode incluir o filtro também
            põe ai mais um leite
            aumenta pra 6 unidades
            fecha ai a conta que eu compro
            eu fico com ele
            compro sim
            quero confirmar minha compra
            pode emitir o pedido
            queria fazer uma encomenda de bolo
            vou querer um x-salada e uma coca
            me manda por favor dois galões
            sim vou levar todos
            quero igual ao da semana passada
            manda o de 35 reais pfv
            deixa separado 2 galões e um rolo
            isso, quero a de 60 amperes
            me arranja 8 rolos de papel
            são 3 das grandes então
            """
        ),
        LabelledLines(
            .quotation,
            """
            quanto sai a pastilha
            faz um orçamento pra mim
            orçamento de 10 sacos
            quanto fica 3 peças
            me passa o preço do filtro
            me passa os valores
            manda a lista de preço
            preço no atacado
            se eu levar 10 quanto vc faz
            quanto vc cobra em 2
            qual o mais barato e quanto custa
            preciso cotar uns materiais
            pode me fazer uma cotação
            o preço ja é com imposto?
            ta quanto o kilo do tomate
            quanto está o litro do aditivo
            o ovo ta quanto
            quanto seria no total
            preço da caixa fechada
            boa tarde qual valor das lampadas led
            tem alguma promoção de tinta
            qual a oferta do dia
            qual o menor preço que vc faz
            orçar 100 blocos e 2 mil tijolos
            preços dos vergalhões
            quanto custam as fraldas
            o preço da luminaria por favor
            poderia me informar o valor da porta
            dá pra fazer um precinho melhor
            quanto me cobra pela correia
            quantos reais é o metro do fio
            qual é o preço de tabela do alternador
            oi quanto ta saindo o pneu 175/70
            quero saber o preço
            saber valores
            quanto ficaria o milheiro do tijolo
            quanto dá isso tudo
            soma pra mim quanto deu
            faz a conta de 4 litros e um filtro
            como ta o preço da gasolina digo do oleo
            tá saindo por quanto o saco
            a dúzia sai por quanto
            qual o valor do galão
            qnto q ta
            passa os preços ai
            melhora esse preço ai
            tem como dar um desconto
            dá desconto pra pagamento à vista?
            subiu o preço do cimento?
            ainda ta 35 o saco?
            vc cobra quanto pra 8 peças
            qual sai mais em conta
            preciso de um orçamento pra reforma do banheiro
            consegue fazer por quanto 50 metros
            quanto eu pagaria em 3 caixas
            valor unitario
            ta caro, melhora
            pode me dizer qto custa
            quanto q é a diaria da betoneira
            o de 20 litros ta em quanto
            e já instalado fica quanto
            preciso saber preço de porta
            melhora o preço pra mim
            quanto o saco se eu comprar uma tonelada
            fala quanto pelas duas pastilhas
            qual preço vcs fazem na caixa
            """
        ),
        LabelledLines(
            .complaint,
            """
            meu pedido não chegou e ja faz 5 dias
            veio faltando peça
            quero devolver
            não funciona o que me venderam
            isso é golpe
            bando de ladrão
            cansei de esperar
            to esperando faz uma semana
            produto vencido
            a caixa veio aberta
            o entregador foi grosso comigo
            ninguém me responde, que absurdo
            to muito insatisfeita
            quero reclamar do serviço
            a peça não serviu no meu carro quero trocar
            a bomba ta vazando
            me venderam peça falsificada
            falaram que ia chegar ontem e nada
            cade meu pedido ja ta super atrasado
            faltaram 2 itens
            a fruta veio estragada
            leite azedo
            os ovos vieram quebrados
            não foi isso que eu pedi
            veio tamanho errado
            que atendimento horrivel
            vou no procon
            o pacote nunca chegou
            pedido atrasado
            a entrega esta muito atrasada
            estou muito irritado
            to puto com vcs
            pneu veio com bolha
            parou de funcionar no dia seguinte
            a furadeira queimou e comprei ontem
            não respeitaram o preço anunciado
            a tinta chegou vazando
            quero acionar a garantia porque isso não presta
            estão me enrolando
            tenho uma queixa da entrega
            a geladeira chegou amassada
            entregaram tarde e errado
            sempre a mesma coisa com vcs, so atraso
            o cimento veio molhado
            cancela e devolve meu dinheiro, não presta
            decepcionado com a compra
            o entregador nem apareceu
            ficaram de trazer de manha e ja é noite
            isso aqui veio todo amassado
            comprei gato por lebre
            a bateria nao segura carga
            é a segunda vez que erram
            nunca mais peço nada
            que falta de compromisso
            me fizeram ir ai à toa
            não quiseram trocar a peça com defeito
            lacre violado
            entregaram duas caixas a menos
            subiram o preço na hora de entregar
            não to contente com o que recebi
            resolvam logo isso, ja cansei
            quanto tempo mais vou ter que esperar
            a furadeira solta fumaça
            a tinta descascou em dois dias
            passei a tarde toda esperando e não trouxeram
            o balde veio pela metade
            não entregaram o que paguei
            só desculpa com vocês
            o óleo que me deram é falso
            quero de volta o valor do frete
            fui muito mal atendida na loja
            """
        ),
        LabelledLines(
            .support,
            """
            falar com atendente
            qual o horário de funcionamento
            onde vocês ficam
            preciso da nota fiscal
            entrega em campinas?
            como rastreio meu pacote
            demora quanto pra chegar
            me manda os dados da conta
            parcela em quantas vezes
            faz fiado?
            até que horas vcs ficam abertos
            telefone da loja
            como faço pra cancelar
            não consigo entrar na minha conta
            deu erro no link de pagamento
            mandei o comprovante vcs viram?
            meu cpf pra nota é 123
            errei o cnpj da nota
            qual o status da minha compra
            meu pedido já saiu?
            quero um humano
            chama o gerente
            vc é robô? quero um atendente
            me ajuda não sei fazer o pedido
            qual transportadora vcs usam
            qual o pedido minimo pra entrega
            pode pagar na entrega
            quando vão me entregar
            com quem eu trato de um assunto
            tem alguém de verdade pra me atender
            o robô não me entende
            onde é a loja de vcs
            qual a rua
            fecha pro almoço?
            amanhã funciona normal?
            até quando ficam abertos
            aceita vale refeição
            tem maquininha
            em nome de quem faço o pix
            pode reenviar o link de pagamento venceu
            em que pé ta minha compra
            quando vou receber o que comprei
            meu pedido já vem vindo?
            que horas o motoboy passa
            dá pra mudar a hora da entrega
            moro em osasco, chega aqui?
            entrega no domingo tambem?
            pode tirar a nota no nome da empresa
            não chegou a nota no meu email
            o xml da nota não veio
            o que precisa pra abrir crediário
            quantos dias tenho pra troca
            me ajuda a acessar minha conta
            troquei de número como atualizo o cadastro
            não vou mais querer o pedido, dá pra cancelar?
            me explica como comprar aqui
            tem retirada no local
            o boleto ainda não chegou no email
            faz entrega pro interior
            meu pedido já ta pronto pra buscar?
            tem loja física ou só online
            quero que um vendedor me ligue
            não aparece a opção de pagar
            posso pagar metade hoje e metade sexta
            a nota saiu com outro nome
            que horas posso passar hoje
            muda minha entrega pra sábado?
            """
        ),
        LabelledLines(
            .other,
            """
            kkkkk
            kkkkkkkk mano
            muito obrigada
            vc é casado?
            asdfghj
            rsrsrs
            ontem fui no cinema com minha namorada
            meu cachorro se chama rex
            qual a capital da frança
            desculpa mandei errado
            durma bem
            deus te abençoe
            ja jantei
            to no trabalho agora
            depois te ligo
            tudo certo então
            show de bola
            vai corinthians
            qwe lkj
            quanto é 2 mais 2
            manda o dever de matematica
            amanhã tem reunião na escola
            que saudade de vc
            nada so tava olhando
            kkkk vc é doido
            kkkkk não acredito
            hehe blz
            ahh entendi agora
            já deu certo, obrigada
            agradeço a atenção
            boa noite durma com deus
            bom final de semana pra vcs
            a gente se vê
            beleza até depois
            depois a gente se fala
            🤣🤣
            🥳
            siiim
            nãooo
            será
            sei não
            tanto faz
            ri muito com sua resposta
            bora pro cinema
            o que almoçou hoje
            minha irmã teve bebê
            acabou a luz aqui em casa
            muito trânsito na marginal
            quem é seu pai
            gosta de feijoada
            toca uma música do roberto carlos
            quem descobriu o brasil
            qual a raiz quadrada de 81
            quantos habitantes tem o brasil
            gfdgfd
            uuuuuu
            zxc vbn
            outro dia a gente conversa
            tava só testando o chat
            essa mensagem não era pra vcs
            meu time perdeu ontem
            kkkkkk ai não aguento
            ok ok ok
            vou almoçar
            que filme vc indica
            boa semana a todos, tchau tchau
            minha mãe não deixa eu sair
            🥲🥲
            paciência né
            teu nome é engraçado
            já tenho que ir
            """
        ),
    ]
}
